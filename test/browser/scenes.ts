/** Runs for tests of HTML reports: many stores that are recovered, and names that hold markup and scripts. */
import type { Run } from '../../scenarios/index.js';
import { parseScenario, runScenario } from '../../scenarios/index.js';
import { soundText } from '../scenarios/valid-scenario.js';

/** A scenario in which a region is down during one push of each of so many stores, and gets them all back. */
export function manyStores(count: number): string {
  const names = Array.from(
    { length: count },
    (_, place) => `store-${String(place).padStart(4, '0')}`,
  );
  return [
    'title: Many stores are recovered',
    'seed: 3',
    'horizon: 5d',
    'regions: [dc-0, dc-1, dc-2]',
    'stores:',
    ...names.map(
      (name) => `  - { name: ${name}, partitions: 2, size: 100 MB, sourceFabric: dc-0 }`,
    ),
    'timeline:',
    '  - { at: 0s, fault: region-outage, region: dc-1, for: 20h }',
    '  - { at: 2m, operator: mark-degraded, region: dc-1, timeout: 3d }',
    ...names.map(
      (name, place) => `  - { at: ${600 + place * 20}s, push: p${place}, store: ${name} }`,
    ),
    '  - { at: 21h, operator: unmark-degraded, region: dc-1 }',
    '',
  ].join('\n');
}

/** Markup, formulas, writing from right to left, two lines, very long. */
export const hostileNames = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(2)</script>',
  "=cmd|' /C calc'!A0",
  'n'.repeat(200),
] as const;

/** Shown with a dot for each character that is invisible or turns the writing round. */
const turnedNames = ['one\nline', '\u202eevil\u2066'] as const;

/** A run whose every name and text holds markup or scripts. Files cannot say such names; a later reader might. */
export function hostileRun(): Run {
  const run = runScenario(parseScenario(soundText, 'sound.yaml'));
  const [markup, closing, formula, long] = hostileNames;
  const names: Readonly<Record<string, string>> = {
    'dc-0': markup,
    'dc-1': closing,
    'dc-2': turnedNames[1],
    profiles: long,
    p1: formula,
  };
  const hostile = (text: string): string =>
    text.replace(/dc-\d|profiles|\bp1\b/g, (name) => names[name] ?? name);
  const swapped = (list: readonly string[]): string[] => list.map(hostile);
  return {
    ...run,
    scenario: {
      ...run.scenario,
      title: `${markup}${turnedNames[0]}`,
      story: closing,
      text: `${closing}\n<!-- ${markup}`,
      file: `${formula} ${markup}.yaml`,
    },
    seed: '<b>7</b>',
    names: {
      regions: swapped(run.names.regions),
      stores: swapped(run.names.stores),
      pushes: swapped(run.names.pushes),
    },
    narrative: run.narrative.map((line) => ({
      ...line,
      where: hostile(line.where),
      text: hostile(line.text),
    })),
    expectations: run.expectations.map((one) => ({
      ...one,
      text: hostile(one.text),
      found: hostile(one.found),
    })),
    violations: [{ invariant: markup, atMs: run.end.at, message: closing }],
  };
}
