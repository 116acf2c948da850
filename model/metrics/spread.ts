/** Time until a version is served everywhere: for each version of a push, until the last region serves it or a newer one. */

import type { Instant } from '../../sim/index.js';
import { allRegions, childStore } from '../queries/world.js';
import { numberAt } from '../world/entries.js';
import type { World } from '../world.js';
import { type MetricBook, noLabels } from './book.js';

/** Times to serve everywhere; each version counts once. */
export class Spread {
  /** Newest version that every region serves, by store. */
  private readonly everywhere: number[];
  private sumMs = 0;
  private times = 0;

  constructor(world: World) {
    this.everywhere = world.setup.stores.map(({ startsWith }) => startsWith);
  }

  /** Records that a region now serves another version of a store. */
  serves(world: World, { store }: { readonly store: number }, now: Instant): void {
    const least = Math.min(
      ...allRegions(world).map((region) => childStore(world, region, store).current),
    );
    if (least <= numberAt(this.everywhere, store)) return;
    this.everywhere[store] = least;
    const job = world.pushes.find((one) => one.store === store && one.version === least);
    if (job === undefined) return;
    this.sumMs += now - job.startedAt;
    this.times += 1;
  }

  /** Writes the mean, if any version was served everywhere. */
  report(book: MetricBook): void {
    if (this.times === 0) return;
    book.set('outcome.served_everywhere_ms', noLabels, Math.round(this.sumMs / this.times));
  }
}
