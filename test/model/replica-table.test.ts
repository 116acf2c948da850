/**
 * The counted answer must be the answer of the pure rules after every single change: random histories
 * over random shapes are played against both. Beside them stand the few guarantees that the rules do not
 * make: cloning, ranges, the lowest failure.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createReplicaTable,
  leadersToDisable,
  partitionDecision,
  replicaRole,
  replicaStatus,
  setReplicaDisabled,
  setReplicaRole,
  setReplicaStatus,
  tableDecision,
} from '../../model/replicas/replica-table.js';
import type { ReplicaTable, SlotRole } from '../../model/replicas/replica-types.js';
import type { PushStrategy } from '../../model/rules/aggregation/tolerance.js';
import { type ExecutionStatus, executionStatuses } from '../../model/statuses.js';
import { type AssignedInstance, decidePartition } from '../conformance/rules/partition-status.js';
import { decideRegion, type PartitionReport } from '../conformance/rules/region-status.js';
import type { ReplicaSnapshot } from '../conformance/rules/replica-history.js';
import { decidedReplicaStatus } from '../conformance/rules/replica-status.js';

const waitAll: PushStrategy = 'WAIT_ALL_REPLICAS';
const waitNMinusOne: PushStrategy = 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';

interface Shape {
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly slots: number;
  readonly strategy: PushStrategy;
  readonly replacesLeaders: boolean;
}

type Change =
  | { kind: 'report'; partition: number; replica: number; status: ExecutionStatus }
  | { kind: 'move'; partition: number; replica: number; role: SlotRole }
  | { kind: 'disable'; partition: number; replica: number; disabled: boolean }
  | { kind: 'lead'; partition: number; replica: number }
  | { kind: 'kill' }
  | { kind: 'restart'; replica: number };

const shapes: fc.Arbitrary<Shape> = fc.record({
  partitions: fc.integer({ min: 1, max: 5 }),
  replicationFactor: fc.integer({ min: 1, max: 4 }),
  slots: fc.integer({ min: 1, max: 5 }),
  strategy: fc.constantFrom(waitAll, waitNMinusOne),
  replacesLeaders: fc.boolean(),
});

const place = { partition: fc.nat(4), replica: fc.nat(4) };
/** Statuses that decide come often, so that histories reach every end. */
const statuses = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<ExecutionStatus>(
      'COMPLETED',
      'COMPLETED',
      'ERROR',
      'STARTED',
      'END_OF_PUSH_RECEIVED',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...executionStatuses) },
);
const roles = fc.constantFrom<SlotRole>(
  'UNASSIGNED',
  'LEADER',
  'STANDBY',
  'OFFLINE',
  'ERROR',
  'DROPPED',
  'UNKNOWN',
);

const changes: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('report' as const), ...place, status: statuses }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('move' as const), ...place, role: roles }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('disable' as const),
      ...place,
      disabled: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('lead' as const), ...place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('restart' as const), replica: fc.nat(4) }),
  },
);

/** Reference implementation: the same replicas as full histories, evaluated with the pure rules. */
class Shadow {
  readonly histories: ReplicaSnapshot[][][];
  readonly roles: SlotRole[][];
  readonly disabled: boolean[][];

  constructor(readonly shape: Shape) {
    const grid = <T>(value: (replica: number) => T) =>
      Array.from({ length: shape.partitions }, () =>
        Array.from({ length: shape.slots }, (_, replica) => value(replica)),
      );
    this.histories = grid(() => []);
    this.roles = grid((replica) => initialRole(replica, shape.replicationFactor));
    this.disabled = grid(() => false);
  }

  assignment(partition: number): AssignedInstance[] {
    return this.roles[partition]!.flatMap((role, replica) =>
      role === 'UNASSIGNED' ? [] : [{ instance: `${replica}`, role }],
    );
  }

  report(partition: number): PartitionReport {
    return {
      partition,
      histories: new Map(
        this.histories[partition]!.map((history, replica) => [`${replica}`, history]),
      ),
    };
  }

