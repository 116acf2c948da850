/**
 * Blast radius: regions that serve a bad version and the share of reads that reach it, as maximum and over time. A version is bad if the
 * push that produced its data has a defect. No cost if no push is bad.
 */
import type { Instant } from '../../sim/index.js';
import { allTraffic, trafficOf } from '../monitoring/traffic.js';
import { regionAt } from '../world/entries.js';
import type { World } from '../world.js';
import { type MetricBook, noLabels } from './book.js';

const minute = 60_000;

/** A bad version that was served: where, and for how long over all regions. */
export interface BadVersion {
  readonly store: number;
  readonly version: number;
  /** The push that produced its data. */
  readonly push: number;
  readonly regions: ReadonlySet<number>;
  readonly regionMinutes: number;
}

/** A version of a store in a region. */
export interface Place {
  readonly region: number;
  readonly store: number;
  readonly version: number;
}

/** Measures the serving of bad versions in a run. */
export class Blast {
  /** When client signals first showed a bad version, without noise; undefined if never. */
  signalAt: Instant | undefined;
  private regionsMax = 0;
  private shareMax = 0;
  private regionMinutes = 0;
  private shareMinutes = 0;
  private readonly anyBad: boolean;
  private readonly reads: number;
  /** Region and store pairs that serve a bad version, with the instant at which its effect starts. */
  private readonly serving = new Map<string, Instant>();
  /** Reads per second that reach a bad version, by region and store. */
  private readonly meets = new Map<string, number>();
  private readonly ever = new Set<number>();
  /** Bad versions by store and version. */
  private readonly bad = new Map<
    string,
    BadVersion & { regions: Set<number>; regionMinutes: number }
  >();
  /** The bad version of each pair in `serving`. */
  private readonly badAt = new Map<string, string>();
  private revertedAt: Instant | undefined;
  private countedTo: Instant = 0;

  constructor(world: World) {
    this.anyBad = world.entries.some(({ defect }) => defect !== undefined);
    this.reads = this.anyBad ? allTraffic(world.setup) : 0;
  }

  /** Records that a region's servers now serve another version of a store. */
  serves(world: World, place: Place, now: Instant): void {
    if (!this.anyBad) return;
    this.countTo(now);
    const key = `${place.region} ${place.store}`;
    const defect = defectOf(world, place);
    if (defect === undefined) this.leaves(key, now);
    else {
      this.serving.set(key, now + defect.showsAfterMs);
      this.ever.add(place.region);
      this.servesBad(world, key, place);
      const { servers } = trafficOf(world.setup, place.region, place.store);
      this.meets.set(`${key} servers`, servers);
    }
    this.noteMost();
  }

  /** Records that instances of a region's Da Vinci fleet now serve another version. */
  fleetServes(world: World, place: Place, now: Instant): void {
    if (!this.anyBad) return;
    this.countTo(now);
    const fleet = regionAt(world, place.region).stores[place.store]?.dvc;
    const all = fleet?.instances ?? 0;
    let bad = 0;
    for (const version of fleet?.serves ?? [])
      if (defectOf(world, { ...place, version }) !== undefined) bad += 1;
    const { daVinci } = trafficOf(world.setup, place.region, place.store);
    this.meets.set(`${place.region} ${place.store} fleet`, all === 0 ? 0 : (daVinci * bad) / all);
    this.noteMost();
  }

  /** Integrates up to an instant. */
  countTo(now: Instant): void {
    const minutes = (now - this.countedTo) / minute;
    this.regionMinutes += this.serving.size * minutes;
    for (const version of this.badAt.values()) {
      const bad = this.bad.get(version);
      if (bad !== undefined) bad.regionMinutes += minutes;
    }
    if (this.serving.size > 0 || this.meets.size > 0) this.shareMinutes += this.share() * minutes;
    for (const shows of this.serving.values())
      if (shows <= now) this.signalAt = Math.min(this.signalAt ?? shows, shows);
    this.countedTo = now;
  }

  /** Every bad version that a region has served, in the order in which they were first served. */
  badVersions(): readonly BadVersion[] {
    return [...this.bad.values()];
  }

  /** Writes the measures at the end of a run. */
  report(book: MetricBook, now: Instant): void {
    this.countTo(now);
    book.set('outcome.blast_radius_regions', noLabels, this.regionsMax);
    book.set('outcome.bad_region_minutes', noLabels, inHundredths(this.regionMinutes));
    book.set('outcome.bad_traffic_share', noLabels, inHundredths(this.shareMax * 100) / 100);
    book.set('outcome.bad_traffic_minutes', noLabels, inHundredths(this.shareMinutes));
    book.set('outcome.regions_ever_bad', noLabels, this.ever.size);
    if (this.signalAt === undefined) return;
    const until = this.serving.size > 0 ? now : (this.revertedAt ?? now);
    book.set('outcome.bad_signal_to_reverted_ms', noLabels, Math.max(0, until - this.signalAt));
  }

  private servesBad(world: World, key: string, place: Place): void {
    const { region, store, version } = place;
    const name = `${store} ${version}`;
    const push = versionAt(world, place)?.content ?? -1;
    const none = { store, version, push, regions: new Set<number>(), regionMinutes: 0 };
    const bad = this.bad.get(name) ?? none;
    bad.regions.add(region);
    this.bad.set(name, bad);
    this.badAt.set(key, name);
  }

  private leaves(key: string, now: Instant): void {
    this.badAt.delete(key);
    this.meets.delete(`${key} servers`);
    if (this.serving.delete(key)) this.revertedAt = now;
  }

  private noteMost(): void {
    const regions = new Set([...this.serving.keys()].map((pair) => pair.split(' ')[0]));
    this.regionsMax = Math.max(this.regionsMax, regions.size);
    this.shareMax = Math.max(this.shareMax, this.share());
  }

  private share(): number {
    let bad = 0;
    for (const reads of this.meets.values()) bad += reads;
    return this.reads === 0 ? 0 : bad / this.reads;
  }
}

/** The defect of a version in a region; undefined if it has none. */
export function defectOf(world: World, place: Place) {
  const found = versionAt(world, place);
  return found === undefined ? undefined : world.entries[found.content]?.defect;
}

function versionAt(world: World, { region, store, version }: Place) {
  const versions = regionAt(world, region).stores[store]?.versions;
  return versions?.find(({ number }) => number === version);
}

function inHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
