/**
 * RC-8, RC-9 and RC-10: prepare, ready, initiate. The destination states run
 * through all three rules, row by row.
 */
import { describe, expect, test } from 'vitest';
import { firstStep } from '../../../../model/rules/recovery/attempt.js';
import { type Preparation, prepareRegion } from '../../../../model/rules/recovery/preparation.js';
import { judgeReadiness, type VersionRemains } from '../../../../model/rules/recovery/readiness.js';
import {
  type Initiation,
  newNumberNeeded,
  rebuildVersion,
  recoveryPushId,
} from '../../../../model/rules/recovery/rebuilt-version.js';

const asBuilt = { rejectMigrating: true, recoveryKeepsBackup: false };
const inDestination = {
  current: 5,
  hybrid: false,
  migrating: false,
  nativeReplication: true,
  backup: 4,
};
const preparation: Preparation = {
  store: 'profiles',
  version: 6,
  source: 'dc-0',
  destination: 'dc-1',
  destinationConfigured: true,
  sourceCurrent: 6,
  inDestination,
  wipeAllowed: false,
};
const clear: VersionRemains = {
  store: 'profiles',
  version: 6,
  reachable: true,
  storeExists: true,
  migrating: false,
  nativeReplication: true,
  versionExists: false,
  topicExists: false,
  pushStatus: 'NOT_CREATED',
  killRecord: false,
};
const initiation: Initiation = {
  version: 6,
  destinationCurrent: 5,
  destinationConfigured: true,
  source: 'dc-0',
  destination: 'dc-1',
  sourceVersion: {
    number: 6,
    pushId: 'push-6',
    swapDeferred: true,
    swapRegions: ['dc-0', 'dc-2'],
    repush: false,
  },
  store: {
    replicas: 3,
    hybrid: false,
    activeActive: true,
    incremental: false,
    pushIds: ['push-5'],
    writesEnabled: true,
  },
  largestUsed: 8,
  nowText: '2026-03-02T09:00',
};

function serving(current: number, change: Partial<typeof inDestination> = {}): Preparation {
  return { ...preparation, inDestination: { ...inDestination, current, ...change } };
}

describe('destination states, v6 to be recovered', () => {
  test('row 1, current < v and v absent: nothing in the way, v6 is created', () => {
    expect(prepareRegion(preparation, asBuilt)).toEqual({ kind: 'delete-version', version: 6 });
    expect(judgeReadiness(clear, asBuilt)).toEqual({ kind: 'ready' });
    expect(rebuildVersion(initiation, asBuilt)).toMatchObject({
      kind: 'rebuild',
      version: { number: 6 },
    });
  });

  test('row 2, current < v and v present: deleted, and ready only after the topic is physically gone', () => {
    expect(prepareRegion(preparation, asBuilt)).toEqual({ kind: 'delete-version', version: 6 });
    expect(judgeReadiness({ ...clear, topicExists: true }, asBuilt)).toMatchObject({
      because: 'topic-exists',
    });
    expect(judgeReadiness(clear, asBuilt).kind).toBe('ready');
  });

  test('row 3, current == v: nothing is cleared, so the region never becomes ready', () => {
    expect(prepareRegion(serving(6), asBuilt)).toEqual({ kind: 'nothing-to-clear', version: 6 });
    expect(judgeReadiness({ ...clear, versionExists: true }, asBuilt)).toMatchObject({
      because: 'version-exists',
    });
  });

  test('row 4, current > v and v absent: old content comes back under a new number', () => {
    expect(prepareRegion(serving(7), asBuilt).kind).toBe('nothing-to-clear');
    expect(judgeReadiness(clear, asBuilt).kind).toBe('ready');
    expect(rebuildVersion({ ...initiation, destinationCurrent: 7 }, asBuilt)).toMatchObject({
      kind: 'rebuild',
      largestUsed: 9,
      version: {
        number: 9,
        pushId: 'data-recovery(2026-03-02T09:00)_push-6',
        copiedFrom: { region: 'dc-0', version: 6 },
      },
    });
  });

  test('row 5, current > v and traces of v left: never ready', () => {
    expect(judgeReadiness({ ...clear, killRecord: true }, asBuilt)).toMatchObject({
      because: 'kill-record-exists',
    });
    expect(judgeReadiness({ ...clear, topicExists: true }, asBuilt)).toMatchObject({
      because: 'topic-exists',
    });
  });

  test('row 6, current > v and the source has lost v: initiate fails', () => {
    const lost = { ...initiation, destinationCurrent: 7, sourceVersion: undefined };
    expect(rebuildVersion(lost, asBuilt)).toEqual({
      kind: 'refused',
      because: 'not-in-source',
      largestUsed: 8,
      reason: 'dc-0 no longer has v6; push again',
    });
  });

  test('row 7, hybrid and current == v: only with permission to wipe, the backup serves', () => {
    expect(prepareRegion(serving(6, { hybrid: true }), asBuilt)).toMatchObject({
      because: 'wipe-not-allowed',
    });
    expect(prepareRegion({ ...serving(6, { hybrid: true }), wipeAllowed: true }, asBuilt)).toEqual({
      kind: 'wipe-current',
      version: 6,
      fallsBackTo: 4,
    });
  });

  test('rows 3 to 6 with never-go-back: nothing is attempted', () => {
    const variant = { neverGoBack: true, recoverySkipsRolledBack: false };
    for (const regionCurrent of [6, 7]) {
      const step = firstStep(
        {
          store: 'profiles',
          version: 6,
          storeExists: true,
          versionStatus: 'PARTIALLY_ONLINE',
          rolledBack: false,
          region: 'dc-1',
          regionCurrent,
        },
        variant,
      );
      expect(step).toMatchObject({ kind: 'count-recovered', because: 'already-served' });
    }
  });
});

