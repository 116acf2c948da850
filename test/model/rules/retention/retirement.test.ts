/** What a region retires (RT-7) and which records the parent gives up (RT-8). */
import { describe, expect, test } from 'vitest';
import {
  historicalVersions,
  type RegionalVersions,
  strandedVersions,
} from '../../../../model/rules/retention/parent-ageing.js';
import {
  type RetirementMoment,
  type RetirementQuestion,
  retireVersions,
} from '../../../../model/rules/retention/retirement.js';
import type { VersionRecord } from '../../../../model/rules/retention/versions-to-delete.js';
import type { VersionStatus } from '../../../../model/statuses.js';

const promoted = 1_772_442_000_000;
const day = 86_400_000;
const asBuilt = { keepBackup: true, recoveryKeepsBackup: false };

function versions(from: number, ...statuses: VersionStatus[]): VersionRecord[] {
  return statuses.map((status, i) => ({ number: from + i, status }));
}

const pushStart: RetirementMoment = {
  kind: 'push-start',
  repush: false,
  backupStrategy: 'DELETE_ON_NEW_PUSH_START',
  earlyDeleteEnabled: true,
};
const completion: RetirementMoment = { kind: 'push-completion', repush: false };

function question(
  moment: RetirementMoment,
  list: VersionRecord[],
  currentVersion: number,
  extras: Partial<RetirementQuestion> = {},
): RetirementQuestion {
  return {
    nowMs: promoted + 1,
    moment,
    store: { versions: list, currentVersion, storeVersionsToPreserve: 0, migrating: false },
    latestPromoteToCurrentMs: promoted,
    spare: 0,
    copies: [],
    minVersionsToPreserve: 2,
    rolledBackRetentionMs: day,
    minCleanupDelayMs: 0,
    ...extras,
  };
}

describe('retirement in a region', () => {
  const list = versions(4, 'ONLINE', 'ONLINE', 'STARTED');

  test('the start of a push takes every backup, its completion leaves one', () => {
    expect(retireVersions(question(pushStart, list, 5), asBuilt)).toEqual({
      kind: 'retire',
      versions: [4],
    });
    const three = versions(4, 'ONLINE', 'ONLINE', 'ONLINE');
    expect(retireVersions(question(completion, three, 6), asBuilt)).toEqual({
      kind: 'retire',
      versions: [4],
    });
  });

  test.each<[string, RetirementMoment]>([
    ['the start of a repush', { ...pushStart, repush: true }],
    [
      'the start of a push to a store that keeps its versions',
      { ...pushStart, backupStrategy: 'KEEP_MIN_VERSIONS' },
    ],
    ['the start of a push without early deletion', { ...pushStart, earlyDeleteEnabled: false }],
    ['the completion of a repush', { kind: 'push-completion', repush: true }],
  ])('%s retires nothing', (_, moment) => {
    expect(retireVersions(question(moment, list, 5), asBuilt)).toEqual({
      kind: 'nothing',
      because: 'not-at-this-moment',
    });
  });

  test('the start of a recovery takes the backup of the region it heals', () => {
    expect(retireVersions(question({ kind: 'recovery-start' }, list, 5), asBuilt)).toEqual({
      kind: 'retire',
      versions: [4],
    });
  });

  test('the start of a recovery takes even the version it builds when a newer push runs', () => {
    const late = [...versions(5, 'ONLINE', 'STARTED', 'STARTED')];
    expect(retireVersions(question({ kind: 'recovery-start' }, late, 5), asBuilt)).toEqual({
      kind: 'retire',
      versions: [6],
    });
  });

  test('a recovery that keeps backups retires nothing', () => {
    const variant = { ...asBuilt, recoveryKeepsBackup: true };
    expect(retireVersions(question({ kind: 'recovery-start' }, list, 5), variant).kind).toBe(
      'nothing',
    );
  });

  test('what served before the push is spared', () => {
    const after = question(pushStart, list, 5, { spare: 4 });
    expect(retireVersions(after, asBuilt)).toEqual({ kind: 'retire', versions: [] });
  });

  test('nothing is retired in the millisecond of the swap', () => {
    const now = question(pushStart, list, 5, { nowMs: promoted });
    expect(retireVersions(now, asBuilt)).toEqual({ kind: 'nothing', because: 'within-min-delay' });
  });

  test('rolled-back versions and partly served newer ones go after a day', () => {
    const back = versions(3, 'ROLLED_BACK', 'PARTIALLY_ONLINE', 'ONLINE', 'PARTIALLY_ONLINE');
    const at = (ms: number) =>
      retireVersions(question(completion, back, 5, { nowMs: promoted + ms }), asBuilt);
    expect(at(day)).toEqual({ kind: 'nothing', because: 'none-expired' });
    expect(at(day + 1)).toEqual({ kind: 'retire', versions: [3, 6] });
  });

  test('a store that must keep two versions keeps its backup at the start of a recovery', () => {
    const two = question({ kind: 'recovery-start' }, list, 5);
    const kept = { ...two, store: { ...two.store, storeVersionsToPreserve: 2 } };
    expect(retireVersions(kept, asBuilt)).toEqual({ kind: 'nothing', because: 'none-expired' });
  });
});

describe('stranded versions of the parent', () => {
  const parent = versions(1, 'ONLINE', 'ROLLED_BACK', 'PUSHED', 'KILLED', 'STARTED');
  const region = (currentVersion: number, ...list: VersionRecord[]): RegionalVersions => ({
    kind: 'store',
    currentVersion,
    versions: list,
  });

  test('go when a region rolled them back or killed them and none needs them', () => {
    const answer = strandedVersions(parent, [
      region(1, ...versions(1, 'ONLINE', 'ROLLED_BACK', 'PUSHED')),
      region(1, ...versions(1, 'ONLINE'), ...versions(4, 'KILLED', 'KILLED')),
    ]);
    expect(answer).toEqual({ kind: 'delete-everywhere', versions: [2, 4] });
  });

  test('stay while a region serves them or still ingests them', () => {
    const answer = strandedVersions(parent, [
      region(1, ...versions(2, 'ROLLED_BACK', 'KILLED')),
      region(2, ...versions(2, 'ONLINE', 'STARTED')),
    ]);
    expect(answer).toEqual({ kind: 'delete-everywhere', versions: [] });
  });

  test('are not read when a region cannot be read', () => {
    const answer = strandedVersions(parent, [
      region(1, ...versions(2, 'KILLED')),
      { kind: 'no-answer' },
    ]);
    expect(answer).toEqual({ kind: 'skipped', because: 'region-unreadable' });
    expect(strandedVersions(parent, [])).toEqual({ kind: 'skipped', because: 'no-regions' });
  });

  test('cannot exist when the parent has no candidate, readable or not', () => {
    const answer = strandedVersions(versions(1, 'ONLINE', 'ERROR'), [{ kind: 'no-answer' }]);
    expect(answer).toEqual({ kind: 'delete-everywhere', versions: [] });
  });
});

describe('historical versions of the parent', () => {
  const seven = versions(1, ...Array.from({ length: 7 }, (): VersionStatus => 'ONLINE'));

  test('the oldest go, except a version that some region serves', () => {
    expect(historicalVersions(seven, [1, 7, 7], 5)).toEqual([2, 3]);
  });

  test('an unreachable region protects nothing', () => {
    expect(historicalVersions(seven, [-1, 7], 5)).toEqual([1, 2]);
  });

  test('nothing goes while there are no more than the number to keep', () => {
    expect(historicalVersions(seven.slice(0, 5), [], 5)).toEqual([]);
  });
});
