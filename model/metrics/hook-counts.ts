/** VIP-4's metrics of hooks, for each hook and function: number of calls, outcomes, failures, waiting time in the queue. */
import type { FactOf } from '../facts.js';
import { hookFunction } from '../hooks/functions.js';
import type { MetricBook } from './book.js';

/** Counts a result of a hook. */
export function countForHooks(book: MetricBook, fact: FactOf<'hook-answered'>): void {
  const labels = { hook: fact.hook, function: fact.point };
  book.count('hooks.invocations', labels);
  book.count('hooks.queue_wait_ms', labels, fact.queueMs);
  if (fact.ended === 'exception') book.count('hooks.failures', labels);
  else if (fact.ended === 'time-out') book.count('hooks.timeouts', labels);
  else if (hookFunction(fact.point).outcomes.length > 0)
    book.count('hooks.outcomes', { ...labels, outcome: fact.outcome });
}
