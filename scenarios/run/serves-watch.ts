/**
 * Records the versions that each region serves over time: an observer, so that a study, which reads nothing else of the trace, need not keep
 * every fact. It records swaps only and builds the intervals on demand.
 */
import type { Fact, WritableWorld as World } from '../../model/index.js';
import type { Instant, Observer } from '../../sim/index.js';
import type { LaneOfVersions, LaneServes } from './run-shape.js';

interface Swap {
  readonly at: Instant;
  readonly region: number;
  readonly store: number;
  readonly version: number;
}

/** The swaps of one run. */
export class ServesWatch implements Observer<World, Fact> {
  private readonly swaps: Swap[] = [];

  onFact(fact: Fact, _world: World, at: Instant): void {
    const { kind } = fact;
    if (kind !== 'version-swapped' && kind !== 'version-rolled-back') return;
    const { region, store } = fact;
    this.swaps.push({ at, region, store, version: 'to' in fact ? fact.to : fact.version });
  }

  /** What each region served when, in file order. */
  stretches({ setup, names }: World, end: Instant): LaneOfVersions[] {
    const { start, stores } = setup;
    const open = names.regions.map(() =>
      stores.map(({ startsWith }) => ({ version: startsWith, fromMs: start })),
    );
    const lanes: LaneServes[][] = names.regions.map(() => []);
    const close = (region: number, store: number, toMs: Instant): void => {
      const segment = open[region]?.[store];
      const name = stores[store]?.name;
      if (segment !== undefined && name !== undefined && segment.version > 0)
        lanes[region]?.push({ store: name, ...segment, toMs });
    };
    for (const { at, region, store, version } of this.swaps) {
      close(region, store, at);
      const regionStores = open[region];
      if (regionStores !== undefined) regionStores[store] = { version, fromMs: at };
    }
    for (const region of open.keys()) for (const store of stores.keys()) close(region, store, end);
    return lanes.map((lane, region) => ({
      region: names.regions[region] ?? '',
      serves: inFileOrder(lane, stores),
    }));
  }
}

function inFileOrder(
  lane: readonly LaneServes[],
  stores: readonly { readonly name: string }[],
): LaneServes[] {
  const place = new Map(stores.map(({ name }, store) => [name, store]));
  return [...lane].sort(
    (one, other) =>
      (place.get(one.store) ?? 0) - (place.get(other.store) ?? 0) || one.fromMs - other.fromMs,
  );
}
