/**
 * Lag of regions behind the newest version that any region serves: integrals over time that change only when a region swaps. O(1) per
 * swap and region.
 */

import type { Instant } from '../../sim/index.js';
import { numberAt } from '../world/entries.js';
import type { World } from '../world.js';

interface StoreLag {
  /** The newest version served anywhere now, and when it was first served. */
  newest: number;
  firstServedAt: Instant;
  countedTo: Instant;
  /** First instant at which a version was served anywhere; small, because old ones are dropped. */
  readonly first: Map<number, Instant>;
  readonly serves: number[];
}

const minute = 60_000;

/** Lag of every region over all stores. */
export class Lag {
  /** Square minutes per region. */
  readonly staleness: number[];
  readonly behindMs: number[];
  private readonly stores: StoreLag[];

  constructor(world: World) {
    const { start } = world.setup;
    this.staleness = world.regions.map(() => 0);
    this.behindMs = world.regions.map(() => 0);
    this.stores = world.setup.stores.map(({ startsWith }) => ({
      newest: startsWith,
      firstServedAt: start,
      countedTo: start,
      first: new Map([[startsWith, start]]),
      serves: world.regions.map(() => startsWith),
    }));
  }

  /** Records that a region now serves another version of a store. */
  serves(region: number, store: number, version: number, now: Instant): void {
    const lag = this.stores[store];
    if (lag === undefined) return;
    this.countStore(lag, now);
    lag.serves[region] = version;
    if (!lag.first.has(version)) lag.first.set(version, now);
    lag.newest = Math.max(...lag.serves);
    lag.firstServedAt = lag.first.get(lag.newest) ?? now;
    for (const known of lag.first.keys()) if (!lag.serves.includes(known)) lag.first.delete(known);
  }

  /** Integrates up to an instant. */
  countTo(now: Instant): void {
    for (const lag of this.stores) this.countStore(lag, now);
  }

  private countStore(lag: StoreLag, now: Instant): void {
    const from = (lag.countedTo - lag.firstServedAt) / minute;
    const to = (now - lag.firstServedAt) / minute;
    for (const [region, version] of lag.serves.entries()) {
      if (version >= lag.newest) continue;
      this.staleness[region] = numberAt(this.staleness, region) + (to * to - from * from) / 2;
      this.behindMs[region] = numberAt(this.behindMs, region) + now - lag.countedTo;
    }
    lag.countedTo = now;
  }
}
