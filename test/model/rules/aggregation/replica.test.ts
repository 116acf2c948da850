/**
 * One replica: what is remembered of it (SA-7) and where it stands (SA-8). Rows are those of status
 * examples.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExecutionStatus, executionStatuses } from '../../../../model/statuses.js';
import { wasKilled } from '../../../conformance/rules/partition-status.js';
import {
  newReplicaMemory,
  type ReplicaMemory,
  rememberIncrementalPushes,
  rememberReport,
} from '../../../conformance/rules/replica-history.js';
import { decidedReplicaStatus } from '../../../conformance/rules/replica-status.js';

const soip: ExecutionStatus = 'START_OF_INCREMENTAL_PUSH_RECEIVED';
const eoip: ExecutionStatus = 'END_OF_INCREMENTAL_PUSH_RECEIVED';
const eop: ExecutionStatus = 'END_OF_PUSH_RECEIVED';

function remembered(statuses: readonly ExecutionStatus[], message = ''): ReplicaMemory {
  return statuses.reduce(
    (memory, status) => rememberReport(memory, status, message),
    newReplicaMemory(true),
  );
}

function times(count: number, status: ExecutionStatus): ExecutionStatus[] {
  return Array.from({ length: count }, () => status);
}

describe('status examples: the decided status', () => {
  test.each<[number, ExecutionStatus[], ExecutionStatus]>([
    [1, [], 'STARTED'],
    [2, ['STARTED', 'PROGRESS', 'COMPLETED'], 'COMPLETED'],
    [3, ['STARTED', 'COMPLETED', soip], 'COMPLETED'],
    [4, ['COMPLETED', 'STARTED'], 'STARTED'],
    [5, ['STARTED', eop, 'TOPIC_SWITCH_RECEIVED', 'PROGRESS'], eop],
    [6, ['COMPLETED', eop], eop],
    [7, ['STARTED', 'WARNING'], 'STARTED'],
    [8, ['ERROR', 'DROPPED'], 'DROPPED'],
    [9, ['STARTED', 'DVC_INGESTION_ERROR_DISK_FULL'], 'DVC_INGESTION_ERROR_DISK_FULL'],
    [10, ['STARTED', 'ERROR', 'TOPIC_SWITCH_RECEIVED'], 'ERROR'],
  ])('status example %i: %j is %s', (_row, statuses, decided) => {
    expect(decidedReplicaStatus(remembered(statuses).history!)).toBe(decided);
  });

  test('status example 10: the current status meanwhile is the topic switch', () => {
    const { currentStatus } = remembered(['STARTED', 'ERROR', 'TOPIC_SWITCH_RECEIVED']);
    expect(currentStatus).toBe('TOPIC_SWITCH_RECEIVED');
  });

  test('status example 11: without a history only the current status is known', () => {
    const memory = rememberReport(newReplicaMemory(false), 'COMPLETED');
    expect(memory).toEqual({ currentStatus: 'COMPLETED', message: '', history: null });
  });
});

describe('status examples: the history', () => {
  test('status example 12: of 100 STARTED the last 50 are kept', () => {
    expect(remembered(times(100, 'STARTED')).history).toHaveLength(50);
  });

  test('status example 13: PROGRESS on PROGRESS is one entry', () => {
    expect(remembered(['STARTED', ...times(100, 'PROGRESS')]).history).toHaveLength(2);
  });

  test('status example 14: the last of each protected kind survives', () => {
    const { history } = remembered(['COMPLETED', soip, ...times(52, 'STARTED'), 'COMPLETED', eoip]);
    const statuses = history!.map(({ status }) => status);
    expect(statuses).toHaveLength(50);
    expect([statuses[0], statuses[48], statuses[49]]).toEqual([soip, 'COMPLETED', eoip]);
  });

  test('status example 15: one incremental push can outgrow the bound and push an error out', () => {
    let memory = remembered(['COMPLETED', 'ERROR']);
    for (let report = 0; report < 60; report += 1) memory = rememberReport(memory, soip, 'a');
    expect(memory.history).toHaveLength(61);
    expect(decidedReplicaStatus(memory.history!)).toBe('COMPLETED');
    expect(memory.currentStatus).toBe('ERROR');
  });

  test('status example 16: an error keeps its text with the replica, not in the history', () => {
    const message = 'Received the signal to kill this consumer. Topic profiles_v2';
    const memory = remembered(['STARTED', 'ERROR'], message);
    expect(memory.message).toBe(message);
    expect(memory.history!.map((snapshot) => snapshot.message)).toEqual(['', '']);
    expect(wasKilled(memory.history!)).toBe(false);
  });

  test('a report without message erases the one before', () => {
    const memory = rememberReport(remembered(['ERROR'], 'disk full'), 'STARTED');
    expect(memory.message).toBe('');
  });

  test('a batch of incremental pushes ends each of them, oldest first', () => {
    const { history, message, currentStatus } = rememberIncrementalPushes(
      remembered(['COMPLETED']),
      ['i1', 'i2'],
    );
    expect(history!.slice(1)).toEqual([
      { status: eoip, message: 'i1' },
      { status: eoip, message: 'i2' },
    ]);
    expect([message, currentStatus]).toEqual(['i2', 'COMPLETED']);
  });

  test('whatever is reported: the newest report is last, and beyond the bound all is protected', () => {
    const report = fc.tuple(fc.constantFrom(...executionStatuses), fc.constantFrom('', 'i1', 'i2'));
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 150 }), (reports) => {
        const memory = reports.reduce(
          (last, [status, text]) => rememberReport(last, status, text),
          newReplicaMemory(true),
        );
        const [status] = reports.at(-1)!;
        expect(memory.history!.at(-1)!.status).toBe(status);
        const removable = memory.history!.filter(
          (snapshot) => !/COMPLETED|RECEIVED/.test(snapshot.status),
        );
        if (memory.history!.length > 50) expect(removable.length).toBeLessThanOrEqual(1);
      }),
      { seed: 20_260_803 },
    );
  });
});
