/** State of policies A, B, D and E in the parent. Plain data; only `apply` writes it. */
import type { Instant } from '../../sim/index.js';
import type { PushId } from '../names.js';
import type { QueuedRecovery } from '../rules/degraded/retry-queue.js';
import type { ExecutionStatus } from '../statuses.js';

/** A push as last observed, region by region in file order. */
interface ObservedPush {
  statuses: readonly ExecutionStatus[];
  /** Since when each region has reported this status. */
  since: Instant[];
  /** Since when a strict majority of the regions has completed; 0 = it has not. */
  majoritySince: Instant;
  seenAt: Instant;
}

export interface PolicyMemory {
  observed: Map<PushId, ObservedPush>;
  /** Consecutive answered probes, by region. */
  probes: number[];
  queue: readonly QueuedRecovery[];
  detectorLookAt: Instant;
  queueLookAt: Instant;
}

/** Initial state. */
export function createPolicyMemory(regions: number): PolicyMemory {
  return {
    observed: new Map(),
    probes: new Array<number>(regions).fill(0),
    queue: [],
    detectorLookAt: 0,
    queueLookAt: 0,
  };
}
