/** Invariants of the simulator itself: no scenario can break them, so each is shown a run that was tampered with. */
import { expect, test } from 'vitest';
import type { Fact } from '../../../model/facts.js';
import {
  faultsAreCounted,
  instancesReadAtTheirRate,
  timeGoesOn,
} from '../../../model/invariants/kernel.js';
import { InvariantWatch } from '../../../model/invariants/watch.js';
import type { World } from '../../../model/world.js';
import { loadScenario, runScenario, verifyRun } from '../../../scenarios/index.js';
import { playScene } from '../../support/played-scenario.js';

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

test('instances-read-at-their-rate is broken by an instance that is through too early, and not by one that takes its time', () => {
  const store = 'size: 10 GB, daVinci: { instances: 1 }';
  const played = playScene({ store, timeline: ['at: 1h, push: p1, store: profiles'] }).world();
  const at = { region: 0, store: 0, version: 1, instance: 0 };
  const clock = { beganOnClock: 0, dueOnClock: 0, faulty: 0 };
  const brokenAfter = (ms: number): readonly string[] => {
    const watch = new InvariantWatch([instancesReadAtTheirRate]);
    watch.onFact({ kind: 'dvc-subscribed', ...at, ...clock }, played, 1_000);
    watch.onTurnEnd(played, 1_000);
    watch.onFact({ kind: 'dvc-ready', ...at }, played, 1_000 + ms);
    watch.onTurnEnd(played, 1_000 + ms);
    return watch.breaches.map(({ message }) => message);
  };
  expect(brokenAfter(100_000)).toEqual([]);
  expect(brokenAfter(99_999)).toEqual([
    'Da Vinci instance 0 of dc-0 has read 10000000000 bytes of v1 of profiles in 99999 ms',
  ]);
});
