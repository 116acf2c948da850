/** Feeds reports to the memories of a partition's replicas (SA-7) and shows what is left in them. */

import { type ExecutionStatus, isIncremental } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import { findsFatalDataError } from '../rules/partition-progress.js';
import {
  newReplicaMemory,
  type ReplicaMemory,
  rememberIncrementalPushes,
  rememberReport,
} from '../rules/replica-history.js';
import { decidedReplicaStatus } from '../rules/replica-status.js';

type Op =
  | { op: 'update'; instance: string; status: ExecutionStatus; message?: string }
  | { op: 'batchIncrementalPush'; instance: string; versions: string[] };

export const adapter: Adapter = {
  target: 'replica_status_history',
  answer: ({ historyEnabled, ops }: { historyEnabled: boolean; ops: Op[] }) => {
    const replicas = new Map<string, ReplicaMemory>();
    for (const op of ops) {
      const known = replicas.get(op.instance);
      if (op.op === 'update') {
        const memory = known ?? newReplicaMemory(historyEnabled);
        replicas.set(op.instance, rememberReport(memory, op.status, op.message));
      } else {
        const memory = known ?? newReplicaMemory(true);
        replicas.set(op.instance, rememberIncrementalPushes(memory, op.versions));
      }
    }
    return {
      replicas: [...replicas.keys()]
        .sort()
        .map((instance) => shown(instance, replicas.get(instance)!)),
      unknownInstanceStatus: replicas.get('never-seen')?.currentStatus ?? 'NOT_CREATED',
      fatalDataValidationError: findsFatalDataError([...replicas.values()]),
    };
  },
};

function shown(instance: string, { currentStatus, message, history }: ReplicaMemory) {
  return {
    instance,
    currentStatus,
    message,
    deciderStatus: decidedReplicaStatus(history ?? []),
    history: (history ?? []).map(({ status, message: version }) =>
      isIncremental(status) && version !== '' ? `${status}@${version}` : status,
    ),
  };
}
