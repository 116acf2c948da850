/**
 * How the replicas of one partition are counted: one change costs the same whatever the number of replicas. What is counted and what it
 * means is said by the rules SA-2, SA-8 and SA-10; the table of all partitions is in replica-table.ts.
 */
import type { PartitionState, ReplicaTable, SlotRole } from './replica-table.js';
import { statusOfTally } from './rules/aggregation/partition-status.js';
import { toleratedErrors } from './rules/aggregation/tolerance.js';
import { executionStatuses, rootStatus } from './statuses.js';

/** The places of a tally's counts; three of them are also what a decided status means. */
export const counted = {
  assigned: 0,
  completed: 1,
  errors: 2,
  atEnd: 3,
  disabledOffline: 4,
  leadersBehind: 5,
  ready: 6,
} as const;
/** How many counts a tally has. */
export const tallyWidth = 7;

/** All roles; their places stand for them in a table. */
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
/** The place of LEADER. */
export const leader = slotRoles.indexOf('LEADER');
const offline = slotRoles.indexOf('OFFLINE');

/** By status code: the count that a replica with this decided status adds to; -1 = none. */
export const meaningOf = Int8Array.from(executionStatuses, (status) => {
  const root = rootStatus(status);
  if (root === 'COMPLETED') return counted.completed;
  if (root === 'ERROR') return counted.errors;
  return root === 'END_OF_PUSH_RECEIVED' ? counted.atEnd : -1;
});

/** Adds one replica to its partition's tally, or takes it away. */
export function countReplica(table: ReplicaTable, place: number, by: 1 | -1): void {
  const role = table.roles[place];
  if (role === unassigned) return;
  const { tallies } = table;
  const first = Math.floor(place / table.slots) * tallyWidth;
  const meaning = meaningOf[table.decided[place]!]!;
  tallies[first + counted.assigned]! += by;
  if (meaning === counted.completed) tallies[first + counted.ready]! += by;
  if (role === offline && table.replacesLeaders && table.disabled[place] === 1) {
    tallies[first + counted.disabledOffline]! += by;
    return;
  }
  if (role === leader && meaning !== counted.completed)
    tallies[first + counted.leadersBehind]! += by;
  if (meaning >= 0) tallies[first + meaning]! += by;
}

/** What a partition's tally adds up to (SA-2). */
export function tallyState(
  { tallies, replicationFactor, strategy }: ReplicaTable,
  first: number,
): PartitionState {
  const assigned = tallies[first]!;
  if (assigned === 0) return 'UNASSIGNED';
  const tally = {
    assigned,
    completed: tallies[first + counted.completed]!,
    errors: tallies[first + counted.errors]!,
    atEnd: tallies[first + counted.atEnd]!,
    disabledOffline: tallies[first + counted.disabledOffline]!,
    leadersBehind: tallies[first + counted.leadersBehind]!,
  };
  return statusOfTally(tally, replicationFactor, toleratedErrors(strategy));
}
