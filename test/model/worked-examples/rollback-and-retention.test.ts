/**
 * Worked examples about what follows a rollback: who blocks the next push, and what is
 * deleted when. Rules where one answers, small scenarios in the shipped profile where several must agree.
 */
import { describe, expect, test } from 'vitest';
import {
  type CleanupQuestion,
  cleanUpBackups,
} from '../../../model/rules/retention/backup-cleanup.js';
import { rollbackOriginCapacity } from '../../../model/rules/retention/new-push-capacity.js';
import {
  type RegionalVersions,
  strandedVersions,
} from '../../../model/rules/retention/parent-ageing.js';
import type { VersionRecord } from '../../../model/rules/retention/versions-to-delete.js';
import type { VersionStatus } from '../../../model/statuses.js';
import { milliseconds, playScene } from '../../support/played-scenario.js';

const promoted = 1_772_442_000_000;
const day = milliseconds('24h');
const subject = { store: 'profiles', cluster: 'venice', region: 'dc-0' };

describe('hooks examples: the guard after a rollback', () => {
  const full = 'operator: roll-back, store: profiles';

  test('hooks example 71: a push within a day of a rollback is refused, a later one succeeds', () => {
    const played = playScene({
      horizon: '4d',
      timeline: [
        'at: 1m, push: p1, store: profiles',
        `at: 1h, ${full}`,
        'at: 20h, push: p2, store: profiles',
        'at: 26h, push: p3, store: profiles',
        'at: 28h, push: p4, store: profiles',
      ],
    });
    expect(played.until('2h').serves()).toEqual([1, 1, 1]);
    expect([played.parentStatus(2), played.parentCurrent()]).toEqual(['ROLLED_BACK', 1]);
    expect(played.until('25h').job('p2')).toMatchObject({ state: 'refused' });
    expect(played.job('p2').reason).toContain('version 2 is ROLLED_BACK');
    expect(played.parentStatus(3)).toBe('NOT_CREATED');
    expect(played.until('27h').serves()).toEqual([3, 3, 3]);
    expect(played.job('p3').state).toBe('succeeded');
    played.toEnd();
    expect([played.job('p4').state, played.serves()]).toEqual(['succeeded', [4, 4, 4]]);
  });

  test('hooks example 71: a rolled-back version below the served one does not block the next push', () => {
    // While a region cannot be read no stranded version is deleted, so v2 still exists when v4 is requested.
    const played = playScene({
      horizon: '4d',
      config: {
        'controller.early.delete.backup.enabled': false,
        'controller.backup.version.deletion.sleep.ms': day * 10,
        'controller.push.retry.cooldown.ms': 0,
      },
      timeline: [
        'at: 1m, push: p1, store: profiles',
        `at: 1h, ${full}`,
        'at: 20h, push: p2, store: profiles',
        'at: 25h59m, fault: store-reads-outage, region: dc-2, for: 2m',
        'at: 26h, push: p3, store: profiles',
        'at: 28h, push: p4, store: profiles',
      ],
    }).until('27h');
    expect(played.job('p2').state).toBe('refused');
    expect(played.serves()).toEqual([3, 3, 3]);
    expect(played.statuses(2)).toEqual(['ROLLED_BACK', 'ROLLED_BACK', 'ROLLED_BACK']);
    played.toEnd();
    expect([played.job('p4').state, played.serves()]).toEqual(['succeeded', [4, 4, 4]]);
  });

  test('hooks example 71: by the rule a rolled-back version below the current one blocks no push', () => {
    const stale = {
      versions: versionsOf({ 1: 'ONLINE', 2: 'ROLLED_BACK', 3: 'ONLINE' }),
      currentVersion: 3,
      latestPromoteToCurrentMs: promoted,
    };
    const limits = { nowMs: promoted, rolledBackRetentionMs: day };
    expect(rollbackOriginCapacity(stale, subject, limits).kind).toBe('admitted');
    const above = { ...stale, currentVersion: 1 };
    expect(rollbackOriginCapacity(above, subject, limits).kind).toBe('refused');
  });

  test('hooks example 72: the guard holds to the end of the retention, not a millisecond longer', () => {
    const store = {
      versions: versionsOf({ 1: 'ONLINE', 2: 'ROLLED_BACK' }),
      currentVersion: 1,
      latestPromoteToCurrentMs: promoted,
    };
    const guarded = (ms: number) =>
      rollbackOriginCapacity(store, subject, {
        nowMs: promoted + ms,
        rolledBackRetentionMs: day,
      }).kind;
    expect([guarded(day), guarded(day + 1)]).toEqual(['refused', 'admitted']);
  });

  test('hooks example 73: the next push deletes the rolled-back version everywhere, no backup', () => {
    const played = playScene({
      horizon: '4d',
      timeline: [
        'at: 1m, push: p1, store: profiles',
        `at: 1h, ${full}`,
        // After the guard's day and before the next round of the cleanup, which would delete the version as well.
        'at: 1502m, push: p2, store: profiles',
      ],
    });
    played.until('25h');
    expect([played.parentStatus(2), ...played.statuses(2)]).toEqual(
      Array.from({ length: 4 }, () => 'ROLLED_BACK'),
    );
    played.until('1502m30s');
    expect(played.statuses(3)).toEqual(['STARTED', 'STARTED', 'STARTED']);
    expect([played.parentStatus(2), ...played.statuses(2)]).toEqual(
      Array.from({ length: 4 }, () => 'NOT_CREATED'),
    );
    expect(played.toEnd().serves()).toEqual([3, 3, 3]);
    expect(played.statuses(1)).toEqual(['ONLINE', 'ONLINE', 'ONLINE']);
  });
});

