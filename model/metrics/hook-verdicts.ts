/**
 * Effects of a hook's ABORT or ROLLBACK: detection delay, regions that swap nevertheless, stuck regions. The measures in which the engines
 * differ. Source: VIP-4, alternatives.
 */
import type { Instant } from '../../sim/index.js';
import type { FactOf } from '../facts.js';
import { allRegions, reachable } from '../queries/world.js';
import { regionAt } from '../world/entries.js';
import type { World } from '../world.js';
import { defectOf } from './blast.js';
import { type MetricBook, noLabels } from './book.js';

interface Verdict {
  readonly store: number;
  readonly version: number;
  readonly outcome: 'ABORT' | 'ROLLBACK';
  readonly at: Instant;
}

/** First refusals by hooks, one per version. */
export class HookVerdicts {
  private readonly verdicts: Verdict[] = [];
  private swapsAfter = 0;

  /** Records a hook's result. */
  answered({ store, version, outcome }: FactOf<'hook-answered'>, at: Instant): void {
    if (outcome !== 'ABORT' && outcome !== 'ROLLBACK') return;
    if (this.of(store, version) === undefined) this.verdicts.push({ store, version, outcome, at });
  }

  /** Records a region's swap. */
  swapped({ store, version }: FactOf<'version-swapped'>): void {
    if (this.verdicts.length > 0 && this.of(store, version) !== undefined) this.swapsAfter += 1;
  }

  /** Writes the measures; the detection delay only if a defect existed and was detected. */
  report(book: MetricBook, world: World, signalAt: Instant | undefined): void {
    const first = this.verdicts[0];
    if (first !== undefined && signalAt !== undefined)
      book.set('outcome.detection_delay_ms', noLabels, Math.max(0, first.at - signalAt));
    book.set('outcome.swaps_after_rollback', noLabels, this.swapsAfter);
    const stuck = allRegions(world).filter(
      (region) =>
        this.verdicts.some((verdict) => isStuck(world, region, verdict)) ||
        this.servesUnnoticed(world, region),
    );
    book.set('outcome.stuck_regions', noLabels, stuck.length);
  }

  /** A bad version that no hook refused, and that the region serves at the end. */
  private servesUnnoticed(world: World, region: number): boolean {
    const stores = regionAt(world, region).stores;
    return stores.some(({ current }, store) => {
      const isBad = defectOf(world, { region, store, version: current }) !== undefined;
      return isBad && this.of(store, current) === undefined;
    });
  }

  private of(store: number, version: number): Verdict | undefined {
    return this.verdicts.find((one) => one.store === store && one.version === version);
  }
}

/**
 * ABORT intentionally keeps served and complete versions, so only a region that was left ingesting is stuck. After ROLLBACK the version
 * should be removed; its cleanup waits until every region is reachable, and a version that only waits for that is not stuck.
 */
function isStuck(world: World, region: number, { store, version, outcome }: Verdict): boolean {
  const home = regionAt(world, region).stores[store];
  if (outcome === 'ROLLBACK' && home?.current === version) return true;
  const status = home?.versions.find(({ number }) => number === version)?.status;
  const isLeft = status === 'STARTED' || (outcome === 'ROLLBACK' && status === 'PUSHED');
  return isLeft && allRegions(world).every((one) => reachable(world, one));
}
