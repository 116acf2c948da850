/** An invariant is judged in turns that have a fact of its kinds, and sees those facts only. */
import { expect, test } from 'vitest';
import type { Fact } from '../../../model/facts.js';
import { always, eventually } from '../../../model/invariants/invariant.js';
import { InvariantWatch } from '../../../model/invariants/watch.js';
import type { World } from '../../../model/world.js';

const settled: Fact = { kind: 'link-settled', link: 1 };
const armed: Fact = { kind: 'scan-armed', region: 0, at: 5 };
const words = { id: 'I0', title: 't', source: 's' };
const world = {} as World;

test('an invariant sees the kinds of facts it names and no others', () => {
  const seen: string[] = [];
  const watch = new InvariantWatch([
    always({
      ...words,
      name: 'links',
      kinds: ['link-settled'],
      judge: (_world, facts) => {
        seen.push(facts.map(({ kind }) => kind).join(' '));
        return [];
      },
    }),
  ]);
  for (const turn of [[armed], [], [settled, armed, settled]]) {
    for (const fact of turn) watch.onFact(fact, world, 0);
    watch.onTurnEnd(world, 0);
  }
  expect(seen).toEqual(['link-settled link-settled']);
});

test('what must happen eventually is judged once it is quiet for long enough, or at rest', () => {
  const late = eventually({
    ...words,
    name: 'late',
    kinds: [],
    withinMs: 1_000,
    remember: () => undefined,
    judge: () => ['it has not happened'],
  });
  const breachesAt = (at: number, settled: boolean): number => {
    const watch = new InvariantWatch([late]);
    watch.onFact({ kind: 'fault-healed', fault: 'x', entry: 0, text: '' }, world, 500);
    watch.judgeEnd(world, at, settled);
    return watch.breaches.length;
  };
  expect(breachesAt(1_499, false)).toBe(0);
  expect(breachesAt(1_500, false)).toBe(1);
  expect(breachesAt(600, true)).toBe(1);
});

test('a fact that is older than the one before it is a breach by itself', () => {
  const watch = new InvariantWatch([]);
  watch.onFact(armed, world, 10);
  watch.onFact(armed, world, 9);
  expect(watch.breaches.map(({ invariant }) => invariant)).toEqual(['time-goes-on']);
});
