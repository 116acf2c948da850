/** The shapes of the replica table: what a slot, a partition and the whole table can be. */

import type { IndexSet } from '../index-set.js';
import type { PartitionPushStatus, ReplicaRole } from '../rules/aggregation/partition-status.js';
import type { RegionPushStatus } from '../rules/aggregation/region-status.js';
import type { PushStrategy } from '../rules/aggregation/tolerance.js';

/** A replica's place in Helix; UNASSIGNED = this slot of the table is not in the assignment. */
export type SlotRole = ReplicaRole | 'UNASSIGNED';

/** What becomes of a partition; UNASSIGNED while none of its slots is assigned. */
export type PartitionState = PartitionPushStatus | 'UNASSIGNED';

export interface ReplicaTable {
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Replicas a partition can have; more than the replication factor while one is being moved. */
  readonly slots: number;
  readonly strategy: PushStrategy;
  /** Failed leaders are disabled, and what is disabled and offline is left out of the count. */
  readonly replacesLeaders: boolean;
  /** Per replica, partition-major: what `cellOf` makes of its decided status, its role and whether it is disabled. */
  readonly replicas: Uint16Array;
  /** Per partition: the places of `tallied`. */
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

/** What the whole table adds up to; `failedPartition` is the lowest that failed. */
export type TableDecision =
  | { readonly status: Exclude<RegionPushStatus, 'ERROR'> }
  | { readonly status: 'ERROR'; readonly failedPartition: number };
