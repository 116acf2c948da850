/**
 * What the controller remembers of one replica. The history is bounded, but what later decisions need
 * is kept: so it can outgrow its bound when everything in it is protected, and errors, which are not,
 * can be forgotten. Source: ReplicaStatus.
 */

import type { Rule } from '../../../model/rules/rule.js';
import { type ExecutionStatus, isIncremental } from '../../../model/statuses.js';

export const replicaHistoryRule: Rule = {
  id: 'SA-7',
  title: 'What a replica remembers',
  source: 'PartitionStatus#updateReplicaStatus; ReplicaStatus#updateStatus',
};

/** One remembered report. `message` is kept for incremental pushes only: their version. */
export interface ReplicaSnapshot {
  readonly status: ExecutionStatus;
  readonly message: string;
}

/** A replica as its reports have left it; `history` is oldest first, null when none is kept. */
export interface ReplicaMemory {
  readonly currentStatus: ExecutionStatus;
  /** The message of the latest report: an incremental push's version, or an error's text. */
  readonly message: string;
  readonly history: readonly ReplicaSnapshot[] | null;
}

/**
 * The length from which entries are dropped before a report is stored; protected entries may keep the
 * history longer.
 */
const replicaHistoryMax = 50;

/** A replica that has reported nothing. */
export function newReplicaMemory(keepsHistory: boolean): ReplicaMemory {
  return { currentStatus: 'STARTED', message: '', history: keepsHistory ? [] : null };
}

/** Takes in one report. Any status may follow any; an incremental push's leave the current status alone. */
export function rememberReport(
  memory: ReplicaMemory,
  status: ExecutionStatus,
  message = '',
): ReplicaMemory {
  const currentStatus = isIncremental(status) ? memory.currentStatus : status;
  if (memory.history === null) return { currentStatus, message, history: null };
  if (status === 'PROGRESS' && memory.history.at(-1)?.status === 'PROGRESS') {
    return { currentStatus, message, history: memory.history };
  }
  const snapshot = { status, message: isIncremental(status) ? message : '' };
  return { currentStatus, message, history: [...withSpace(memory.history, message), snapshot] };
}

/**
 * Takes in the ends of several incremental pushes, oldest first. Source:
 * PartitionStatus#batchUpdateReplicaIncPushStatus.
 */
export function rememberIncrementalPushes(
  memory: ReplicaMemory,
  versions: readonly string[],
): ReplicaMemory {
  return versions.reduce(
    (remembered, version) =>
      rememberReport(remembered, 'END_OF_INCREMENTAL_PUSH_RECEIVED', version),
    memory,
  );
}

/**
 * Drops the oldest removable entries until one more fits. The running incremental push is never
 * dropped; of the kinds that decisions read back, the last one stays.
 */
function withSpace(
  history: readonly ReplicaSnapshot[],
  runningVersion: string,
): readonly ReplicaSnapshot[] {
  let surplus = history.length - replicaHistoryMax + 1;
  if (surplus <= 0) return history;
  const left = new Map<string, number>();
  for (const { status } of history) {
    const kind = protectedKind(status);
    if (kind !== undefined) left.set(kind, (left.get(kind) ?? 0) + 1);
  }
  return history.filter((snapshot) => {
    if (surplus <= 0) return true;
    if (isIncremental(snapshot.status) && snapshot.message === runningVersion) return true;
    const kind = protectedKind(snapshot.status);
    if (kind !== undefined) {
      const remaining = left.get(kind) ?? 0;
      if (remaining <= 1) return true;
      left.set(kind, remaining - 1);
    }
    surplus -= 1;
    return false;
  });
}

/** Kinds of which the last survives; start and end of an incremental push count as one. */
function protectedKind(status: ExecutionStatus): string | undefined {
  if (isIncremental(status)) return 'incremental';
  const kept = ['COMPLETED', 'TOPIC_SWITCH_RECEIVED', 'END_OF_PUSH_RECEIVED'];
  return kept.includes(status) ? status : undefined;
}
