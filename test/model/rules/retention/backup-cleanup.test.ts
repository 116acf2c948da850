/** The periodic cleanup of backups (RT-5): when it begins, what it takes, what it leaves. */
import { describe, expect, test } from 'vitest';
import {
  type CleanupQuestion,
  type CleanupVersion,
  cleanUpBackups,
  cleanupReadiness,
} from '../../../../model/rules/retention/backup-cleanup.js';
import type { VersionStatus } from '../../../../model/statuses.js';

const promoted = 1_772_442_000_000;
const hour = 3_600_000;
const day = 24 * hour;
const asBuilt = { keepBackup: true };

function version(number: number, status: VersionStatus = 'ONLINE', source = 0): CleanupVersion {
  return { number, status, repushSourceVersion: source };
}

/** A store so long after its last swap, with Venice's defaults. */
function since(sinceMs: number, versions: CleanupVersion[], extras: Partial<CleanupQuestion> = {}) {
  return {
    nowMs: promoted + sinceMs,
    versions,
    currentVersion: versions.at(-1)?.number ?? 0,
    latestPromoteToCurrentMs: promoted,
    storeBackupRetentionMs: -1,
    defaultRetentionMs: 7 * day,
    minCleanupDelayMs: 0,
    rolledBackRetentionMs: day,
    replicaReductionEnabled: false,
    fleetOnCurrentVersion: true,
    ...extras,
  };
}

const run = (question: CleanupQuestion) => cleanUpBackups(question, asBuilt);

describe('when backups may go', () => {
  test('a single backup goes a week after the swap, not at the week itself', () => {
    const pair = [version(1), version(2)];
    expect(run(since(7 * day, pair)).stage).toBe('not-ready');
    expect(run(since(7 * day + 1, pair)).backups).toEqual([1]);
  });

  test('two backups are reason enough at once, and the newest stays', () => {
    expect(run(since(1, [version(1), version(2), version(3)])).backups).toEqual([1]);
  });

  test('nothing goes at the very instant of the swap', () => {
    const answer = run(since(0, [version(1), version(2), version(3)]));
    expect(answer).toMatchObject({ stage: 'within-min-delay', cleaned: false, backups: [] });
  });

  test("the store's own retention counts, but never below the minimum delay", () => {
    const pair = [version(1), version(2)];
    const own = { storeBackupRetentionMs: 0, minCleanupDelayMs: hour };
    expect(cleanupReadiness(since(hour, pair, own))).toBe('not-ready');
    expect(cleanupReadiness(since(hour + 1, pair, own))).toBe('ready');
  });

  test('a backup beside a repush waits an hour, whatever is configured', () => {
    const pair = [version(1), version(2, 'ONLINE', 1)];
    expect(cleanupReadiness(since(hour, pair, { storeBackupRetentionMs: 0 }))).toBe('not-ready');
    expect(run(since(hour + 1, pair)).backups).toEqual([1]);
  });

  test('nothing goes while the fleet is not on the current version', () => {
    const answer = run(since(8 * day, [version(1), version(2)], { fleetOnCurrentVersion: false }));
    expect(answer).toMatchObject({ stage: 'fleet-behind', cleaned: false, backups: [] });
  });

  test('a store that serves nothing, or has one version, is left alone', () => {
    expect(run(since(8 * day, [version(1)])).stage).toBe('nothing-to-clean');
    expect(run(since(8 * day, [version(1), version(2)], { currentVersion: 0 })).stage).toBe(
      'nothing-to-clean',
    );
  });
});

describe('what goes', () => {
  test('failed versions go first and alone', () => {
    const list = [version(1), version(2), version(3), version(4, 'ERROR')];
    expect(run(since(8 * day, list, { currentVersion: 3 })).backups).toEqual([4]);
  });

  test('under a repush only its chain goes, and the oldest of several stays', () => {
    const chain = [version(1), version(2), version(3, 'ONLINE', 2), version(4, 'ONLINE', 3)];
    expect(run(since(2 * hour, chain)).backups).toEqual([3]);
  });

  test('with a broken chain older repushes go, and regular pushes stay for a week', () => {
    const broken = [version(1), version(2, 'ONLINE', 9), version(5, 'ONLINE', 4)];
    expect(run(since(2 * hour, broken)).backups).toEqual([2]);
    expect(run(since(7 * day + 1, broken)).backups).toEqual([2]);
  });

  test('a repush of nothing that is left has no candidate', () => {
    const list = [version(1), version(2), version(5, 'ONLINE', 4)];
    expect(run(since(2 * hour, list)).stage).toBe('no-candidate');
  });

  test('rolled-back versions go after a day of their own, and count as no backup', () => {
    const list = [version(1), version(2), version(3, 'ROLLED_BACK')];
    const at = (ms: number) => run(since(ms, list, { currentVersion: 2 }));
    expect(at(day).rolledBack).toEqual([]);
    expect(at(day + 1)).toMatchObject({ stage: 'not-ready', rolledBack: [3], cleaned: true });
  });

  test('without the protection of backups the newest goes too', () => {
    const list = [version(1), version(2), version(3)];
    expect(cleanUpBackups(since(1, list), { keepBackup: false }).backups).toEqual([2, 1]);
  });
});

test('backups that must wait may be shrunk to two replicas', () => {
  const list = [version(1), version(2), version(3, 'PUSHED')];
  const question = since(hour, list, { currentVersion: 2, replicaReductionEnabled: true });
  expect(run(question)).toMatchObject({ stage: 'not-ready', reduced: [1] });
  expect(run({ ...question, replicaReductionEnabled: false }).reduced).toEqual([]);
});
