/** Two runs that should be one: the first entry in which they part is named. */
import { expect, test } from 'vitest';
import { firstMismatch, loadScenario, runScenario, verifyRun } from '../../scenarios/index.js';

const scenario = loadScenario('scenarios/library/degraded/skipped-then-healed.yaml');

test('a run that is run again is the same', () => {
  expect(verifyRun(scenario, runScenario(scenario))).toBeUndefined();
});

test('a run that differs is reported by its first differing entry', () => {
  const one = runScenario(scenario);
  const other = verifyRun(scenario, one, { seed: 'another' });
  expect(other?.entry).toBeGreaterThan(0);
  expect(other?.first).not.toBe(other?.second);
  expect(one.facts.slice(0, other?.entry).length).toBe(other?.entry);
});

test('a run that ends early says so', () => {
  const { facts, names } = runScenario(scenario);
  const { entry, second } = firstMismatch(facts, facts.slice(0, 7), names);
  expect(entry).toBe(7);
  expect(second).toContain('the run is over');
});
