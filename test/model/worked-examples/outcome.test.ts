/** Worked examples: what regions add up to, and what a push job makes of it. */
import { describe, expect, test } from 'vitest';
import { aggregateRegions } from '../../../model/rules/aggregation-parent/final-status.js';
import { judgePoll } from '../../../model/rules/push-job/poll-verdict.js';
import { newPollMemory } from '../../../model/rules/push-job/poll-words.js';
import type { ExecutionStatus, VersionStatus } from '../../../model/statuses.js';
import { deferredPush, playScene } from '../../support/played-scenario.js';

const C = 'COMPLETED';

describe('hooks examples: aggregation', () => {
  const together = (answered: readonly ExecutionStatus[]) =>
    aggregateRegions(
      { answered, silent: 0, failed: 0, regions: answered.length },
      { unreachableIsError: false },
    ).status;

  test('hooks example 83: one region without the version hides three that completed', () => {
    expect(together([C, C, C, 'NOT_CREATED'])).toBe('NOT_CREATED');
  });

  test('hooks example 85: ERROR beats COMPLETED', () => {
    expect(together(['ERROR', C])).toBe('ERROR');
    expect(together([C, 'ERROR'])).toBe('ERROR');
  });
});

describe('hooks examples: the end of a job that waits for its swap', () => {
  test.each<[VersionStatus, readonly string[], string]>([
    ['ONLINE', [], 'succeeded'],
    ['ROLLED_BACK', [], 'failed'],
    ['KILLED', [], 'failed'],
    ['PARTIALLY_ONLINE', [], 'failed'],
    ['PARTIALLY_ONLINE', ['dc-1'], 'succeeded'],
  ])(
    'hooks example 86: all completed, parent %s, degraded %j: %s',
    (versionStatus, degradedRegions, end) => {
      const { verdict } = judgePoll(
        newPollMemory,
        {
          nowMs: 1_700_000_000_000,
          answer: { kind: 'answered', status: C, regions: [{ region: 'dc-0', status: C }] },
          deferred: true,
          versionStatus,
          degradedRegions,
          swapWaitMinutes: 10,
          unknownTimeoutMs: 1_800_000,
        },
        { pushJobAcceptsPartial: true, swapTimeout: false },
      );
      expect(verdict.kind).toBe(end);
    },
  );

  test('hooks example 87: a job whose targets are all regions ends before any version is created', () => {
    const played = playScene({ timeline: [deferredPush('dc-0, dc-1, dc-2')] }).toEnd();
    expect(played.job()).toMatchObject({ state: 'refused', endedAt: 60_000 });
    expect(played.parentStatus(2)).toBe('NOT_CREATED');
    expect(played.facts('version-created')).toEqual([]);
  });
});
