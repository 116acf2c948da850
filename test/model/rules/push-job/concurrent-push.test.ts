/**
 * PJ-4: the two ways to see a running push, table row by table row, and what DUAL
 * makes of them.
 */
import { describe, expect, test } from 'vitest';
import {
  type DetectionView,
  detectRunningPush,
  type LatestTopic,
} from '../../../../model/rules/push-job/concurrent-push.js';
import { type VersionStatus, versionStatuses } from '../../../../model/statuses.js';

const nothing: DetectionView = {
  strategy: 'TOPIC_BASED_ONLY',
  latestVersion: undefined,
  latestTopic: undefined,
  currents: [],
  jobStatus: undefined,
  incremental: false,
};
const ended = { terminal: true, unknownRegions: [], asked: 1 };
const unended = { terminal: false, unknownRegions: [], asked: 1 };

function detect(change: Partial<DetectionView>) {
  return detectRunningPush({ ...nothing, ...change });
}

function byStatus(versionStatus: VersionStatus, change: Partial<DetectionView> = {}) {
  const latestVersion = { number: 6, versionStatus };
  return detect({ strategy: 'PARENT_VERSION_STATUS_ONLY', latestVersion, ...change });
}

function topic(
  version: Partial<NonNullable<LatestTopic['version']>>,
  truncated = false,
): LatestTopic {
  const record = {
    versionStatus: 'STARTED' as const,
    swapDeferred: false,
    swapRegions: [],
    ...version,
  };
  return { number: 6, truncated, version: record };
}

describe('PARENT_VERSION_STATUS_ONLY', () => {
  test('no version is free', () => {
    expect(detect({ strategy: 'PARENT_VERSION_STATUS_ONLY' }).kind).toBe('free');
  });

  test('ended versions are free, unfinished ones block, NOT_CREATED is queried', () => {
    const kinds = Object.fromEntries(
      versionStatuses.map((status) => [status, byStatus(status).kind]),
    );
    expect(kinds).toEqual({
      NOT_CREATED: 'ask-job-status',
      STARTED: 'running',
      PUSHED: 'running',
      ONLINE: 'free',
      ERROR: 'free',
      CREATED: 'running',
      PARTIALLY_ONLINE: 'free',
      KILLED: 'free',
      ROLLED_BACK: 'free',
    });
  });

  test('the reason names version and status', () => {
    expect(byStatus('PUSHED')).toMatchObject({ version: 6, reason: 'v6 is PUSHED' });
  });

  test('an unusual status is settled by the status of the job, without truncating anything', () => {
    expect(byStatus('NOT_CREATED', { jobStatus: ended })).toMatchObject({
      kind: 'free',
      truncateLeftovers: false,
    });
    expect(byStatus('NOT_CREATED', { jobStatus: unended }).kind).toBe('running');
  });
});

