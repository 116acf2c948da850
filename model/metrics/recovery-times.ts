/**
 * Duration of recoveries of a region: until the last copy has started, bounded by the worker pool, and until everything is confirmed,
 * bounded by the links. Source: degraded-mode design, step 8.
 */
import type { Instant } from '../../sim/index.js';
import type { FactOf } from '../facts.js';
import type { World } from '../world.js';
import type { MetricBook } from './book.js';

interface Times {
  readonly since: Instant;
  copying: Instant | undefined;
  complete: Instant | undefined;
}

/** The latest recovery of each region. */
export class RecoveryTimes {
  private readonly regions = new Map<number, Times>();

  started({ region }: FactOf<'recovery-started'>, since: Instant): void {
    this.regions.set(region, { since, copying: undefined, complete: undefined });
  }

  phaseChanged({ region, phase }: FactOf<'recovery-phase-changed'>, at: Instant): void {
    const times = this.regions.get(region);
    if (times === undefined) return;
    if (phase === 'confirming') times.copying = at;
    if (phase === 'complete') times.complete = at;
  }

  /** Writes both times of every region whose recovery reached these points. */
  report(book: MetricBook, world: World): void {
    for (const [id, region] of world.names.regions.entries()) {
      const { since = 0, copying, complete } = this.regions.get(id) ?? {};
      if (copying !== undefined)
        book.set('outcome.recovery_copying_ms', { region }, copying - since);
      if (complete !== undefined)
        book.set('outcome.recovery_complete_ms', { region }, complete - since);
    }
  }
}
