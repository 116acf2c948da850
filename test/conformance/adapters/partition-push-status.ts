/** Computes the status of one partition and the leaders to disable (SA-2). */

import type { Adapter } from '../adapter.js';
import { decidePartition } from '../rules/partition-status.js';
import {
  assigned,
  type HelixReplica,
  historiesOf,
  type ReplicaReports,
  type StrategyName,
  strategyOf,
} from './support/replicas.js';

interface Case {
  strategy: StrategyName;
  replicationFactor: number;
  assignment: HelixReplica[];
  replicas: ReplicaReports[];
  disabledReplicas: string[] | null;
}

export const adapter: Adapter = {
  target: 'partition_push_status',
  answer: ({ strategy, replicationFactor, assignment, replicas, disabledReplicas }: Case) => {
    const decision = decidePartition(
      {
        replicationFactor,
        assignment: assigned(assignment),
        histories: historiesOf(replicas),
        disabled: disabledReplicas === null ? null : new Set(disabledReplicas),
      },
      strategyOf(strategy),
    );
    return { status: decision.status, newlyDisabled: [...decision.toDisable].sort() };
  },
};
