/** Computes the push status of a region (SA-4). */

import type { Adapter } from '../adapter.js';
import { decideRegion } from '../rules/region-status.js';
import {
  assignedByPartition,
  type HelixReplica,
  historiesOf,
  type ReplicaReports,
  type StrategyName,
  strategyOf,
} from './support/replicas.js';

interface Case {
  strategy: StrategyName;
  replicationFactor: number;
  numberOfPartitions: number;
  assignment: { partition: number; instances: HelixReplica[] }[] | null;
  partitionStatuses: { partition: number; replicas: ReplicaReports[] }[];
  disabledReplicas: { partition: number; instance: string }[] | null;
}

export const adapter: Adapter = {
  target: 'version_push_status',
  answer: (given: Case) => {
    const decision = decideRegion(
      {
        replicationFactor: given.replicationFactor,
        partitions: given.numberOfPartitions,
        assignment: given.assignment === null ? null : assignedByPartition(given.assignment),
        reports: given.partitionStatuses.map(({ partition, replicas }) => ({
          partition,
          histories: historiesOf(replicas),
        })),
        disabled: given.disabledReplicas === null ? null : byPartition(given.disabledReplicas),
      },
      strategyOf(given.strategy),
    );
    const newlyDisabled = [...decision.toDisable].sort(
      (one, other) => one.partition - other.partition || (one.instance < other.instance ? -1 : 1),
    );
    return { status: decision.status, details: decision.reason, newlyDisabled };
  },
};

function byPartition(disabled: readonly { partition: number; instance: string }[]) {
  const instances = new Map<number, Set<string>>();
  for (const { partition, instance } of disabled) {
    instances.set(partition, (instances.get(partition) ?? new Set()).add(instance));
  }
  return instances;
}
