/**
 * Incremental counts of the replicas of one partition: a change is O(1) in the number of replicas. The rules SA-2 and SA-8 define the
 * aggregation; the table of all partitions is in replica-table.ts.
 */

import { statusOfTally } from '../rules/aggregation/partition-status.js';
import { toleratedErrors } from '../rules/aggregation/tolerance.js';
import { executionStatuses, rootStatus } from '../statuses.js';
import type { PartitionState, ReplicaTable, SlotRole } from './replica-types.js';
/** Indices of a tally: its counts, three of which correspond to decided statuses, and the resulting state. */
export const tallied = {
  assigned: 0,
  completed: 1,
  errors: 2,
  atEnd: 3,
  disabledOffline: 4,
  leadersBehind: 5,
  state: 6,
} as const;
export const tallyWidth = 7;

/** All roles; a table stores their indices. */
export const slotRoles: readonly SlotRole[] = [
  'UNASSIGNED',
  'LEADER',
  'STANDBY',
  'OFFLINE',
  'ERROR',
  'DROPPED',
  'UNKNOWN',
];
const unassigned = slotRoles.indexOf('UNASSIGNED');
const leader = slotRoles.indexOf('LEADER');
const offline = slotRoles.indexOf('OFFLINE');

/** A replica in one number: the code of its decided status in five bits, its role in three, then whether it is disabled. */
const statusMask = 31;
const roleShift = 5;
const roleMask = 7 << roleShift;
const disabledBit = 1 << 8;

/** The code of the decided status. */
export function statusOf(cell: number): number {
  return cell & statusMask;
}

/** The index in `slotRoles`. */
export function roleOf(cell: number): number {
  return (cell & roleMask) >> roleShift;
}

/** The same replica with another decided status. */
export function withStatus(cell: number, code: number): number {
  return (cell & ~statusMask) | code;
}

/** The same replica in another role. */
export function withRole(cell: number, role: number): number {
  return (cell & ~roleMask) | (role << roleShift);
}

/** The same replica, disabled or not. */
export function withDisabled(cell: number, disabled: boolean): number {
  return disabled ? cell | disabledBit : cell & ~disabledBit;
}

/** A leader that failed and is not disabled yet. */
export function isFailedLeader(cell: number): boolean {
  const failed = meaningOf[statusOf(cell)] === tallied.errors;
  return failed && roleOf(cell) === leader && (cell & disabledBit) === 0;
}

/** By status code: the count that a replica with this decided status adds to; -1 = none. */
const meaningOf = Int8Array.from(executionStatuses, (status) => {
  const root = rootStatus(status);
  if (root === 'COMPLETED') return tallied.completed;
  if (root === 'ERROR') return tallied.errors;
  return root === 'END_OF_PUSH_RECEIVED' ? tallied.atEnd : -1;
});

/** Adds a replica to the tally at `first`, or removes it. */
export function countReplica(
  { tallies, replacesLeaders }: ReplicaTable,
  first: number,
  cell: number,
  by: 1 | -1,
): void {
  const role = roleOf(cell);
  if (role === unassigned) return;
  const meaning = meaningOf[statusOf(cell)]!;
  tallies[first + tallied.assigned]! += by;
  if (role === offline && replacesLeaders && (cell & disabledBit) !== 0) {
    tallies[first + tallied.disabledOffline]! += by;
    return;
  }
  if (role === leader && meaning !== tallied.completed)
    tallies[first + tallied.leadersBehind]! += by;
  if (meaning >= 0) tallies[first + meaning]! += by;
}

/** The state of a partition's tally (SA-2). */
export function tallyState(
  { tallies, replicationFactor, strategy }: ReplicaTable,
  first: number,
): PartitionState {
  const assigned = tallies[first]!;
  if (assigned === 0) return 'UNASSIGNED';
  const tally = {
    assigned,
    completed: tallies[first + tallied.completed]!,
    errors: tallies[first + tallied.errors]!,
    atEnd: tallies[first + tallied.atEnd]!,
    disabledOffline: tallies[first + tallied.disabledOffline]!,
    leadersBehind: tallies[first + tallied.leadersBehind]!,
  };
  return statusOfTally(tally, replicationFactor, toleratedErrors(strategy));
}
