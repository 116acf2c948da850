/** The parent's count of stalled swaps equals a count over the state of every store. */
import { expect, test } from 'vitest';
import { apply } from '../../model/apply.js';
import { createWorld } from '../../model/create-world.js';
import type { Fact } from '../../model/facts.js';
import { freshSwapState } from '../../model/rules/swap/deferred-swap-words.js';
import { parseScenario } from '../../scenarios/index.js';

const text = JSON.stringify({
  title: 'two stores',
  regions: ['dc-0', 'dc-1'],
  stores: [{ name: 'profiles' }, { name: 'follows' }],
  timeline: [],
});

function countedAfter(facts: readonly Fact[]): { readonly kept: number; readonly found: number } {
  const world = createWorld(parseScenario(text, 'stalled.json').setup);
  for (const fact of facts) apply(world, fact, world.setup.start);
  const { swaps, stalledSwaps } = world.parent;
  return { kept: stalledSwaps, found: [...swaps.values()].filter(({ stalled }) => stalled).length };
}

function remembered(store: number, stalled: boolean): Fact {
  return { kind: 'swap-remembered', store, memory: { ...freshSwapState, stalled } };
}

test('it grows with every store that is stalled, once for each', () => {
  const twice = [remembered(0, true), remembered(0, true), remembered(1, true)];
  expect(countedAfter(twice)).toEqual({ kept: 2, found: 2 });
});

test('it falls when a store is not stalled any more', () => {
  const afterwards = [remembered(0, true), remembered(1, true), remembered(0, false)];
  expect(countedAfter(afterwards)).toEqual({ kept: 1, found: 1 });
});

test('it is forgotten with the memory of the leader before', () => {
  expect(countedAfter([remembered(0, true), { kind: 'parent-leader-lost' }])).toEqual({
    kept: 0,
    found: 0,
  });
});