  disabledAt(partition: number): Set<string> | null {
    if (!this.shape.replacesLeaders) return null;
    return new Set(
      this.disabled[partition]!.flatMap((disabled, replica) => (disabled ? [`${replica}`] : [])),
    );
  }

  region() {
    const { partitions, replicationFactor, replacesLeaders, strategy } = this.shape;
    const all = Array.from({ length: partitions }, (_, partition) => partition);
    const assigned = all
      .map((partition) => [partition, this.assignment(partition)] as const)
      .filter(([, replicas]) => replicas.length > 0);
    const disabled = replacesLeaders
      ? new Map(all.map((partition) => [partition, this.disabledAt(partition)!]))
      : null;
    const reports = all.map((partition) => this.report(partition));
    return decideRegion(
      { replicationFactor, partitions, assignment: new Map(assigned), reports, disabled },
      strategy,
    );
  }
}

function initialRole(replica: number, replicationFactor: number): SlotRole {
  if (replica >= replicationFactor) return 'UNASSIGNED';
  return replica === 0 ? 'LEADER' : 'STANDBY';
}

function play(table: ReplicaTable, shadow: Shadow, change: Change): void {
  const { partitions, slots } = shadow.shape;
  const report = (partition: number, replica: number, status: ExecutionStatus) => {
    setReplicaStatus(table, partition, replica, status);
    shadow.histories[partition]![replica]!.push({ status, message: '' });
  };
  const move = (partition: number, replica: number, role: SlotRole) => {
    setReplicaRole(table, partition, replica, role);
    shadow.roles[partition]![replica] = role;
  };
  if (change.kind === 'kill') {
    for (let place = 0; place < partitions * slots; place += 1)
      report(Math.floor(place / slots), place % slots, 'ERROR');
    return;
  }
  if (change.kind === 'restart') {
    for (let partition = 0; partition < partitions; partition += 1)
      report(partition, change.replica % slots, 'STARTED');
    return;
  }
  const partition = change.partition % partitions;
  const replica = change.replica % slots;
  if (change.kind === 'report') report(partition, replica, change.status);
  if (change.kind === 'move') move(partition, replica, change.role);
  if (change.kind === 'lead') {
    shadow.roles[partition]!.forEach((role, other) => {
      if (role === 'LEADER') move(partition, other, 'STANDBY');
    });
    move(partition, replica, 'LEADER');
  }
  if (change.kind === 'disable') {
    setReplicaDisabled(table, partition, replica, change.disabled);
    shadow.disabled[partition]![replica] = change.disabled;
  }
}

function expectAgreement(table: ReplicaTable, shadow: Shadow): void {
  const { partitions, slots, replicationFactor, strategy } = shadow.shape;
  for (let partition = 0; partition < partitions; partition += 1) {
    const assignment = shadow.assignment(partition);
    const { histories } = shadow.report(partition);
    const decision = decidePartition(
      { replicationFactor, assignment, histories, disabled: shadow.disabledAt(partition) },
      strategy,
    );
    expect(partitionDecision(table, partition)).toBe(
      assignment.length === 0 ? 'UNASSIGNED' : decision.status,
    );
    expect(leadersToDisable(table, partition).map(String)).toEqual(decision.toDisable);
    for (let replica = 0; replica < slots; replica += 1) {
      expect(replicaStatus(table, partition, replica)).toBe(
        decidedReplicaStatus(shadow.histories[partition]![replica]!),
      );
      expect(replicaRole(table, partition, replica)).toBe(shadow.roles[partition]![replica]);
    }
  }
  const region = shadow.region();
  const counted = tableDecision(table);
  expect(counted.status).toBe(region.status);
  if (counted.status === 'ERROR')
    expect(region.reason).toContain(`partition: ${counted.failedPartition} `);
}

