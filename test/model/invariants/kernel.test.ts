/** Invariants of the simulator itself: no scenario can break them, so each is shown a run that was tampered with. */
import { expect, test } from 'vitest';
import type { Fact } from '../../../model/facts.js';
import { faultsAreCounted, timeGoesOn } from '../../../model/invariants/kernel.js';
import { InvariantWatch } from '../../../model/invariants/watch.js';
import type { World } from '../../../model/world.js';
import { loadScenario, runScenario, verifyRun } from '../../../scenarios/index.js';

const world = {} as World;

/** What a watch reports about facts that come at these instants, one a turn. */
function brokenBy(timed: readonly (readonly [at: number, fact: Fact])[]): string[] {
  const watch = new InvariantWatch([timeGoesOn, faultsAreCounted]);
  for (const [at, fact] of timed) {
    watch.onFact(fact, world, at);
    watch.onTurnEnd(world, at);
  }
  return watch.breaches.map(({ invariant, message }) => `${invariant}: ${message}`);
}

const outage = { kind: 'servers-down', region: 'dc-1' } as const;
const begins: Fact = { kind: 'condition-changed', condition: outage, begins: true };
const heals: Fact = { kind: 'condition-changed', condition: outage, begins: false };

test('time-goes-on is broken by a fact that is older than the one before it, and by no other', () => {
  expect(
    brokenBy([
      [5, begins],
      [5, begins],
      [6, heals],
    ]),
  ).toEqual([]);
  expect(
    brokenBy([
      [5, begins],
      [4, heals],
    ]),
  ).toEqual(['time-goes-on: a fact at 4 follows one at 5']);
});

test('faults-are-counted is broken by a condition that is healed once too often', () => {
  const twice: readonly [number, Fact][] = [
    [1, begins],
    [2, begins],
    [3, heals],
    [4, heals],
  ];
  expect(brokenBy(twice)).toEqual([]);
  expect(brokenBy([...twice, [5, heals]])).toEqual([
    'faults-are-counted: servers-down counts -1: healed but never begun ({"kind":"servers-down","region":"dc-1"})',
  ]);
});

test('same-run-same-digest is broken by a run that another seed has drawn, and not by the run itself', () => {
  const scenario = loadScenario('scenarios/library/degraded/skipped-then-healed.yaml');
  const run = runScenario(scenario);
  expect(verifyRun(scenario, run)).toBeUndefined();
  expect(verifyRun(scenario, run, { seed: 'tampered' })?.entry).toBeGreaterThan(0);
});
