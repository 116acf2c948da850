/** Judges counts: polls of a push job, calls of hooks, version topics, read from the current World. */
import type { WritableWorld as World } from '../../model/index.js';
import type { Expectation } from '../scenario.js';

type Counts = Extract<Expectation, { kind: 'counts' }>;

/** Whether the count is within its limits, and the count. */
export function judgeCounts(expected: Counts, world: World): { held: boolean; found: string } {
  const { is, atLeast = 0, atMost = Number.POSITIVE_INFINITY } = expected;
  const counted = count(expected, world);
  const held = (is === undefined || counted === is) && counted >= atLeast && counted <= atMost;
  return { held, found: `${expected.counts.replace('-', ' ')}: ${counted}` };
}

function count({ counts, push = '', store, region }: Counts, world: World): number {
  const { names } = world;
  const storeId = store === undefined ? -1 : names.stores.indexOf(store);
  const regionId = region === undefined ? -1 : names.regions.indexOf(region);
  switch (counts) {
    case 'polls':
      return world.pushes[names.pushes.indexOf(push)]?.polls ?? 0;
    case 'hook-calls':
      return callsOf(world, storeId, regionId);
    case 'topics':
      return topicsOf(world, storeId, regionId).length;
    case 'truncated-topics':
      return topicsOf(world, storeId, regionId).filter(({ truncatedAt }) => truncatedAt >= 0)
        .length;
  }
}

/** -1: of every store, of every region. */
function callsOf({ hookBook }: World, store: number, region: number): number {
  let calls = 0;
  for (const [key, { times }] of hookBook.asked) {
    const [, ofStore, , ofRegion] = key.split('/').map(Number);
    if ((store < 0 || ofStore === store) && (region < 0 || ofRegion === region)) calls += times;
  }
  return calls;
}

/** Region -1: the parent's own. */
function topicsOf(world: World, store: number, region: number): { truncatedAt: number }[] {
  const home = region < 0 ? world.parent.stores[store] : world.regions[region]?.stores[store];
  return [...(home?.topics.values() ?? [])];
}
