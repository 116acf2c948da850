/**
 * How the vector files write strategies, assignments and replica histories, turned into what the
 * aggregation rules take.
 */
import type { ReplicaRole } from '../../../../model/rules/aggregation/partition-status.js';
import type { PushStrategy } from '../../../../model/rules/aggregation/tolerance.js';
import type { ExecutionStatus } from '../../../../model/statuses.js';
import type { AssignedInstance, ReplicaHistories } from '../../rules/partition-status.js';

export interface HelixReplica {
  instance: string;
  helixState: ReplicaRole;
}

export interface ReplicaReports {
  instance: string;
  history: { status: ExecutionStatus; message?: string }[];
}

export type StrategyName = 'WAIT_ALL' | 'WAIT_N_MINUS_ONE';

/** Venice's full name of a strategy. */
export function strategyOf(name: StrategyName): PushStrategy {
  return name === 'WAIT_ALL' ? 'WAIT_ALL_REPLICAS' : 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';
}

/** An assignment with roles. */
export function assigned(replicas: readonly HelixReplica[]): AssignedInstance[] {
  return replicas.map(({ instance, helixState }) => ({ instance, role: helixState }));
}

/** Histories by instance; a snapshot without message has the empty one. */
export function historiesOf(replicas: readonly ReplicaReports[]): ReplicaHistories {
  return new Map(
    replicas.map(({ instance, history }) => [
      instance,
      history.map(({ status, message = '' }) => ({ status, message })),
    ]),
  );
}

/** Assigned instances by partition. */
export function assignedByPartition(
  partitions: readonly { partition: number; instances: HelixReplica[] }[],
): Map<number, AssignedInstance[]> {
  return new Map(partitions.map(({ partition, instances }) => [partition, assigned(instances)]));
}
