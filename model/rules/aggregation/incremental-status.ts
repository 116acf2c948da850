/**
 * The progress of one incremental push in one region. It requires one replica less than there should be, but
 * never fewer than already serve the version; a report that is neither start nor end fails the push
 * at once.
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const incrementalStatusRule: Rule = {
  id: 'SA-15',
  title: 'Status of an incremental push in a region',
  source: 'AbstractPushMonitor#checkIncrementalPushStatus',
};

export interface IncrementalView {
  readonly partitions: number;
  readonly replicationFactor: number;
  /** The report of each instance on this incremental push, by partition; null if there is none. */
  readonly reported: ReadonlyMap<number, ReadonlyMap<string, ExecutionStatus>> | null;
  /** How many replicas of a partition serve the version already; absent = 0. */
  readonly completedReplicas: ReadonlyMap<number, number>;
}

export type IncrementalPushStatus = Extract<
  ExecutionStatus,
  | 'NOT_CREATED'
  | 'START_OF_INCREMENTAL_PUSH_RECEIVED'
  | 'END_OF_INCREMENTAL_PUSH_RECEIVED'
  | 'ERROR'
>;

/** Decides for one incremental push. */
export function decideIncrementalPush(view: IncrementalView): IncrementalPushStatus {
  const { reported, partitions } = view;
  if (reported === null || reported.size === 0) return 'NOT_CREATED';
  const words = Array.from({ length: partitions }, (_, partition) =>
    partitionWord(view, partition),
  );
  if (words.includes('failed')) return 'ERROR';
  if (words.every((word) => word === 'ended')) return 'END_OF_INCREMENTAL_PUSH_RECEIVED';
  const begun = words.some((word) => word !== 'silent');
  return begun ? 'START_OF_INCREMENTAL_PUSH_RECEIVED' : 'NOT_CREATED';
}

type PartitionWord = 'silent' | 'begun' | 'ended' | 'failed';

function partitionWord(view: IncrementalView, partition: number): PartitionWord {
  const statuses = [...(view.reported?.get(partition)?.values() ?? [])];
  if (statuses.length === 0) return 'silent';
  const ended = statuses.filter((status) => status === 'END_OF_INCREMENTAL_PUSH_RECEIVED').length;
  const begun = statuses.filter((status) => status === 'START_OF_INCREMENTAL_PUSH_RECEIVED').length;
  if (begun + ended < statuses.length) return 'failed';
  const serving = view.completedReplicas.get(partition) ?? 0;
  return ended >= Math.max(1, view.replicationFactor - 1, serving) ? 'ended' : 'begun';
}
