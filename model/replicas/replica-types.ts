/** Types of the replica table: slots, partitions and the whole table. */

import type { IndexSet } from '../index-set.js';
import type { PartitionPushStatus, ReplicaRole } from '../rules/aggregation/partition-status.js';
import type { RegionPushStatus } from '../rules/aggregation/region-status.js';
import type { PushStrategy } from '../rules/aggregation/tolerance.js';

/** A replica's role in Helix; UNASSIGNED = this slot of the table is not in the assignment. */
export type SlotRole = ReplicaRole | 'UNASSIGNED';

/** State of a partition; UNASSIGNED while none of its slots is assigned. */
export type PartitionState = PartitionPushStatus | 'UNASSIGNED';

export interface ReplicaTable {
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Replicas a partition can have; more than the replication factor while one is being moved. */
  readonly slots: number;
  readonly strategy: PushStrategy;
  /** Failed leaders are disabled, and what is disabled and offline is left out of the count. */
  readonly replacesLeaders: boolean;
  /** Per replica, partition-major: `cellOf` its decided status, its role and whether it is disabled. */
  readonly replicas: Uint16Array;
  /** Per partition: the fields of `tallied`. */
  readonly tallies: Uint16Array;
  /** How many partitions are in each state. */
  readonly stateCounts: Int32Array;
  /** The partitions that failed. */
  readonly failed: IndexSet;
}

export interface ReplicaTableShape {
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly strategy: PushStrategy;
  /** The replication factor if absent. */
  readonly slots?: number;
  /** True if absent, as in Venice (`controller.force.leader.error.replica.fail.over.enabled`). */
  readonly replacesLeaders?: boolean;
}

/** State of the whole table; `failedPartition` is the lowest failed partition. */
export type TableDecision =
  | { readonly status: Exclude<RegionPushStatus, 'ERROR'> }
  | { readonly status: 'ERROR'; readonly failedPartition: number };