describe('TOPIC_BASED_ONLY', () => {
  test('no topic is free', () => {
    expect(detect({}).kind).toBe('free');
  });

  test('only deferred, STARTED or PUSHED: blocked, even when truncated', () => {
    for (const versionStatus of ['STARTED', 'PUSHED'] as const) {
      const latestTopic = topic({ versionStatus, swapDeferred: true }, true);
      expect(detect({ latestTopic })).toMatchObject({
        kind: 'running',
        reason: `v6 is ${versionStatus} and waits to be rolled forward`,
      });
    }
  });

  test('only deferred, ONLINE: blocked until every region serves it, silent regions included', () => {
    const latestTopic = topic({ versionStatus: 'ONLINE', swapDeferred: true }, true);
    const serve = (...served: number[]) =>
      served.map((current, index) => ({ region: `dc-${index}`, current }));
    expect(detect({ latestTopic, currents: serve(6, 5, -1) })).toMatchObject({
      kind: 'running',
      reason: 'v6 waits to be rolled forward in dc-1, dc-2',
    });
    expect(detect({ latestTopic, currents: serve(6, 6, 6) }).kind).toBe('free');
  });

  test('only deferred and ended badly: judged like any other version', () => {
    const deferred = { versionStatus: 'KILLED', swapDeferred: true } as const;
    expect(detect({ latestTopic: topic(deferred, true) }).kind).toBe('free');
    expect(detect({ latestTopic: topic(deferred), jobStatus: unended }).kind).toBe('running');
  });

  test('deferred with targets: blocked while the topic exists, whatever the status', () => {
    for (const versionStatus of versionStatuses) {
      const latestTopic = topic(
        { versionStatus, swapDeferred: true, swapRegions: ['dc-0', 'dc-2'] },
        true,
      );
      expect(detect({ latestTopic })).toMatchObject({
        kind: 'running',
        reason: 'the topic of v6, a deferred push to dc-0, dc-2, is not deleted yet',
      });
    }
  });

  test('a topic without a version record is an error', () => {
    expect(detect({ latestTopic: { number: 6, truncated: true, version: undefined } }).kind).toBe(
      'error',
    );
  });

  test('otherwise a truncated topic is free', () => {
    expect(detect({ latestTopic: topic({}, true) })).toEqual({
      kind: 'free',
      truncateLeftovers: false,
      mismatch: false,
    });
  });

  test('otherwise the job status is queried; leftovers are truncated unless the new push is incremental', () => {
    const latestTopic = topic({});
    expect(detect({ latestTopic })).toEqual({ kind: 'ask-job-status', version: 6, afterMs: 0 });
    expect(detect({ latestTopic, jobStatus: unended })).toMatchObject({
      kind: 'running',
      reason: 'the push of v6 has not ended',
    });
    expect(detect({ latestTopic, jobStatus: ended })).toMatchObject({
      kind: 'free',
      truncateLeftovers: true,
    });
    expect(detect({ latestTopic, jobStatus: ended, incremental: true })).toMatchObject({
      truncateLeftovers: false,
    });
  });

  test('while a region is UNKNOWN the job status is queried up to five times, 10 s apart', () => {
    const latestTopic = topic({});
    const answer = (asked: number) => ({ terminal: false, unknownRegions: ['dc-1'], asked });
    for (const asked of [1, 2, 3, 4]) {
      expect(detect({ latestTopic, jobStatus: answer(asked) })).toEqual({
        kind: 'ask-job-status',
        version: 6,
        afterMs: 10_000,
      });
    }
    expect(detect({ latestTopic, jobStatus: answer(5) })).toMatchObject({
      kind: 'running',
      reason: 'the push of v6 has not ended; no status from dc-1',
    });
  });
});

describe('DUAL', () => {
  test('a target-deferred push blocks by its topic although the status is free', () => {
    const latestTopic = topic(
      { versionStatus: 'ONLINE', swapDeferred: true, swapRegions: ['dc-0'] },
      true,
    );
    const latestVersion = { number: 6, versionStatus: 'ONLINE' } as const;
    const view = { latestTopic, latestVersion };
    expect(detect({ ...view, strategy: 'DUAL' })).toMatchObject({
      kind: 'running',
      mismatch: true,
    });
    expect(detect({ ...view, strategy: 'PARENT_VERSION_STATUS_ONLY' }).kind).toBe('free');
  });

  test('a lost version record is an error by topic, and free by status', () => {
    const latestTopic = { number: 6, truncated: false, version: undefined };
    expect(detect({ strategy: 'DUAL', latestTopic }).kind).toBe('error');
    expect(detect({ strategy: 'PARENT_VERSION_STATUS_ONLY', latestTopic }).kind).toBe('free');
  });

  test('TOPIC_BASED_ONLY never reports a mismatch', () => {
    const latestVersion = { number: 6, versionStatus: 'ONLINE' } as const;
    const latestTopic = topic({ swapDeferred: true });
    expect(detect({ latestTopic, latestVersion })).toMatchObject({ mismatch: false });
    expect(detect({ latestTopic, latestVersion, strategy: 'DUAL' })).toMatchObject({
      mismatch: true,
    });
  });

  test('DUAL queries the job status as the topic check does, and forwards the query unchanged', () => {
    const latestTopic = topic({});
    expect(detect({ latestTopic, strategy: 'DUAL' })).toEqual({
      kind: 'ask-job-status',
      version: 6,
      afterMs: 0,
    });
  });

  test('where both agree there is no mismatch', () => {
    const latestVersion = { number: 6, versionStatus: 'STARTED' } as const;
    const view = { strategy: 'DUAL', latestTopic: topic({}), latestVersion } as const;
    expect(detect({ ...view, jobStatus: unended })).toMatchObject({
      kind: 'running',
      mismatch: false,
    });
    expect(detect({ ...view, jobStatus: ended })).toMatchObject({ kind: 'free', mismatch: true });
  });
});