describe('RC-8: prepare', () => {
  test('W55 testBatchOnlyDataRecovery: source and destination may not be the same', () => {
    expect(prepareRegion({ ...preparation, source: 'dc-1' }, asBuilt)).toMatchObject({
      because: 'same-region',
    });
  });

  test('W42 testPrepareDataRecovery: deleted, or wiped if it is current', () => {
    expect(prepareRegion(serving(5, { hybrid: true }), asBuilt).kind).toBe('delete-version');
    const wipe = { ...serving(6, { hybrid: true }), wipeAllowed: true };
    expect(prepareRegion(wipe, asBuilt).kind).toBe('wipe-current');
  });

  test('as in W19 a silent source, or destination, fails the attempt', () => {
    expect(prepareRegion({ ...preparation, sourceCurrent: 'no-answer' }, asBuilt)).toEqual({
      kind: 'refused',
      because: 'no-answer',
      reason: 'dc-0 does not answer about profiles',
    });
    expect(prepareRegion({ ...preparation, inDestination: 'no-answer' }, asBuilt)).toMatchObject({
      because: 'no-answer',
    });
    expect(prepareRegion({ ...preparation, inDestination: 'no-store' }, asBuilt)).toMatchObject({
      because: 'store-missing',
    });
  });

  test('edge case E17, invariant I37: a migrating store is refused, unless reject-migrating is off', () => {
    expect(prepareRegion(serving(5, { migrating: true }), asBuilt)).toMatchObject({
      because: 'migrating',
    });
    const off = { rejectMigrating: false };
    expect(prepareRegion(serving(5, { migrating: true }), off).kind).toBe('delete-version');
    expect(judgeReadiness({ ...clear, migrating: true }, off).kind).toBe('ready');
  });

  test('native replication is required', () => {
    const decision = prepareRegion(serving(5, { nativeReplication: false }), asBuilt);
    expect(decision).toMatchObject({ because: 'no-native-replication' });
  });

  test('a version that is not named is the one the source serves', () => {
    expect(prepareRegion({ ...preparation, version: -1 }, asBuilt)).toEqual({
      kind: 'delete-version',
      version: 6,
    });
  });

  test('a region that serves the version or a newer one is left alone, whatever its store is like', () => {
    expect(prepareRegion(serving(7, { migrating: true }), asBuilt).kind).toBe('nothing-to-clear');
  });
});

