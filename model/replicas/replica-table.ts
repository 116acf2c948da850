/**
 * The replicas of one version in one region, aggregated incrementally: a change is O(1) in the number of
 * partitions. The rules SA-2, SA-4 and SA-8 define the aggregation; test/model/replica-table.test.ts checks
 * that table and rules agree after every change. Plain data in typed arrays, so that it can be cloned; it
 * is part of the World, and only `apply` may change it.
 */
import { addIndex, createIndexSet, lowestIndex, removeIndex } from '../index-set.js';
import {
  type ExecutionStatus,
  executionStatusCode,
  executionStatuses,
  isDetermined,
} from '../statuses.js';
import {
  countReplica,
  isFailedLeader,
  roleOf,
  slotRoles,
  statusOf,
  tallied,
  tallyState,
  tallyWidth,
  withDisabled,
  withRole,
  withStatus,
} from './replica-tally.js';
import type {
  PartitionState,
  ReplicaTable,
  ReplicaTableShape,
  SlotRole,
  TableDecision,
} from './replica-types.js';

/** A table without reports; as many slots as the replication factor are assigned, the first one leads. */
export function createReplicaTable(shape: ReplicaTableShape): ReplicaTable {
  const { partitions, replicationFactor, strategy, slots = replicationFactor } = shape;
  const table: ReplicaTable = {
    partitions,
    replicationFactor,
    slots,
    strategy,
    replacesLeaders: shape.replacesLeaders ?? true,
    replicas: new Uint16Array(partitions * slots).fill(executionStatusCode('STARTED')),
    tallies: new Uint16Array(partitions * tallyWidth),
    stateCounts: new Int32Array(partitionStates.length),
    failed: createIndexSet(partitions),
  };
  table.stateCounts[codes.UNASSIGNED] = partitions;
  if (partitions === 0) return table;
  const assigned = Math.min(slots, replicationFactor);
  for (let replica = 0; replica < assigned; replica += 1)
    setReplicaRole(table, 0, replica, replica === 0 ? 'LEADER' : 'STANDBY');
  likeTheFirst(table);
  return table;
}

/** Without reports, every partition has the same counts as the first one. */
function likeTheFirst({ partitions, slots, replicas, tallies, stateCounts }: ReplicaTable): void {
  repeat(replicas, slots);
  repeat(tallies, tallyWidth);
  stateCounts.fill(0);
  stateCounts[tallies[tallied.state]!] = partitions;
}

/** Fills a column with copies of its first cells, doubling the copied range at every step. */
function repeat(column: Uint16Array, cells: number): void {
  for (let done = cells; done < column.length; done *= 2) column.copyWithin(done, 0, done);
}

/** Records a replica's report. A non-deciding status (PROGRESS, …) is ignored; all other transitions are allowed. */
export function setReplicaStatus(
  table: ReplicaTable,
  partition: number,
  replica: number,
  status: ExecutionStatus,
): void {
  const place = placeOf(table, partition, replica);
  const code = decidedCodes.get(status);
  if (code !== undefined) change(table, place, withStatus(table.replicas[place]!, code));
}

/** Moves a replica to another role, or out of the assignment; its reported status stays with its slot. */
export function setReplicaRole(
  table: ReplicaTable,
  partition: number,
  replica: number,
  role: SlotRole,
): void {
  const place = placeOf(table, partition, replica);
  change(table, place, withRole(table.replicas[place]!, slotRoles.indexOf(role)));
}

/** Disables a replica in Helix, or enables it again. It keeps its role until Helix moves it. */
export function setReplicaDisabled(
  table: ReplicaTable,
  partition: number,
  replica: number,
  disabled: boolean,
): void {
  const place = placeOf(table, partition, replica);
  change(table, place, withDisabled(table.replicas[place]!, disabled));
}

/** The decided status of a replica (SA-8). */
export function replicaStatus(
  table: ReplicaTable,
  partition: number,
  replica: number,
): ExecutionStatus {
  return executionStatuses[statusOf(table.replicas[placeOf(table, partition, replica)]!)]!;
}

/** The role of a replica. */
export function replicaRole(table: ReplicaTable, partition: number, replica: number): SlotRole {
  return slotRoles[roleOf(table.replicas[placeOf(table, partition, replica)]!)]!;
}

/** The state of one partition (SA-2). */
export function partitionDecision(table: ReplicaTable, partition: number): PartitionState {
  placeOf(table, partition, 0);
  return partitionStates[table.tallies[partition * tallyWidth + tallied.state]!]!;
}

