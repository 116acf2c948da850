/**
 * Before and beside a push: enough nodes (SA-9), ready instances (SA-10), incremental pushes (SA-15;
 * status examples), the vocabularies.
 */
import { describe, expect, test } from 'vitest';
import { decideIncrementalPush } from '../../../../model/rules/aggregation/incremental-status.js';
import type { ReplicaRole } from '../../../../model/rules/aggregation/partition-status.js';
import {
  areEnoughReplicas,
  isStartOverdue,
} from '../../../../model/rules/aggregation/start-readiness.js';
import {
  aggregationPriority,
  type ExecutionStatus,
  executionStatusCode,
  executionStatuses,
  isTerminal,
  versionStatuses,
} from '../../../../model/statuses.js';
import { describeExecutionStatus } from '../../../conformance/rules/execution-status.js';
import { ingestionSpan, readyInstances } from '../../../conformance/rules/ready-to-serve.js';
import { decideStartReadiness } from '../../../conformance/rules/start-readiness.js';
import {
  describeVersionStatus,
  versionStatusOf,
} from '../../../conformance/rules/version-status.js';

const waitAll = 'WAIT_ALL_REPLICAS';
const waitNMinusOne = 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';
const soip: ExecutionStatus = 'START_OF_INCREMENTAL_PUSH_RECEIVED';
const eoip: ExecutionStatus = 'END_OF_INCREMENTAL_PUSH_RECEIVED';

describe('enough nodes to start a push', () => {
  const instances = (...roles: ReplicaRole[]) =>
    roles.map((role, index) => ({ instance: `n${index}`, role }));
  const view = { replicationFactor: 3, partitions: 2 };

  test('a version that Helix does not show must wait, and so must one with unassigned partitions', () => {
    expect(decideStartReadiness({ ...view, assignment: null }, waitAll)).toMatchObject({
      because: 'unknown-to-helix',
    });
    const one = new Map([[0, instances('LEADER', 'STANDBY', 'STANDBY')]]);
    expect(decideStartReadiness({ ...view, assignment: one }, waitAll)).toMatchObject({
      because: 'partitions-unassigned',
      reason: 'not enough partitions in EXTERNALVIEW1/2',
    });
  });

  test('only leaders and standbys count, and all short partitions are named in order', () => {
    const assignment = new Map([
      [1, instances('LEADER', 'OFFLINE', 'ERROR')],
      [0, instances('LEADER', 'STANDBY', 'UNKNOWN')],
    ]);
    expect(decideStartReadiness({ ...view, assignment }, waitAll)).toMatchObject({
      because: 'replicas-missing',
      reason: 'Partitions:  0 1 does not have enough replicas',
    });
    expect(decideStartReadiness({ ...view, assignment }, waitNMinusOne)).toMatchObject({
      reason: 'Partitions:  1 does not have enough replicas',
    });
  });

  test('a partition of one replica is not done without it', () => {
    expect(areEnoughReplicas(0, 1, waitNMinusOne)).toBe(false);
    expect(areEnoughReplicas(1, 2, waitNMinusOne)).toBe(true);
    expect(areEnoughReplicas(1, 2, waitAll)).toBe(false);
  });

  test('are counted by a query only after the time-out, in whole seconds, and only before the push has moved', () => {
    const wait = { status: 'STARTED', startedAtMs: 900, timeoutMs: 960_000 } as const;
    expect(isStartOverdue({ ...wait, nowMs: 959_999 })).toBe(false);
    expect(isStartOverdue({ ...wait, nowMs: 960_000 })).toBe(true);
    expect(isStartOverdue({ ...wait, nowMs: 960_000, status: 'COMPLETED' })).toBe(false);
    expect(isStartOverdue({ ...wait, nowMs: 960_000, status: 'END_OF_PUSH_RECEIVED' })).toBe(false);
  });
});