describe('RC-9: ready', () => {
  test('W44 testIsStoreVersionKillRecordNull: a kill record is in the way', () => {
    expect(judgeReadiness({ ...clear, killRecord: true }, asBuilt)).toEqual({
      kind: 'not-ready',
      because: 'kill-record-exists',
      reason: 'an old kill record of profiles v6 exists',
    });
  });

  test('the first obstacle is named, in the order of the checks', () => {
    const obstacles: readonly [string, Partial<VersionRemains>][] = [
      ['no-answer', { reachable: false }],
      ['store-missing', { storeExists: false }],
      ['migrating', { migrating: true }],
      ['no-native-replication', { nativeReplication: false }],
      ['version-exists', { versionExists: true }],
      ['topic-exists', { topicExists: true }],
      ['push-status-exists', { pushStatus: 'STARTED' }],
      ['kill-record-exists', { killRecord: true }],
    ];
    for (const [index, [word]] of obstacles.entries()) {
      const changes = obstacles.slice(index).map(([, change]) => change);
      const remains: VersionRemains = Object.assign({}, clear, ...changes);
      expect(judgeReadiness(remains, asBuilt)).toMatchObject({ because: word });
    }
  });
});

describe('RC-10: number and settings', () => {
  test('a new number is needed at or below what a configured, not hybrid region serves', () => {
    const question = {
      version: 6,
      destinationCurrent: 6,
      hybrid: false,
      destinationConfigured: true,
    };
    expect(newNumberNeeded(question)).toBe(true);
    expect(newNumberNeeded({ ...question, destinationCurrent: 5 })).toBe(false);
    expect(newNumberNeeded({ ...question, hybrid: true })).toBe(false);
    expect(newNumberNeeded({ ...question, destinationConfigured: false })).toBe(false);
  });

  test('W43 testInitiateDataRecovery: v1 under the number 2, with a marked push id', () => {
    const source = { ...initiation.sourceVersion!, number: 1, pushId: 'push-1' };
    const decision = rebuildVersion(
      { ...initiation, version: 1, destinationCurrent: 1, largestUsed: 1, sourceVersion: source },
      asBuilt,
    );
    expect(decision).toMatchObject({
      version: { number: 2, copiedFrom: { region: 'dc-0', version: 1 } },
    });
    expect(decision).toHaveProperty(
      'version.pushId',
      expect.stringMatching(/^data-recovery\(.*\)_push-1$/),
    );
  });

  test('swap settings come from the source version, the rest from the store in the destination', () => {
    expect(rebuildVersion(initiation, asBuilt)).toEqual({
      kind: 'rebuild',
      largestUsed: 8,
      retires: true,
      version: {
        number: 6,
        pushId: 'push-6',
        swapDeferred: true,
        swapRegions: ['dc-0', 'dc-2'],
        repush: false,
        replicas: 3,
        hybrid: false,
        activeActive: true,
        incremental: false,
        copiedFrom: { region: 'dc-0', version: 6 },
      },
    });
  });

  test('recovery-keeps-backup retires nothing', () => {
    expect(rebuildVersion(initiation, { recoveryKeepsBackup: true })).toMatchObject({
      retires: false,
    });
  });

  test('a push id that the destination already has is refused, and the number is spent', () => {
    const store = { ...initiation.store, pushIds: ['push-6'] };
    expect(rebuildVersion({ ...initiation, store }, asBuilt)).toMatchObject({
      because: 'push-id-exists',
      largestUsed: 8,
    });
    const again = { ...initiation.store, pushIds: ['data-recovery(2026-03-02T09:00)_push-6'] };
    expect(
      rebuildVersion({ ...initiation, destinationCurrent: 7, store: again }, asBuilt),
    ).toMatchObject({
      because: 'push-id-exists',
      largestUsed: 9,
    });
  });

  test('a destination that takes no writes refuses, and the number is spent', () => {
    const store = { ...initiation.store, writesEnabled: false };
    expect(rebuildVersion({ ...initiation, destinationCurrent: 7, store }, asBuilt)).toMatchObject({
      because: 'writes-disabled',
      largestUsed: 9,
    });
  });

  test('source and destination may not be the same', () => {
    expect(rebuildVersion({ ...initiation, source: 'dc-1' }, asBuilt)).toMatchObject({
      because: 'same-region',
    });
  });

  test('the mark of a recovered push id is replaced and not repeated', () => {
    const once = recoveryPushId('push-6', 'noon');
    expect(once).toBe('data-recovery(noon)_push-6');
    expect(recoveryPushId(once, 'night')).toBe('data-recovery(night)_push-6');
    expect(recoveryPushId('data-recovery-of-mine(1)', 'noon')).toBe('data-recovery-of-mine(1)');
    expect(recoveryPushId('data-recovery(open', 'noon')).toBe('data-recovery(open');
  });
});
