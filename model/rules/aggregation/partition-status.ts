/**
 * Computes a partition's status from counts of its replicas; the replica table keeps these. The order of the checks matters:
 * completed, then failed, then at its end. A leader in error does not fail the partition, it only prevents
 * completion. The rule over whole histories is in test/conformance/rules/partition-status.ts.
 */
import type { Rule } from '../rule.js';

export const partitionStatusRule: Rule = {
  id: 'SA-2',
  title: 'Replica statuses become a partition status',
  source: 'PushStatusDecider#getPartitionStatus',
};

/** Helix's states of a replica, as far as an external view shows them. */
export type ReplicaRole = 'LEADER' | 'STANDBY' | 'OFFLINE' | 'ERROR' | 'DROPPED' | 'UNKNOWN';

export type PartitionPushStatus = 'STARTED' | 'END_OF_PUSH_RECEIVED' | 'COMPLETED' | 'ERROR';

/**
 * Counts of a partition's replicas. `errors`, `completed` and `atEnd` leave out the disabled ones
 * that are offline.
 */
export interface PartitionTally {
  readonly assigned: number;
  readonly completed: number;
  readonly errors: number;
  readonly atEnd: number;
  readonly disabledOffline: number;
  /** Leaders that are not COMPLETED; a partition without any leader has none. */
  readonly leadersBehind: number;
}

/** Decides a partition from its counts; `tolerated` is the strategy's number of tolerated errors. */
export function statusOfTally(
  tally: PartitionTally,
  replicationFactor: number,
  tolerated: number,
): PartitionPushStatus {
  const { assigned, completed, errors, disabledOffline } = tally;
  const enough = completed > 0 && completed >= replicationFactor - tolerated;
  if (enough && tally.leadersBehind === 0) return 'COMPLETED';
  const bearable = assigned - replicationFactor + tolerated;
  if (errors > 0 && errors + disabledOffline > bearable) return 'ERROR';
  return tally.atEnd > 0 ? 'END_OF_PUSH_RECEIVED' : 'STARTED';
}
