/**
 * Replicas make a partition. The order of the questions matters (completed, then failed, then at its
 * end), and a leader in error does not fail the partition: it only keeps it from completing, and asks
 * for itself to be disabled so that another replica may lead.
 */
import { isError, rootStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import type { ReplicaSnapshot } from './replica-history.js';
import { decidedReplicaStatus } from './replica-status.js';
import { type PushStrategy, toleratedErrors } from './tolerance.js';

export const partitionStatusRule: Rule = {
  id: 'SA-2',
  title: 'Replica statuses become a partition status',
  source: 'PushStatusDecider#getPartitionStatus',
};

/** Helix's states of a replica, as far as an external view shows them. */
export type ReplicaRole = 'LEADER' | 'STANDBY' | 'OFFLINE' | 'ERROR' | 'DROPPED' | 'UNKNOWN';

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

export type PartitionPushStatus = 'STARTED' | 'END_OF_PUSH_RECEIVED' | 'COMPLETED' | 'ERROR';

export interface PartitionDecision {
  readonly status: PartitionPushStatus;
  /** Leaders in error that are to be disabled now, in the order of the assignment. */
  readonly toDisable: readonly string[];
}

/**
 * What a partition's replicas add up to. `errors`, `completed` and `atEnd` leave out the disabled ones
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

/** Marks the message of a killed push's error. Source: LogMessages.KILLED_JOB_MESSAGE. */
export const killedPushMarker = 'Received the signal to kill this consumer. Topic ';

/** Decides one partition and which of its leaders to disable. Status §3. */
export function decidePartition(view: PartitionView, strategy: PushStrategy): PartitionDecision {
  const status = statusOfTally(tallyOf(view), view.replicationFactor, toleratedErrors(strategy));
  return { status, toDisable: leadersToDisable(view) };
}

/** The same decision from counts alone; `tolerated` is the strategy's number of tolerated errors. */
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
