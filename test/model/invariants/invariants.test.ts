/** Every invariant has a run that breaks it, and the same run with one thing put right does not. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { invariants } from '../../../model/index.js';
import {
  findScenarios,
  loadScenario,
  parseScenario,
  runScenario,
} from '../../../scenarios/index.js';

/** The file that breaks an invariant, and the text whose replacement mends it. */
const breakers: readonly (readonly [
  invariant: string,
  file: string,
  wrong: string,
  right: string,
])[] = [
  ['no-ghost-version', 'degraded/ghost-version', 'skip-degraded: off', 'skip-degraded: on'],
  ['degraded-never-ingests', 'degraded/ghost-version', 'skip-degraded: off', 'skip-degraded: on'],
  [
    'current-has-data',
    'mistakes/unfinished-version-is-forced',
    'at: 2m, operator',
    'at: 20m, operator',
  ],
  ['current-topic-kept', 'mistakes/served-topic-is-truncated', 'version: 1 }', 'version: 9 }'],
  [
    'success-means-serving',
    'degraded/success-without-a-healthy-region',
    'sequential-skips-degraded: off',
    'sequential-skips-degraded: on',
  ],
  [
    'one-recovery-at-a-time',
    'recovery/two-recoveries-at-once',
    'one-recovery: off',
    'one-recovery: on',
  ],
];

/** Scenarios that differ from the design in one switch, and break something by it. */
const mutations = findScenarios(['scenarios/library/mutations']).map((file) => ({
  file,
  scenario: loadScenario(file),
}));

/** Invariants that no run breaks yet: each entry is a promise to find one. */
const unbroken: readonly string[] = [
  'recovery-source-alive',
  'rollback-restores',
  'number-names-one-content',
  'progress-consistent',
  'recovery-only-lifts-partial',
  'registry-survives-failover',
  'converted-targets-healthy',
  'one-hook-at-a-time',
  'hooks-not-bypassed',
  'manual-defer-honoured',
  'finished-version-kept',
  'overdue-is-alerted',
  'only-the-leader-writes',
  'same-run-same-digest',
  'wait-honoured',
  'rolled-back-not-served',
  'time-goes-on',
  'faults-are-counted',
];

function broken(text: string, file: string): string[] {
  return runScenario(parseScenario(text, file)).violations.map(({ invariant }) => invariant);
}

function brokenSomewhere(): Set<string> {
  return new Set([
    ...breakers.map(([invariant]) => invariant),
    ...findScenarios(['scenarios/library']).flatMap((file) => loadScenario(file).violates),
  ]);
}

describe('invariants', () => {
  test.each(breakers)(
    '%s is broken by %s, and not once that is put right',
    (invariant, file, wrong, right) => {
      const text = readFileSync(`scenarios/library/${file}.yaml`, 'utf8');
      expect(text).toContain(wrong);
      expect(broken(text, file)).toContain(invariant);
      expect(broken(text.replace(wrong, right), file)).not.toContain(invariant);
    },
  );

  test.each(mutations)(
    '$file breaks nothing once its switch is as designed',
    ({ file, scenario }) => {
      const text = readFileSync(file, 'utf8');
      const designed = text.replace(/^ {2}switches: \{.*\}\n/m, '').replace(/^venice:\n(?! )/m, '');
      expect(designed, 'one switch, on one line').not.toBe(text);
      expect(broken(text, file)).toEqual(expect.arrayContaining([...scenario.violates]));
      for (const invariant of scenario.violates)
        expect(broken(designed, file)).not.toContain(invariant);
    },
  );

  test('each one is broken somewhere, or owed', () => {
    const names = invariants.map(({ name }) => name);
    const shown = brokenSomewhere();
    expect(names.filter((name) => !shown.has(name))).toEqual(unbroken);
  });

  test('a breach says in one sentence who, what and with which version', () => {
    const text = readFileSync('scenarios/library/degraded/ghost-version.yaml', 'utf8');
    const [violation] = runScenario(parseScenario(text, 'ghost')).violations;
    expect(violation?.message).toContain('dc-1');
    expect(violation?.message).toContain('v2');
  });
});
