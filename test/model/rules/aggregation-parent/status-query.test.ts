/**
 * SA-17: how a region answers a status query. The rules are those of status §4.6, which has no
 * numbered rows.
 */
import { describe, expect, test } from 'vitest';
import {
  answerInChild,
  type ChildQueryView,
  statusInChild,
} from '../../../../model/rules/aggregation-parent/status-query.js';

const startedMs = 1_700_000_000_000;
const ready = { kind: 'ready' } as const;
const notReady = {
  kind: 'not-ready',
  because: 'replicas-missing',
  reason: 'partition 3 has one replica',
} as const;
const assigned = {
  status: 'STARTED',
  details: 'at work',
  sinceSeconds: 1_700_000_000,
  startedMs,
} as const;
const view: ChildQueryView = {
  nowMs: startedMs + 60_000,
  record: assigned,
  readiness: ready,
  startTimeoutMs: 960_000,
  versionStatus: 'STARTED',
};

describe('status §4.6: what a region answers', () => {
  test('a region that never took the AddVersion answers NOT_CREATED', () => {
    expect(statusInChild({ recorded: undefined, versionStatus: undefined })).toBe('NOT_CREATED');
    expect(answerInChild({ ...view, record: undefined, versionStatus: undefined })).toMatchObject({
      status: 'NOT_CREATED',
      sinceSeconds: null,
    });
  });
  test('a push record outlives its version', () => {
    expect(statusInChild({ recorded: 'ERROR', versionStatus: undefined })).toBe('ERROR');
  });
  test('a killed version without a record is an ERROR, except in maintenance', () => {
    expect(statusInChild({ recorded: undefined, versionStatus: 'KILLED' })).toBe('ERROR');
    expect(statusInChild({ recorded: undefined, versionStatus: 'KILLED', maintenance: true })).toBe(
      'NOT_CREATED',
    );
  });
  test('a killed version whose replicas still report goes on as STARTED', () => {
    expect(statusInChild({ recorded: 'STARTED', versionStatus: 'KILLED' })).toBe('STARTED');
  });
  test('a push that gets no servers fails when the limit is reached, to the second', () => {
    const waiting = { ...view, readiness: notReady };
    expect(answerInChild({ ...waiting, nowMs: startedMs + 959_999 })).toMatchObject({
      status: 'STARTED',
      actions: [],
    });
    const failed = answerInChild({ ...waiting, nowMs: startedMs + 960_000 });
    expect(failed).toMatchObject({
      status: 'ERROR',
      sinceSeconds: null,
      actions: [{ kind: 'fail-push' }],
    });
    expect(failed.details).toContain('partition 3 has one replica');
  });
  test('servers do not matter any more to a push that has moved', () => {
    const moved = {
      ...view,
      readiness: notReady,
      nowMs: startedMs + 10_000_000,
      record: { ...assigned, status: 'END_OF_PUSH_RECEIVED' } as const,
    };
    expect(answerInChild(moved)).toMatchObject({ status: 'END_OF_PUSH_RECEIVED', actions: [] });
  });
  test('the first query after the assignment notes it', () => {
    const fresh = { ...view, record: { ...assigned, details: 'Helix Resource not created.' } };
    expect(answerInChild(fresh).actions).toEqual([{ kind: 'note-assignment' }]);
    expect(answerInChild(view).actions).toEqual([]);
  });
  test('an incremental push answers for servers and instances, without an instant if they differ', () => {
    const done = {
      ...view,
      record: { ...assigned, status: 'END_OF_INCREMENTAL_PUSH_RECEIVED' } as const,
    };
    const davinci = {
      status: 'START_OF_INCREMENTAL_PUSH_RECEIVED',
      details: '; instances at work',
    } as const;
    expect(answerInChild({ ...done, davinci })).toMatchObject({
      status: 'START_OF_INCREMENTAL_PUSH_RECEIVED',
      sinceSeconds: null,
      details: 'at work; instances at work',
    });
    expect(
      answerInChild({
        ...done,
        davinci: { status: 'END_OF_INCREMENTAL_PUSH_RECEIVED', details: '' },
      }).sinceSeconds,
    ).toBe(1_700_000_000);
  });
});
