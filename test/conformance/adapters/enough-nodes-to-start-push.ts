/** Checks whether enough nodes are assigned to start a push (SA-9). */

import type { Adapter } from '../adapter.js';
import { decideStartReadiness } from '../rules/start-readiness.js';
import {
  assignedByPartition,
  type HelixReplica,
  type StrategyName,
  strategyOf,
} from './support/replicas.js';

interface Case {
  strategy: StrategyName;
  replicationFactor: number;
  numberOfPartitions: number;
  resourceKnown: boolean;
  assignment: { partition: number; instances: HelixReplica[] }[];
}

export const adapter: Adapter = {
  target: 'enough_nodes_to_start_push',
  answer: ({
    strategy,
    replicationFactor,
    numberOfPartitions,
    resourceKnown,
    assignment,
  }: Case) => {
    const readiness = decideStartReadiness(
      {
        replicationFactor,
        partitions: numberOfPartitions,
        assignment: resourceKnown ? assignedByPartition(assignment) : null,
      },
      strategyOf(strategy),
    );
    return readiness.kind === 'ready'
      ? { ready: true, reason: null }
      : { ready: false, reason: readiness.reason };
  },
};