/** The state of the whole table (SA-4). */
export function tableDecision(table: ReplicaTable): TableDecision {
  const { stateCounts, partitions } = table;
  if (stateCounts[codes.UNASSIGNED]! > 0) return unfailed.NOT_CREATED;
  if (stateCounts[codes.ERROR]! > 0)
    return { status: 'ERROR', failedPartition: lowestIndex(table.failed) };
  const completed = stateCounts[codes.COMPLETED]!;
  if (completed === partitions) return unfailed.COMPLETED;
  const atEnd = completed + stateCounts[codes.END_OF_PUSH_RECEIVED]!;
  return atEnd === partitions ? unfailed.END_OF_PUSH_RECEIVED : unfailed.STARTED;
}

/**
 * Leaders of a partition that failed and should be disabled now (SA-2); O(slots of
 * the partition).
 */
export function leadersToDisable(table: ReplicaTable, partition: number): readonly number[] {
  if (!table.replacesLeaders) return [];
  const first = placeOf(table, partition, 0);
  return Array.from({ length: table.slots }, (_, replica) => replica).filter((replica) =>
    isFailedLeader(table.replicas[first + replica]!),
  );
}

/** The fewest replicas that work (as leader or standby) in any partition; disabled and lost ones do not. O(partitions) (SA-9). */
export function fewestWorking({ tallies, partitions }: ReplicaTable): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (let first = 0; first < partitions * tallyWidth; first += tallyWidth)
    fewest = Math.min(fewest, tallies[first]! - tallies[first + tallied.disabledOffline]!);
  return fewest;
}

/** The lowest partition with fewer completed replicas than `needed`, and how many it has; undefined if there is none (VS-7). */
export function partitionBelow(
  { tallies, partitions }: ReplicaTable,
  needed: number,
): { readonly partition: number; readonly ready: number } | undefined {
  for (let partition = 0; partition < partitions; partition += 1) {
    const ready = tallies[partition * tallyWidth + tallied.completed]!;
    if (ready < needed) return { partition, ready };
  }
  return undefined;
}

/** All partitions of a table, by number. */
export function partitionsOf({ partitions }: ReplicaTable): readonly number[] {
  return Array.from({ length: partitions }, (_, partition) => partition);
}

/** True if a standby can take over when the leader is disabled. */
export function hasStandby(table: ReplicaTable, partition: number): boolean {
  const first = placeOf(table, partition, 0);
  const standby = slotRoles.indexOf('STANDBY');
  return table.replicas
    .subarray(first, first + table.slots)
    .some((cell) => roleOf(cell) === standby);
}

const partitionStates = [
  'UNASSIGNED',
  'STARTED',
  'END_OF_PUSH_RECEIVED',
  'COMPLETED',
  'ERROR',
] as const;
/** The index of each state. */
const codes = {
  UNASSIGNED: 0,
  STARTED: 1,
  END_OF_PUSH_RECEIVED: 2,
  COMPLETED: 3,
  ERROR: 4,
} as const;

/** Comparisons are faster than a lookup by a variable name. */
function codeOf(state: PartitionState): number {
  if (state === 'STARTED') return codes.STARTED;
  if (state === 'COMPLETED') return codes.COMPLETED;
  return codes[state];
}

/** Shared results that contain only a status. */
const unfailed = {
  NOT_CREATED: { status: 'NOT_CREATED' },
  STARTED: { status: 'STARTED' },
  END_OF_PUSH_RECEIVED: { status: 'END_OF_PUSH_RECEIVED' },
  COMPLETED: { status: 'COMPLETED' },
} as const;

/** The codes of deciding statuses. */
const decidedCodes: ReadonlyMap<ExecutionStatus, number> = new Map(
  executionStatuses
    .filter(isDetermined)
    .map((status): [ExecutionStatus, number] => [status, executionStatusCode(status)]),
);

function placeOf(table: ReplicaTable, partition: number, replica: number): number {
  const { partitions, slots } = table;
  const known = partition >= 0 && partition < partitions && replica >= 0 && replica < slots;
  if (known) return partition * slots + replica;
  throw new RangeError(
    `no replica ${replica} of partition ${partition} in a table of ${partitions} × ${slots}`,
  );
}

function change(table: ReplicaTable, place: number, cell: number): void {
  const before = table.replicas[place]!;
  if (before === cell) return;
  const first = Math.floor(place / table.slots) * tallyWidth;
  countReplica(table, first, before, -1);
  table.replicas[place] = cell;
  countReplica(table, first, cell, 1);
  decide(table, first);
}

function decide(table: ReplicaTable, first: number): void {
  const before = table.tallies[first + tallied.state]!;
  const now = codeOf(tallyState(table, first));
  if (before === now) return;
  table.tallies[first + tallied.state] = now;
  table.stateCounts[before]! -= 1;
  table.stateCounts[now]! += 1;
  if (now === codes.ERROR) addIndex(table.failed, first / tallyWidth);
  if (before === codes.ERROR) removeIndex(table.failed, first / tallyWidth);
}
