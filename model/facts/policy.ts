/** Facts of the policies that replace steps of the accepted design: what A, B, D and E observe, and the retry queue of E. */
import { type PushId, type RegionId, regionName, type StoreId } from '../names.js';
import type { QueuedRecovery } from '../rules/degraded/retry-queue.js';
import type { ExecutionStatus } from '../statuses.js';
import { type FactBase, type FactSheet, plain } from './sheet.js';

/** The statuses that the regions report of one push, in file order. */
export interface PushObserved extends FactBase {
  readonly kind: 'push-observed';
  readonly push: PushId;
  readonly store: StoreId;
  readonly statuses: readonly ExecutionStatus[];
}
/** The run of probes that a region has answered without a miss. */
interface RegionProbed extends FactBase {
  readonly kind: 'region-probed';
  readonly region: RegionId;
  readonly answered: number;
}
/** The retry queue of policy E after a change. */
interface RetryQueueChanged extends FactBase {
  readonly kind: 'retry-queue-changed';
  readonly queue: readonly QueuedRecovery[];
  readonly text: string;
}
/** A periodic look of a policy is scheduled; 0: it is not. */
interface PolicyLookArmed extends FactBase {
  readonly kind: 'policy-look-armed';
  readonly look: 'detector' | 'queue';
  readonly at: number;
}

export type PolicyFact = PushObserved | RegionProbed | RetryQueueChanged | PolicyLookArmed;

/** The sheets of this area. */
export const policySheets: { readonly [F in PolicyFact as F['kind']]: FactSheet<F> } = {
  'push-observed': { fields: ['push', 'statuses'] },
  'region-probed': {
    fields: ['region', 'answered'],
    line: ({ region, answered }, names) =>
      plain('parent', answered === 1 ? `${regionName(names, region)} answers probes again` : ''),
  },
  'retry-queue-changed': { fields: [], line: ({ text }) => plain('parent', text) },
  'policy-look-armed': { fields: ['look', 'at'] },
};