describe('instances ready to serve', () => {
  test('a completed replica can serve even while Helix has it offline', () => {
    const histories = new Map([
      ['a', [{ status: 'COMPLETED' as const, message: '' }]],
      ['b', [{ status: 'END_OF_PUSH_RECEIVED' as const, message: '' }]],
    ]);
    const assignment = ['b', 'a', 'c'].map((instance) => ({ instance, role: 'OFFLINE' as const }));
    expect(readyInstances(assignment, histories)).toEqual(['a']);
  });

  test('an ingestion is timed only if something lies between its start and its end', () => {
    const span = (...statuses: ExecutionStatus[]) =>
      ingestionSpan(statuses.map((status) => ({ status })));
    expect(span('STARTED', 'PROGRESS', 'COMPLETED', 'STARTED', 'COMPLETED')).toEqual({
      started: 0,
      completed: 2,
    });
    expect(span('STARTED', 'COMPLETED')).toBeUndefined();
    expect(span('COMPLETED', 'PROGRESS', 'STARTED')).toBeUndefined();
    expect(span('PROGRESS', 'COMPLETED')).toBeUndefined();
  });
});

describe('an incremental push in a region', () => {
  type Reports = Record<number, ExecutionStatus[]>;
  const everywhere = { 0: [eoip, eoip, eoip], 1: [eoip, eoip, eoip], 2: [eoip, eoip, eoip] };

  function decide(reports: Reports | null, completed: Record<number, number> = {}) {
    const serving = { 0: 3, 1: 3, 2: 3, ...completed };
    const numbered = <T>(record: Record<number, T>) =>
      new Map(Object.entries(record).map(([partition, value]) => [Number(partition), value]));
    const reported =
      reports &&
      new Map(
        [...numbered(reports)].map(([partition, statuses]) => [partition, byInstance(statuses)]),
      );
    return decideIncrementalPush({
      partitions: 3,
      replicationFactor: 3,
      reported,
      completedReplicas: numbered(serving),
    });
  }

  function byInstance(statuses: readonly ExecutionStatus[]) {
    return new Map(statuses.map((status, index) => [`n${index}`, status]));
  }

  test.each<[number, Reports | null, Record<number, number>, ExecutionStatus]>([
    [61, everywhere, {}, eoip],
    [62, { ...everywhere, 0: [eoip, eoip] }, { 0: 2 }, eoip],
    [63, { ...everywhere, 0: [eoip, eoip] }, { 0: 3 }, soip],
    [64, { ...everywhere, 0: [soip, soip, eoip] }, { 0: 1 }, soip],
    [65, { 1: [eoip] }, {}, soip],
    [66, { ...everywhere, 1: [eoip, 'UNKNOWN', eoip] }, {}, 'ERROR'],
    [67, null, {}, 'NOT_CREATED'],
    [67, {}, {}, 'NOT_CREATED'],
  ])('status example %i: %j with %j serving is %s', (_row, reports, completed, status) => {
    expect(decide(reports, completed)).toBe(status);
  });

  test('reports of partitions that the version does not have count for nothing', () => {
    expect(decide({ 7: [eoip] })).toBe('NOT_CREATED');
  });
});

describe('the vocabularies', () => {
  test('numbers run in the order of the lists, and an unknown version status is NOT_CREATED', () => {
    expect(executionStatuses.map(executionStatusCode)).toEqual([...executionStatuses.keys()]);
    expect([...versionStatuses.keys()].map(versionStatusOf)).toEqual(versionStatuses);
    expect([versionStatusOf(7), versionStatusOf(9), versionStatusOf(-1)]).toEqual([
      'KILLED',
      'NOT_CREATED',
      'NOT_CREATED',
    ]);
  });

  test('six statuses are missing from the priorities, which hold each of the others once', () => {
    const places = executionStatuses.map(aggregationPriority).sort((one, other) => one - other);
    expect(places).toEqual([...Array(6).fill(-1), ...Array(16).keys()]);
  });

  test('of nine terminal statuses an unspecified Da Vinci error wins the aggregation', () => {
    const terminal = executionStatuses.filter(isTerminal);
    expect(terminal).toHaveLength(9);
    expect(Math.min(...terminal.map(aggregationPriority))).toBe(
      aggregationPriority('DVC_INGESTION_ERROR_OTHER'),
    );
  });

  test('only a Da Vinci error has another root', () => {
    const others = executionStatuses.filter(
      (status) => describeExecutionStatus(status).root !== status,
    );
    expect(others).toHaveLength(4);
    expect(others.every((status) => describeExecutionStatus(status).dvcOnly)).toBe(true);
  });

  test('a partially online version is neither kept, nor ingested, nor deletable', () => {
    const traits = describeVersionStatus('PARTIALLY_ONLINE');
    expect(Object.values(traits)).toEqual([false, false, false, false, false, false]);
  });
});
