/**
 * Duration of the recovery of a region after a mark: from its first unmark (or the start of its first recovery, if that comes earlier) to the
 * last confirmation before the next mark. Source: degraded-mode design, step 8.
 */
import type { Instant } from '../../sim/index.js';
import type { FactOf } from '../facts.js';
import type { World } from '../world.js';
import type { MetricBook } from './book.js';

interface Times {
  /** Since when the region is being recovered; undefined between a mark and the next unmark. */
  since: Instant | undefined;
  recoveryBegan: Instant;
  recoveries: number;
  copyingMs: number | undefined;
  longestMs: number | undefined;
  completeMs: number | undefined;
}

/** The recoveries of each region. */
export class RecoveryTimes {
  private readonly regions = new Map<number, Times>();

  marked({ region }: FactOf<'degraded-marked'>): void {
    const times = this.regions.get(region);
    if (times !== undefined) times.since = undefined;
  }

  unmarked({ region, changed }: FactOf<'degraded-unmarked'>, at: Instant): void {
    if (changed) this.of(region).since ??= at;
  }

  started({ region }: FactOf<'recovery-started'>, at: Instant): void {
    const times = this.of(region);
    times.since ??= at;
    times.recoveryBegan = at;
    times.recoveries += 1;
  }

  phaseChanged({ region, phase }: FactOf<'recovery-phase-changed'>, at: Instant): void {
    const times = this.of(region);
    const took = at - times.recoveryBegan;
    if (phase === 'confirming') times.copyingMs = Math.max(times.copyingMs ?? 0, took);
    if (phase !== 'complete') return;
    times.longestMs = Math.max(times.longestMs ?? 0, took);
    times.completeMs = Math.max(times.completeMs ?? 0, at - (times.since ?? times.recoveryBegan));
  }

  /** Writes the measures of every region that was recovered. */
  report(book: MetricBook, world: World): void {
    for (const [id, region] of world.names.regions.entries()) {
      const times = this.regions.get(id);
      if (times === undefined || times.recoveries === 0) continue;
      const { recoveries, copyingMs, longestMs, completeMs } = times;
      book.set('outcome.recoveries', { region }, recoveries);
      if (copyingMs !== undefined) book.set('outcome.recovery_copying_ms', { region }, copyingMs);
      if (longestMs !== undefined) book.set('outcome.recovery_longest_ms', { region }, longestMs);
      if (completeMs !== undefined)
        book.set('outcome.recovery_complete_ms', { region }, completeMs);
    }
  }

  private of(region: number): Times {
    let times = this.regions.get(region);
    if (times === undefined) {
      times = {
        since: undefined,
        recoveryBegan: 0,
        recoveries: 0,
        copyingMs: undefined,
        longestMs: undefined,
        completeMs: undefined,
      };
      this.regions.set(region, times);
    }
    return times;
  }
}
