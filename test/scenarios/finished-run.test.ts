/** The guarantees of a finished run's long parts, which are built on first access. */
import { describe, expect, test } from 'vitest';
import { loadScenario, runScenario } from '../../scenarios/index.js';

const scenario = loadScenario('scenarios/library/degraded/skipped-then-healed.yaml');

describe('the long parts of a finished run', () => {
  test('are made once', () => {
    const run = runScenario(scenario);
    expect(run.narrative.length).toBeGreaterThan(10);
    expect(run.narrative).toBe(run.narrative);
    expect(run.lanes).toBe(run.lanes);
    expect(run.serves).toBe(run.serves);
    expect(run.rules).toBe(run.rules);
  });

  test('are there in a copy, too', () => {
    const run = runScenario(scenario);
    const copy = { ...run };
    expect(copy.narrative).toBe(run.narrative);
    expect(copy.lanes).toBe(run.lanes);
    expect(copy.serves).toBe(run.serves);
    expect(copy.rules).toBe(run.rules);
  });

  test('are made by the same functions in every run: each getter of its own would be a new shape of object', () => {
    const [one, other] = [runScenario(scenario), runScenario(scenario)];
    for (const part of ['narrative', 'lanes', 'serves', 'rules'] as const) {
      const getter = Object.getOwnPropertyDescriptor(one, part)?.get;
      expect(getter).toBeTypeOf('function');
      expect(Object.getOwnPropertyDescriptor(other, part)?.get).toBe(getter);
    }
  });
});
