/**
 * SA-4 as Venice decides it. Partitions are checked in ascending order and the first that failed ends the
 * questions, so later partitions get no leader disabled in that round. A run asks the replica table
 * instead; test/model/replica-table.test.ts proves that both give the same answers.
 */
import type { PartitionPushStatus } from '../../../model/rules/aggregation/partition-status.js';
import type { RegionPushStatus } from '../../../model/rules/aggregation/region-status.js';
import type { PushStrategy } from '../../../model/rules/aggregation/tolerance.js';
import { isError } from '../../../model/statuses.js';
import {
  type AssignedInstance,
  decidePartition,
  type ReplicaHistories,
} from './partition-status.js';

/** A partition's replicas as the push record keeps them. */
export interface PartitionReport {
  readonly partition: number;
  readonly histories: ReplicaHistories;
}

export interface RegionView {
  readonly replicationFactor: number;
  /** How many partitions the version has. */
  readonly partitions: number;
  /** Who is assigned, by partition; null before Helix shows the version at all. */
  readonly assignment: ReadonlyMap<number, readonly AssignedInstance[]> | null;
  readonly reports: readonly PartitionReport[];
  /** Disabled instances by partition; null when failed leaders are not to be replaced. */
  readonly disabled: ReadonlyMap<number, ReadonlySet<string>> | null;
}

/** A leader in error whose instance should be disabled for its partition. */
interface ReplicaToDisable {
  readonly partition: number;
  readonly instance: string;
}

export interface RegionDecision {
  readonly status: RegionPushStatus;
  /** Venice's details text of a failure, else null. */
  readonly reason: string | null;
  readonly toDisable: readonly ReplicaToDisable[];
}

/**
 * Decides for a region. Throws a RangeError if a reported partition is not assigned although enough
 * others are.
 */
export function decideRegion(view: RegionView, strategy: PushStrategy): RegionDecision {
  const { assignment, reports, partitions } = view;
  if (assignment === null || assignment.size < partitions) return undecided('NOT_CREATED');
  if (reports.length !== partitions) return undecided('STARTED');

  const toDisable: ReplicaToDisable[] = [];
  const statuses: PartitionPushStatus[] = [];
  for (const report of [...reports].sort((one, other) => one.partition - other.partition)) {
    const { partition } = report;
    const decision = decidePartition(partitionView(view, report, assignment), strategy);
    toDisable.push(...decision.toDisable.map((instance) => ({ partition, instance })));
    if (isError(decision.status)) {
      return { status: 'ERROR', reason: failedPartitionText(partition, strategy), toDisable };
    }
    statuses.push(decision.status);
  }
  return { status: statusOfUnfailed(statuses), reason: null, toDisable };
}

/** What a push record says when a partition has failed it. */
function failedPartitionText(partition: number, strategy: PushStrategy): string {
  return `too many ERROR replicas in partition: ${partition} for offlinePushStrategy: ${strategy}`;
}

function statusOfUnfailed(statuses: readonly PartitionPushStatus[]): RegionPushStatus {
  if (statuses.every((status) => status === 'COMPLETED')) return 'COMPLETED';
  return statuses.includes('STARTED') ? 'STARTED' : 'END_OF_PUSH_RECEIVED';
}

function partitionView(
  { replicationFactor, disabled }: RegionView,
  { partition, histories }: PartitionReport,
  assignment: ReadonlyMap<number, readonly AssignedInstance[]>,
) {
  const assigned = assignment.get(partition);
  if (assigned === undefined)
    throw new RangeError(`partition ${partition} has reports but no assignment`);
  const disabledHere = disabled === null ? null : (disabled.get(partition) ?? none);
  return { replicationFactor, assignment: assigned, histories, disabled: disabledHere };
}

function undecided(status: 'NOT_CREATED' | 'STARTED'): RegionDecision {
  return { status, reason: null, toDisable: [] };
}

const none: ReadonlySet<string> = new Set();
