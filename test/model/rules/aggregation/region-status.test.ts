/** The status of a region follows from its partitions (SA-4), and what the push record derives from replicas (SA-14). */
import { describe, expect, test } from 'vitest';
import type { ExecutionStatus } from '../../../../model/statuses.js';
import {
  endOfPushSeen,
  findsFatalDataError,
  progressText,
  type RecordedReplica,
} from '../../../conformance/rules/partition-progress.js';
import type { AssignedInstance } from '../../../conformance/rules/partition-status.js';
import { decideRegion } from '../../../conformance/rules/region-status.js';

const strategy = 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';
const assigned: AssignedInstance[] = [
  { instance: 'a', role: 'LEADER' },
  { instance: 'b', role: 'STANDBY' },
  { instance: 'c', role: 'STANDBY' },
];
const eop = 'END_OF_PUSH_RECEIVED';
const done: ExecutionStatus[] = ['COMPLETED', 'COMPLETED', 'STARTED'];
const bad: ExecutionStatus[] = ['COMPLETED', 'ERROR', 'ERROR'];
const leaderBehind: ExecutionStatus[] = ['STARTED', 'COMPLETED', 'STARTED'];

function view(
  partitions: readonly (readonly ExecutionStatus[])[],
  assignedPartitions = partitions.length,
) {
  const numbered = [...partitions.entries()];
  return {
    replicationFactor: 3,
    partitions: partitions.length,
    assignment: new Map(
      numbered.slice(0, assignedPartitions).map(([partition]) => [partition, assigned]),
    ),
    reports: numbered.map(([partition, statuses]) => ({
      partition,
      histories: new Map(
        statuses.map((status, index) => [assigned[index]!.instance, [{ status, message: '' }]]),
      ),
    })),
    disabled: null,
  };
}

describe('status examples: a region', () => {
  test.each<[number, ExecutionStatus[][], string]>([
    [44, [done, done], 'COMPLETED'],
    [45, [done, leaderBehind], 'STARTED'],
    [46, [done, [eop, 'STARTED', 'STARTED']], eop],
  ])('status example %i: %j is %s', (_row, partitions, status) => {
    expect(decideRegion(view(partitions), strategy)).toEqual({
      status,
      reason: null,
      toDisable: [],
    });
  });

  test('status example 47: one failed partition fails the push while another has only begun', () => {
    const { status, reason } = decideRegion(view([leaderBehind, bad]), strategy);
    expect(status).toBe('ERROR');
    expect(reason).toContain('partition: 1 ');
    expect(reason).toContain(strategy);
  });

  test('status example 48: with one of two partitions assigned the version is not created', () => {
    expect(decideRegion(view([done, done], 1), strategy).status).toBe('NOT_CREATED');
  });

  test('before Helix shows the version it is not created', () => {
    const before = { ...view([done]), assignment: null };
    expect(decideRegion(before, strategy).status).toBe('NOT_CREATED');
  });

  test('while reports of a partition are missing it has only started', () => {
    const some = view([done, done]);
    expect(decideRegion({ ...some, reports: some.reports.slice(1) }, strategy).status).toBe(
      'STARTED',
    );
  });

  test('the lowest failed partition is named, and leaders of later ones are left alone', () => {
    const failing = view([
      ['ERROR', 'STARTED', 'STARTED'],
      ['ERROR', 'ERROR', 'STARTED'],
      ['ERROR', 'ERROR', 'STARTED'],
    ]);
    const shuffled = { ...failing, reports: failing.reports.toReversed(), disabled: new Map() };
    const { reason, toDisable } = decideRegion(shuffled, strategy);
    expect(reason).toContain('partition: 1 ');
    expect(toDisable).toEqual([
      { partition: 0, instance: 'a' },
      { partition: 1, instance: 'a' },
    ]);
  });

  test('a version without partitions is complete', () => {
    expect(decideRegion(view([]), strategy).status).toBe('COMPLETED');
  });

  test('reports of a partition that is not assigned are a mistake of the caller', () => {
    const some = view([done]);
    const misplaced = { ...some, reports: [{ ...some.reports[0]!, partition: 7 }] };
    expect(() => decideRegion(misplaced, strategy)).toThrow(RangeError);
  });
});

function replica(
  currentStatus: ExecutionStatus,
  message = '',
  history: ExecutionStatus[] = [],
): RecordedReplica {
  return { currentStatus, message, history: history.map((status) => ({ status })) };
}

describe('what a push record derives from its replicas', () => {
  const expected = { replicationFactor: 3, strategy } as const;
  const through = [replica('COMPLETED'), replica('ERROR')];

  test('status example 49: the partitions that are not through are named when they are few', () => {
    const partitions = [through, through, through, [], [], [], [], []];
    expect(progressText(partitions, expected, 'before')).toBe(
      '3/8 partitions completed.. Following partitions still not complete [3, 4, 5, 6, 7]',
    );
  });

  test('six unfinished partitions are not named, none at all leave the text as it was', () => {
    expect(progressText([through, [], [], [], [], [], []], expected, 'before')).toBe(
      '1/7 partitions completed.',
    );
    expect(progressText([through], expected, 'before')).toBe('1/1 partitions completed.');
    expect(progressText([[replica('COMPLETED')], []], expected, 'before')).toBe('before');
  });

  test('the end of a push is everywhere when each partition saw it, now or earlier', () => {
    const partitions = [[replica(eop)], [replica('COMPLETED', '', [eop, 'COMPLETED'])]];
    expect(endOfPushSeen('STARTED', partitions, eop)).toBe('everywhere');
    expect(endOfPushSeen('STARTED', [...partitions, []], eop)).toBe('not-everywhere');
    expect(endOfPushSeen('STARTED', partitions, 'DATA_RECOVERY_COMPLETED')).toBe('not-everywhere');
    expect(endOfPushSeen(eop, partitions, eop)).toBe('not-asked');
  });

  test('a fatal data error is one only while its replica is in ERROR', () => {
    const text = 'fatal data validation problem in segment 4';
    expect(findsFatalDataError([replica('COMPLETED'), replica('ERROR', text)])).toBe(true);
    expect(findsFatalDataError([replica('STARTED', text)])).toBe(false);
    expect(findsFatalDataError([replica('DVC_INGESTION_ERROR_OTHER', text)])).toBe(false);
  });
});
