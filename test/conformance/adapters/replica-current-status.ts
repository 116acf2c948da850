/** Computes the decided status of a replica (SA-8). */

import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import { decidedReplicaStatus } from '../rules/replica-status.js';

export const adapter: Adapter = {
  target: 'replica_current_status',
  answer: ({ history }: { history: ExecutionStatus[] }) => ({
    status: decidedReplicaStatus(history.map((status) => ({ status }))),
  }),
};
