/**
 * VIP-4's metrics of hooks, for each hook and function: number of calls, outcomes, failures, and the time that calls wait for a worker, with
 * the calls that still wait at the end.
 */
import type { Instant } from '../../sim/index.js';
import type { FactOf } from '../facts.js';
import { hookFunction } from '../hooks/functions.js';
import { hookAt } from '../queries/registered-hooks.js';
import type { World } from '../world.js';
import type { MetricBook } from './book.js';

const quantiles = [0.5, 0.95, 1];

type Labels = Readonly<Record<'hook' | 'function', string>>;

/** The metrics of hooks of one run. */
export class HookCounts {
  private readonly waits = new Map<string, { labels: Labels; ms: number[] }>();

  constructor(private readonly book: MetricBook) {}

  /** Counts a call that begins. */
  started({ hook, invocation, queueMs }: FactOf<'hook-started'>): void {
    this.began({ hook, function: invocation.point }, queueMs);
  }

  /** Counts a result; a call that the caller makes on its own thread begins with it and has not waited. */
  answered(fact: FactOf<'hook-answered'>): void {
    const labels = { hook: fact.hook, function: fact.point };
    if (fact.atOnce) this.began(labels, 0);
    if (fact.ended === 'exception') this.book.count('hooks.failures', labels);
    else if (fact.ended === 'time-out') this.book.count('hooks.timeouts', labels);
    else if (hookFunction(fact.point).outcomes.length > 0)
      this.book.count('hooks.outcomes', { ...labels, outcome: fact.outcome });
  }

  /** Writes the quantiles, and the calls that still wait. */
  close(world: World, now: Instant): void {
    for (const { labels, ms } of this.waits.values()) {
      const sorted = [...ms].sort((one, other) => one - other);
      for (const quantile of quantiles) {
        const value = sorted[Math.ceil(quantile * sorted.length) - 1] ?? 0;
        const of = { ...labels, quantile: `${quantile}` };
        this.book.set('hooks.queue_wait_quantile_ms', of, value);
      }
    }
    for (const { waiting } of world.hookBook.pools.values())
      for (const { invocation, since } of waiting) {
        const { hook } = hookAt(world, invocation.places[invocation.step] ?? -1).hook;
        const labels = { hook, function: invocation.point };
        this.book.count('hooks.queued_at_end', labels);
        this.book.count('hooks.queued_at_end_wait_ms', labels, now - since);
      }
  }

  private began(labels: Labels, queueMs: number): void {
    this.book.count('hooks.invocations', labels);
    this.book.count('hooks.queue_wait_ms', labels, queueMs);
    const key = `${labels.hook}/${labels.function}`;
    const kept = this.waits.get(key);
    if (kept === undefined) this.waits.set(key, { labels, ms: [queueMs] });
    else kept.ms.push(queueMs);
  }
}
