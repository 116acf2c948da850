/**
 * What happens after a hook has said no: how late it said it, which regions swap all the same, which are left behind. The measures in which
 * the engines differ. Source: VIP-4, the alternatives it weighs.
 */
import type { Instant } from '../../sim/index.js';
import type { FactOf } from '../facts.js';
import type { World } from '../world.js';
import type { MetricBook } from './book.js';

interface Verdict {
  readonly store: number;
  readonly version: number;
  readonly at: Instant;
}

/** First refusals by hooks, one a version. */
export class HookVerdicts {
  private readonly verdicts: Verdict[] = [];
  private swapsAfter = 0;

  /** A hook has answered. */
  answered({ store, version, outcome }: FactOf<'hook-answered'>, at: Instant): void {
    if (outcome !== 'ABORT' && outcome !== 'ROLLBACK') return;
    if (this.of(store, version) === undefined) this.verdicts.push({ store, version, at });
  }

  /** A region has swapped. */
  swapped({ store, version }: FactOf<'version-swapped'>): void {
    if (this.verdicts.length > 0 && this.of(store, version) !== undefined) this.swapsAfter += 1;
  }

  /** Writes the measures; the detection delay only if something was to be detected and was. */
  report(book: MetricBook, world: World, signalAt: Instant | undefined): void {
    const first = this.verdicts[0];
    if (first !== undefined && signalAt !== undefined)
      book.set('outcome.detection_delay_ms', {}, Math.max(0, first.at - signalAt));
    book.set('outcome.swaps_after_rollback', {}, this.swapsAfter);
    const stuck = this.verdicts.flatMap((verdict) => stuckRegions(world, verdict));
    book.set('outcome.stuck_regions', {}, stuck.length);
  }

  private of(store: number, version: number): Verdict | undefined {
    return this.verdicts.find((one) => one.store === store && one.version === version);
  }
}

const unfinished: ReadonlySet<string> = new Set(['STARTED', 'PUSHED']);

function stuckRegions(world: World, { store, version }: Verdict): number[] {
  return [...world.regions.entries()].flatMap(([region, { stores }]) => {
    const home = stores[store];
    const held = home?.versions.find(({ number }) => number === version);
    const isStuck =
      home?.current === version || (held !== undefined && unfinished.has(held.status));
    return isStuck ? [region] : [];
  });
}
