/**
 * SA-2 as Venice decides it, from the histories of a partition's replicas. A run counts replicas in
 * model/replicas instead; test/model/replica-table.test.ts proves that both give the same answers.
 */
import {
  type PartitionPushStatus,
  type PartitionTally,
  type ReplicaRole,
  statusOfTally,
} from '../../../model/rules/aggregation/partition-status.js';
import { type PushStrategy, toleratedErrors } from '../../../model/rules/aggregation/tolerance.js';
import { isError, rootStatus } from '../../../model/statuses.js';
import type { ReplicaSnapshot } from './replica-history.js';
import { decidedReplicaStatus } from './replica-status.js';

/** An instance that Helix has assigned to the partition, in whatever state. */
export interface AssignedInstance {
  readonly instance: string;
  readonly role: ReplicaRole;
}

/** What each instance has reported, oldest first; an instance without entry has reported nothing. */
export type ReplicaHistories = ReadonlyMap<string, readonly ReplicaSnapshot[]>;

export interface PartitionView {
  readonly replicationFactor: number;
  readonly assignment: readonly AssignedInstance[];
  readonly histories: ReplicaHistories;
  /** Instances already disabled for this partition; null when failed leaders are not to be replaced. */
  readonly disabled: ReadonlySet<string> | null;
}

export interface PartitionDecision {
  readonly status: PartitionPushStatus;
  /** Leaders in error that are to be disabled now, in the order of the assignment. */
  readonly toDisable: readonly string[];
}

/** Marks the message of a killed push's error. Source: LogMessages.KILLED_JOB_MESSAGE. */
const killedPushMarker = 'Received the signal to kill this consumer. Topic ';

/** Decides one partition and which of its leaders to disable. */
export function decidePartition(view: PartitionView, strategy: PushStrategy): PartitionDecision {
  const status = statusOfTally(tallyOf(view), view.replicationFactor, toleratedErrors(strategy));
  return { status, toDisable: leadersToDisable(view) };
}

/**
 * Was this push killed, judging by an error that says so? Ordinary reports store no text with an error,
 * so in practice: no.
 */
export function wasKilled(history: readonly ReplicaSnapshot[]): boolean {
  return history.some(
    ({ status, message }) => isError(status) && message.includes(killedPushMarker),
  );
}

function tallyOf({ assignment, histories, disabled }: PartitionView): PartitionTally {
  const tally = {
    assigned: assignment.length,
    completed: 0,
    errors: 0,
    atEnd: 0,
    disabledOffline: 0,
    leadersBehind: 0,
  };
  for (const { instance, role } of assignment) {
    if (role === 'OFFLINE' && disabled?.has(instance)) {
      tally.disabledOffline += 1;
      continue;
    }
    const status = rootStatus(decidedReplicaStatus(histories.get(instance) ?? []));
    if (role === 'LEADER' && status !== 'COMPLETED') tally.leadersBehind += 1;
    if (status === 'COMPLETED') tally.completed += 1;
    if (status === 'ERROR') tally.errors += 1;
    if (status === 'END_OF_PUSH_RECEIVED') tally.atEnd += 1;
  }
  return tally;
}

function leadersToDisable({ assignment, histories, disabled }: PartitionView): readonly string[] {
  if (disabled === null) return [];
  return assignment
    .filter(({ role, instance }) => role === 'LEADER' && !disabled.has(instance))
    .map(({ instance }) => instance)
    .filter((instance) => {
      const history = histories.get(instance) ?? [];
      return isError(decidedReplicaStatus(history)) && !wasKilled(history);
    });
}
