/** Every known gap of Venice as built (model/invariants/known-gaps.ts) is one: a run breaks the invariant by that switch alone. */
import { expect, test } from 'vitest';
import { knownGaps, switches } from '../../model/index.js';
import { loadScenario, runScenario } from '../../scenarios/index.js';
import { mutationMatrix } from './mutation-matrix.js';

/** Pairs that no row of the mutation matrix shows: a file as built that breaks the invariant, and no longer with the switch as designed. */
const shownAsBuilt: Readonly<Record<string, string>> = {
  'push-job-terminates poll-effective-targets':
    'test/vectors/switches/rollback-moves-the-parent-twice.yaml',
};

const shown = new Set(
  mutationMatrix().flatMap(({ name, word, invariants }) =>
    profilesOf(name)?.['as-built'] === word
      ? invariants.map((invariant) => `${invariant} ${name}`)
      : [],
  ),
);

test.each(knownGaps)('%s is broken by %s as built', (invariant, name) => {
  const profiles = profilesOf(name);
  expect(profiles?.['as-built']).not.toBe(profiles?.['as-designed']);
  const file = shownAsBuilt[`${invariant} ${name}`];
  if (file === undefined) {
    expect([...shown]).toContain(`${invariant} ${name}`);
    return;
  }
  const scenario = loadScenario(file);
  const designed = loadScenario(file, { switches: { [name]: profiles?.['as-designed'] ?? '' } });
  expect(brokenBy(scenario)).toContain(invariant);
  expect(brokenBy(designed)).not.toContain(invariant);
});

function profilesOf(name: string) {
  return switches.find((row) => row.name === name)?.profiles;
}

function brokenBy(scenario: ReturnType<typeof loadScenario>): string[] {
  return runScenario(scenario).violations.map((one) => one.invariant);
}