describe('hooks examples: stranded versions', () => {
  test.each<[VersionStatus, Seen[]]>([
    ['ROLLED_BACK', ['ROLLED_BACK', 'PUSHED', 'PUSHED']],
    ['KILLED', ['KILLED', 'PUSHED', 'PUSHED']],
  ])('hooks example 74: %s in the parent and %j in the regions is deleted', (parent, seen) => {
    expect(stranded(parent, seen)).toEqual({ kind: 'delete-everywhere', versions: [2] });
  });

  test.each<[VersionStatus, Seen[]]>([
    ['PUSHED', ['PUSHED', 'PUSHED', 'PUSHED']],
    ['PUSHED', ['absent', 'PUSHED', 'PUSHED']],
    ['ROLLED_BACK', ['ROLLED_BACK', 'current', 'PUSHED']],
    ['ROLLED_BACK', ['ROLLED_BACK', 'STARTED', 'PUSHED']],
  ])('hooks example 75: %s in the parent and %j in the regions stays', (parent, seen) => {
    expect(stranded(parent, seen)).toEqual({ kind: 'delete-everywhere', versions: [] });
  });

  test('hooks example 76: one unreadable region keeps everything', () => {
    expect(stranded('ROLLED_BACK', ['ROLLED_BACK', 'unreadable', 'PUSHED'])).toEqual({
      kind: 'skipped',
      because: 'region-unreadable',
    });
  });
});

describe('hooks examples: the cleanup of backups', () => {
  test('hooks example 80: two hours after a rollback the version is there, after a day it is gone', () => {
    const played = playScene({
      horizon: '4d',
      timeline: [
        'at: 1m, push: p1, store: profiles',
        'at: 1h, operator: roll-back, store: profiles',
      ],
    });
    const left = (span: string) => played.until(span).statuses(2);
    expect(left('3h')).toEqual(['ROLLED_BACK', 'ROLLED_BACK', 'ROLLED_BACK']);
    // The run ends with its last due work unless something keeps it alive; the cleanup itself does not.
    expect(left('26h')).toEqual(['NOT_CREATED', 'NOT_CREATED', 'NOT_CREATED']);
    expect(played.serves()).toEqual([1, 1, 1]);
  });

  test.each([
    ['2h', []],
    ['25h', [2]],
  ])('hooks example 80: %s after the promotion the rolled-back versions %j go', (since, gone) => {
    const question: CleanupQuestion = {
      nowMs: promoted + milliseconds(since),
      versions: [
        { number: 1, status: 'ONLINE', repushSourceVersion: 0 },
        { number: 2, status: 'ROLLED_BACK', repushSourceVersion: 0 },
      ],
      currentVersion: 1,
      latestPromoteToCurrentMs: promoted,
      storeBackupRetentionMs: -1,
      defaultRetentionMs: 7 * day,
      minCleanupDelayMs: 0,
      rolledBackRetentionMs: day,
      replicaReductionEnabled: false,
      fleetOnCurrentVersion: true,
    };
    expect(cleanUpBackups(question, { keepBackup: true }).rolledBack).toEqual(gone);
  });
});

/** What a region shows of v2. */
type Seen = VersionStatus | 'absent' | 'current' | 'unreadable';

function stranded(parent: VersionStatus, seen: readonly Seen[]) {
  return strandedVersions([{ number: 2, status: parent }], seen.map(regionShowing));
}

function regionShowing(seen: Seen): RegionalVersions {
  if (seen === 'unreadable') return { kind: 'no-answer' };
  if (seen === 'absent')
    return { kind: 'store', versions: versionsOf({ 1: 'ONLINE' }), currentVersion: 1 };
  const current = seen === 'current';
  return {
    kind: 'store',
    versions: versionsOf({ 1: 'ONLINE', 2: current ? 'ONLINE' : seen }),
    currentVersion: current ? 2 : 1,
  };
}

function versionsOf(statuses: Readonly<Record<number, VersionStatus>>): VersionRecord[] {
  return Object.entries(statuses).map(([number, status]) => ({ number: Number(number), status }));
}
