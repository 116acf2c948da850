/**
 * Where the as-designed value of each switch comes from, the readings of contradictions, and the preset that takes the design by its
 * letter.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  asWritten,
  readings,
  repairs,
  switches,
  switchSources,
  switchValues,
} from '../../../model/index.js';
import { ScenarioError } from '../../../scenarios/errors.js';
import { parseScenario, runScenario } from '../../../scenarios/index.js';

const sources = Object.entries(switchSources);

test('every switch has a source: a design, a method of Venice, or a repair', () => {
  expect(Object.keys(switchSources).toSorted()).toEqual(
    switches.map(({ name }) => name).toSorted(),
  );
  const forms = /^(degraded-mode design|VIP-4), |^Venice: [A-Z]\w+#\w+$|^repair: /;
  expect(sources.filter(([, source]) => !forms.test(source))).toEqual([]);
});

test('the README says how many repairs there are', () => {
  const text = readFileSync('README.md', 'utf8');
  expect(text).toContain(`with ${repairs.length} repairs`);
});

test('every reading names two places that differ, and a reason', () => {
  for (const { one, other, why } of readings) {
    expect(one).not.toBe(other);
    expect(Math.min(one.length, other.length, why.length)).toBeGreaterThan(10);
  }
  expect(new Set(readings.map((row) => row.switch)).size).toBe(readings.length);
});

function scenario(venice: string, timeline: readonly string[], horizon = '12h') {
  const lines = [
    'title: as written',
    `horizon: ${horizon}`,
    'regions: [dc-0, dc-1, dc-2]',
    'stores: [{ name: profiles, size: 1 GB, sourceFabric: dc-0 }]',
    `venice: { ${venice} }`,
    timeline.length === 0 ? 'timeline: []' : 'timeline:',
    ...timeline.map((line) => `  - { ${line} }`),
  ];
  return parseScenario(`${lines.join('\n')}\n`, 'as-written.yaml');
}

describe('preset as-written', () => {
  test('takes the promises, leaves the repairs out, and changes nothing else', () => {
    const designed = switchValues('as-designed');
    const written = scenario('preset: as-written', []).setup.venice.switches;
    const changed = Object.entries(written).filter(
      ([name, value]) => Object(designed)[name] !== value,
    );
    expect(Object.fromEntries(changed)).toEqual(asWritten);
    expect(repairs.filter((name) => written[name] !== false)).toEqual([]);
  });

  test('a switch of the file wins over the preset', () => {
    const { switches: set } = scenario('preset: as-written, switches: { fencing: on }', []).setup
      .venice;
    expect([set.fencing, set['auto-unmark']]).toEqual([true, true]);
  });

  test('a forgotten mark comes off by itself, which as designed it does not', () => {
    const timeline = ['at: 2m, operator: mark-degraded, region: dc-1, timeout: 60m'];
    const marks = (venice: string) =>
      runScenario(scenario(venice, timeline)).narrative.filter(({ text }) =>
        text.includes('unmarks dc-1'),
      );
    expect(marks('preset: as-written')).toHaveLength(1);
    expect(marks('profile: as-designed')).toHaveLength(0);
  });

  test('it is refused under another profile, with both places named', () => {
    const refused = () => scenario('profile: as-built, preset: as-written', []);
    expect(refused).toThrow(ScenarioError);
    expect(refused).toThrow(/preset as-written has no effect: it needs profile as-designed/);
  });
});
