/** How many regions serve a bad version, at most and over time. A version is bad when the push that made its bytes carries a defect. */
import type { Instant } from '../../sim/index.js';
import type { World } from '../world.js';

const minute = 60_000;

/** Serving of bad versions in a run; costs nothing while no push is bad. */
export class Blast {
  regionsMax = 0;
  regionMinutes = 0;
  private readonly bad: readonly boolean[];
  /** Region and store pairs that serve a bad version. */
  private readonly serving = new Set<string>();
  private countedTo: Instant = 0;

  constructor(world: World) {
    this.bad = world.setup.timeline
      .filter((entry) => entry.kind === 'push')
      .map((entry) => 'defect' in entry && entry.defect !== undefined);
  }

  /** A region serves another version of a store from now on. */
  serves(world: World, place: { region: number; store: number; version: number }, now: Instant) {
    if (!this.bad.includes(true)) return;
    const { region, store, version } = place;
    const found = world.regions[region]?.stores[store]?.versions.find(
      ({ number }) => number === version,
    );
    this.countTo(now);
    const key = `${region} ${store}`;
    if (found !== undefined && this.bad[found.content] === true) this.serving.add(key);
    else this.serving.delete(key);
    const regions = new Set([...this.serving].map((pair) => pair.split(' ')[0]));
    this.regionsMax = Math.max(this.regionsMax, regions.size);
  }

  /** Counts up to an instant. */
  countTo(now: Instant): void {
    this.regionMinutes += (this.serving.size * (now - this.countedTo)) / minute;
    this.countedTo = now;
  }
}
