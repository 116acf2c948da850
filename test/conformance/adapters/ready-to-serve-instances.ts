/** Computes which instances are ready to serve, and where each ingestion began and ended (SA-10). */

import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import type { AssignedInstance } from '../rules/partition-status.js';
import { ingestionSpan, readyInstances } from '../rules/ready-to-serve.js';
import { assigned, type HelixReplica } from './support/replicas.js';

interface Case {
  assignment: HelixReplica[];
  replicas: { instance: string; history: ExecutionStatus[] }[];
}

export const adapter: Adapter = {
  target: 'ready_to_serve_instances',
  answer: ({ assignment, replicas }: Case) => {
    const histories = new Map(
      replicas.map(({ instance, history }) => [
        instance,
        history.map((status) => ({ status, message: '' })),
      ]),
    );
    const spans = [...histories].map(([instance, history]) => {
      const span = ingestionSpan(history);
      return [instance, span === undefined ? null : [span.started, span.completed]];
    });
    const instances: readonly AssignedInstance[] = assigned(assignment);
    return {
      readyToServe: [...readyInstances(instances, histories)].sort(),
      startedCompletedIndexes: Object.fromEntries(spans),
    };
  },
};
