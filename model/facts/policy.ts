/** Facts of the policies that replace steps of the accepted design: observations of A, B, D and E, and the retry queue of E. */
import type { QueuedRecovery } from '../rules/degraded/retry-queue.js';
import type { ExecutionStatus } from '../statuses.js';
import { type FactsOf, fact, number, text, unhashed, word } from './sheet.js';

export const policySheets = {
  /** The statuses that the regions report of one push, in file order. */
  'push-observed': fact({
    push: number,
    store: unhashed<number>(),
    statuses: word<readonly ExecutionStatus[]>(),
  }),
  /** Number of consecutive probes that a region has answered. */
  'region-probed': fact({ region: number, answered: number }).byParent(({ answered }, named) =>
    answered === 1 ? `${named.region} answers probes again` : '',
  ),
  /** The retry queue of policy E after a change. */
  'retry-queue-changed': fact({ queue: unhashed<readonly QueuedRecovery[]>(), text }).byParent(
    ({ text }) => text,
  ),
  /** A periodic tick of a policy is scheduled; 0 disarms it. */
  'policy-tick-armed': fact({ look: word<'detector' | 'queue'>(), at: number }),
};
export type PolicyFact = FactsOf<typeof policySheets>;