describe('counting agrees with the pure rules', () => {
  test('after every step of random histories with restarts, kills, new and disabled leaders', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(shapes, fc.array(changes, { minLength: 1, maxLength: 40 }), (shape, history) => {
        const table = createReplicaTable(shape);
        const shadow = new Shadow(shape);
        expectAgreement(table, shadow);
        for (const change of history) {
          play(table, shadow, change);
          expectAgreement(table, shadow);
          const { status } = tableDecision(table);
          seen.set(status, (seen.get(status) ?? 0) + 1);
        }
      }),
      { numRuns: 1_000, seed: 20_260_801 },
    );
    const reached = ['NOT_CREATED', 'STARTED', 'END_OF_PUSH_RECEIVED', 'COMPLETED', 'ERROR'];
    for (const status of reached) expect(seen.get(status) ?? 0, status).toBeGreaterThan(100);
  });

  test('a clone taken in the middle continues like the original', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.array(changes, { maxLength: 15 }),
        fc.array(changes, { maxLength: 15 }),
        (shape, before, after) => {
          const table = createReplicaTable(shape);
          const shadow = new Shadow(shape);
          for (const change of before) play(table, shadow, change);
          const clone = structuredClone(table);
          const frozen = structuredClone(table);
          for (const change of after) play(clone, shadow, change);
          expectAgreement(clone, shadow);
          expect(table).toEqual(frozen);
        },
      ),
      { numRuns: 200, seed: 20_260_802 },
    );
  });
});

describe('the table of a large version', () => {
  const shape = { partitions: 16_384, replicationFactor: 3, strategy: waitNMinusOne };

  test('the lowest failed partition is named, and the next lowest once it recovers', () => {
    const table = createReplicaTable(shape);
    const failing = [16_383, 9_000, 8_999, 1_024, 1_023, 64, 31];
    for (const partition of failing) {
      for (const replica of [1, 2]) setReplicaStatus(table, partition, replica, 'ERROR');
      expect(tableDecision(table)).toEqual({ status: 'ERROR', failedPartition: partition });
    }
    for (const [index, partition] of failing.toReversed().entries()) {
      const lowest = failing.toReversed()[index]!;
      expect(tableDecision(table)).toEqual({ status: 'ERROR', failedPartition: lowest });
      setReplicaStatus(table, partition, 2, 'STARTED');
    }
    expect(tableDecision(table)).toEqual({ status: 'STARTED' });
  });

  test('it completes with the last partition, and a restart un-completes it', () => {
    const table = createReplicaTable(shape);
    for (let partition = 0; partition < shape.partitions; partition += 1) {
      expect(tableDecision(table)).toEqual({ status: 'STARTED' });
      for (const replica of [0, 1]) setReplicaStatus(table, partition, replica, 'COMPLETED');
    }
    expect(tableDecision(table)).toEqual({ status: 'COMPLETED' });
    setReplicaStatus(table, 12_345, 0, 'PROGRESS');
    expect(tableDecision(table)).toEqual({ status: 'COMPLETED' });
    setReplicaStatus(table, 12_345, 0, 'STARTED');
    expect(tableDecision(table)).toEqual({ status: 'STARTED' });
  });
});

test('a version without partitions is complete', () => {
  const table = createReplicaTable({ partitions: 0, replicationFactor: 3, strategy: waitAll });
  expect(tableDecision(table)).toEqual({ status: 'COMPLETED' });
});

test('a partition or replica outside the table is refused', () => {
  const table = createReplicaTable({ partitions: 2, replicationFactor: 3, strategy: waitAll });
  expect(() => setReplicaStatus(table, 2, 0, 'ERROR')).toThrow(RangeError);
  expect(() => setReplicaStatus(table, 0, 3, 'ERROR')).toThrow(RangeError);
  expect(() => setReplicaRole(table, -1, 0, 'LEADER')).toThrow(RangeError);
  expect(() => partitionDecision(table, 2)).toThrow(RangeError);
});
