/** A push's own status: allowed transitions (SA-11), the record (SA-12), since when it has it (SA-13). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  newPushHistory,
  type PushHistory,
  recordPushUpdate,
} from '../../../../model/rules/aggregation/push-record.js';
import { decidePushTransition } from '../../../../model/rules/aggregation/push-transition.js';
import { statusSinceSeconds } from '../../../../model/rules/aggregation/status-since.js';
import { type ExecutionStatus, executionStatuses } from '../../../../model/statuses.js';
import { readLocalTime } from '../../../conformance/rules/local-time.js';

const createdMs = 1_767_225_600_000;

function updated(record: PushHistory, status: ExecutionStatus, details: string | null = 'new') {
  return recordPushUpdate(record, { status, details, atMs: createdMs + 1_000 });
}

describe('the push record', () => {
  test('status example 50: STARTED after STARTED is remembered once more', () => {
    const { outcome, record } = updated(newPushHistory(createdMs), 'STARTED');
    expect(outcome).toBe('allowed');
    expect(record.history).toHaveLength(2);
  });

  test('status example 51: COMPLETED after COMPLETED is ignored and its details are too', () => {
    const completed = updated(newPushHistory(createdMs), 'COMPLETED', 'first').record;
    const { outcome, record } = updated(completed, 'COMPLETED', 'second');
    expect(outcome).toBe('ignored');
    expect(record).toBe(completed);
    expect(record.details).toBe('first');
  });

  test('status example 52: a completed push cannot fail any more', () => {
    const completed = updated(newPushHistory(createdMs), 'COMPLETED').record;
    expect(updated(completed, 'ERROR')).toEqual({ outcome: 'rejected', record: completed });
  });

  test('a change without details erases those that are there', () => {
    expect(updated(newPushHistory(createdMs), 'COMPLETED', null).record.details).toBeNull();
  });

  test('the exact Da Vinci error is remembered although its root decides', () => {
    const failed = updated(newPushHistory(createdMs), 'DVC_INGESTION_ERROR_DISK_FULL').record;
    expect(failed.status).toBe('DVC_INGESTION_ERROR_DISK_FULL');
    expect(decidePushTransition(failed.status, 'ERROR')).toBe('rejected');
    expect(decidePushTransition(failed.status, 'ARCHIVED')).toBe('allowed');
  });

  test('snapshots name the incremental push that runs', () => {
    const running = { ...newPushHistory(createdMs), incrementalVersion: 'i1' };
    const { history } = updated(running, 'STARTED').record;
    expect(history.map(({ incrementalVersion }) => incrementalVersion)).toEqual(['', 'i1']);
  });

  test('nothing but ERROR or ARCHIVED leads out of a push that is at its end, and nothing leads back', () => {
    for (const status of executionStatuses) {
      expect(decidePushTransition('ARCHIVED', status)).not.toBe('allowed');
      expect(decidePushTransition('COMPLETED', status) === 'allowed').toBe(status === 'ARCHIVED');
      if (status !== 'STARTED') expect(decidePushTransition(status, status)).toBe('ignored');
    }
  });
});

describe('since when a push has its status', () => {
  const at = (status: ExecutionStatus, time: string) => ({ status, atMs: readLocalTime(time) });

  test('status example 53: the earliest entry with the current status counts, cut to seconds', () => {
    const history = [
      at('STARTED', '2012-12-21T00:00:00'),
      at('PROGRESS', '2012-12-21T01:00:00.999'),
      at('PROGRESS', '2012-12-21T02:00:00'),
    ];
    expect(statusSinceSeconds('PROGRESS', history)).toBe(1_356_051_600);
  });

  test('status example 54: without a readable entry it is unknown', () => {
    expect(statusSinceSeconds('COMPLETED', [at('STARTED', '2012-12-21T00:00')])).toBeNull();
    expect(statusSinceSeconds('COMPLETED', [at('COMPLETED', 'yesterday')])).toBeNull();
    expect(statusSinceSeconds('COMPLETED', null)).toBeNull();
    expect(statusSinceSeconds(null, [at('COMPLETED', '2012-12-21T00:00')])).toBeNull();
  });

  test('status example 55: a Da Vinci error is not an ERROR here', () => {
    const history = [at('DVC_INGESTION_ERROR_OTHER', '2012-12-21T00:00:00')];
    expect(statusSinceSeconds('ERROR', history)).toBeNull();
  });

  test('half a second before the epoch belongs to the second before it', () => {
    expect(statusSinceSeconds('ERROR', [at('ERROR', '1969-12-31T23:59:59.500')])).toBe(-1);
  });

  test('every instant is read back from its text', () => {
    const instants = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(readLocalTime(instant.toISOString().replace('Z', ''))).toBe(instant.getTime());
      }),
      { seed: 20_260_804, numRuns: 2_000 },
    );
  });

  test.each([
    '',
    'garbage',
    '2024-01-01',
    '2024-01-01 00:00:00',
    '2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00+01:00',
    '2024-1-1T00:00',
    '2024-13-01T00:00:00',
    '2023-02-29T00:00:00',
    '1900-02-29T00:00:00',
    '2024-04-31T00:00',
    '2024-01-01T24:00:00',
    '2024-01-01T23:60:00',
    '2024-01-01T23:59:60',
    '2024-01-01T00:00:00.1234567890',
    '+2024-01-01T00:00',
    '12024-01-01T00:00',
    '-0000-01-01T00:00',
    '2024-01-01T00:00:00\n',
  ])('%j is not a local time', (text) => {
    expect(readLocalTime(text)).toBeUndefined();
  });

  test.each<[string, number]>([
    ['2024-02-29T00:00', 1_709_164_800_000],
    ['2000-02-29t00:00', 951_782_400_000],
    ['2024-01-01T00:00:00.', 1_704_067_200_000],
    ['2024-01-01T00:00:00.1239', 1_704_067_200_123],
    ['-0001-01-01T00:00', -62_198_755_200_000],
    ['+12024-01-01T00:00', 317_273_587_200_000],
  ])('%j is %i', (text, instant) => {
    expect(readLocalTime(text)).toBe(instant);
  });
});
