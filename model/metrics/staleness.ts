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
  /** Regions that serve an older version of this store than another region. */
  readonly behind: boolean[];
}

const minute = 60_000;

/** Lag of every region over all stores. */
export class Lag {
  /** Square minutes per region. */
  readonly staleness: number[];
  readonly behindMs: number[];
  /** Time with at least one store behind, per region. */
  readonly staleMs: number[];
  /** Per region: how many stores are behind, and since when there is one. */
  private readonly stale: { stores: number; since: Instant }[];
  private readonly stores: StoreLag[];

  constructor(world: World) {
    const { start } = world.setup;
    this.staleness = world.regions.map(() => 0);
    this.behindMs = world.regions.map(() => 0);
    this.staleMs = world.regions.map(() => 0);
    this.stale = world.regions.map(() => ({ stores: 0, since: start }));
    this.stores = world.setup.stores.map(({ startsWith }) => ({
      newest: startsWith,
      firstServedAt: start,
      countedTo: start,
      first: new Map([[startsWith, start]]),
      serves: world.regions.map(() => startsWith),
      behind: world.regions.map(() => false),
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
    for (const [id, served] of lag.serves.entries()) this.compare(lag, id, served, now);
  }

  /** Integrates up to an instant. */
  countTo(now: Instant): void {
    for (const lag of this.stores) this.countStore(lag, now);
    for (const [region, stale] of this.stale.entries()) {
      if (stale.stores > 0) this.addStale(region, now - stale.since);
      stale.since = now;
    }
  }

  /** Records whether a region is behind with a store now. */
  private compare(lag: StoreLag, region: number, served: number, now: Instant): void {
    const isBehind = served < lag.newest;
    const stale = this.stale[region];
    if (stale === undefined || lag.behind[region] === isBehind) return;
    lag.behind[region] = isBehind;
    if (isBehind && stale.stores === 0) stale.since = now;
    stale.stores += isBehind ? 1 : -1;
    if (stale.stores === 0) this.addStale(region, now - stale.since);
  }

  private addStale(region: number, ms: number): void {
    this.staleMs[region] = (this.staleMs[region] ?? 0) + ms;
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
