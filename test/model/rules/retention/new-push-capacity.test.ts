/** Guards of a new push that read the regions' older versions (RT-2, RT-3, RT-4), to the millisecond. */
import { describe, expect, test } from 'vitest';
import {
  backupCapacity,
  newPushCapacity,
  type RegionalStore,
  rollbackOriginCapacity,
} from '../../../../model/rules/retention/new-push-capacity.js';

const promoted = 1_772_442_000_000;
const limits = {
  nowMs: promoted,
  rolledBackRetentionMs: 86_400_000,
  minVersionsToPreserve: 2,
  minCleanupDelayMs: 3_600_000,
};
const subject = { store: 'profiles', cluster: 'c', region: 'dc-1' };
const asBuilt = { keepBackup: true };

const healthy: RegionalStore = {
  versions: [
    { number: 1, status: 'ONLINE' },
    { number: 2, status: 'ONLINE' },
  ],
  currentVersion: 2,
  storeVersionsToPreserve: 0,
  migrating: false,
  backupStrategy: 'KEEP_MIN_VERSIONS',
  latestPromoteToCurrentMs: promoted,
};
const rolledBack: RegionalStore = {
  ...healthy,
  currentVersion: 1,
  versions: [
    { number: 1, status: 'ONLINE' },
    { number: 2, status: 'ROLLED_BACK' },
  ],
};

describe('a rolled-back version above the current one', () => {
  const limitsAfter = (ms: number) => ({ ...limits, nowMs: promoted + ms });

  test('blocks a new push for a day, the last millisecond included', () => {
    expect(rollbackOriginCapacity(rolledBack, subject, limitsAfter(86_400_000)).kind).toBe(
      'refused',
    );
    expect(rollbackOriginCapacity(rolledBack, subject, limitsAfter(86_400_001)).kind).toBe(
      'admitted',
    );
  });

  test('is named in the answer together with the region and the time left', () => {
    const answer = rollbackOriginCapacity(rolledBack, subject, limitsAfter(86_399_000));
    expect(answer).toMatchObject({ because: 'rolled-back-version' });
    expect(answer).toHaveProperty(
      'reason',
      expect.stringMatching(/version 2 .*in region dc-1; .* in 1000ms/),
    );
  });

  test('does not block below the current version', () => {
    const healed = { ...rolledBack, currentVersion: 3 };
    expect(rollbackOriginCapacity(healed, subject, limits).kind).toBe('admitted');
  });
});

describe('pending deletions', () => {
  const early: RegionalStore = { ...healthy, backupStrategy: 'DELETE_ON_NEW_PUSH_START' };

  test('block while the minimum delay lasts', () => {
    const at = (ms: number) =>
      backupCapacity(early, subject, { ...limits, nowMs: promoted + ms }, asBuilt);
    expect(at(3_600_000)).toMatchObject({ kind: 'refused', because: 'deletions-pending' });
    expect(at(3_600_001).kind).toBe('admitted');
  });

  test('arise earlier when backups are deleted at the start of a push', () => {
    expect(backupCapacity(healthy, subject, limits, asBuilt).kind).toBe('admitted');
    expect(backupCapacity(early, subject, limits, asBuilt).kind).toBe('refused');
  });

  test('are counted with one version kept at least', () => {
    expect(
      backupCapacity(early, subject, { ...limits, minVersionsToPreserve: 0 }, asBuilt),
    ).toHaveProperty('reason', expect.stringContaining('1 backup version(s)'));
  });

  test('cannot be counted for a store that keeps less than one version', () => {
    const broken = { ...early, storeVersionsToPreserve: -1 };
    expect(backupCapacity(broken, subject, limits, asBuilt)).toMatchObject({
      because: 'bad-preserve-count',
    });
  });
});

describe('all regions together', () => {
  const ask = (...answers: Parameters<typeof newPushCapacity>[0]) =>
    newPushCapacity(answers, { store: 'profiles', cluster: 'c' }, limits, asBuilt);

  test('a region that does not answer has no say', () => {
    expect(ask({ kind: 'no-answer', region: 'dc-1' }).kind).toBe('admitted');
    expect(ask().kind).toBe('admitted');
  });

  test('the first objection in the order of the regions counts', () => {
    const answer = ask(
      { kind: 'store', region: 'dc-0', store: healthy },
      { kind: 'store', region: 'dc-2', store: rolledBack },
      { kind: 'store', region: 'dc-1', store: rolledBack },
    );
    expect(answer).toHaveProperty('reason', expect.stringContaining('in region dc-2'));
  });

  test('a region objects to a rolled-back version before it objects to pending deletions', () => {
    const both: RegionalStore = {
      ...rolledBack,
      versions: [{ number: 0, status: 'ERROR' }, ...rolledBack.versions],
    };
    expect(ask({ kind: 'store', region: 'dc-0', store: both })).toMatchObject({
      because: 'rolled-back-version',
    });
  });
});
