/** Which versions may go (RT-1), which one may be deleted by name (RT-6). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maySingleVersionBeDeleted } from '../../../../model/rules/retention/single-deletion.js';
import {
  type RetainedStore,
  type VersionRecord,
  versionsToDelete,
} from '../../../../model/rules/retention/versions-to-delete.js';
import { type VersionStatus, versionStatuses } from '../../../../model/statuses.js';

const asBuilt = { keepBackup: true };

/** Versions 1, 2, … with these statuses. */
function versions(...statuses: VersionStatus[]): VersionRecord[] {
  return statuses.map((status, i) => ({ number: i + 1, status }));
}

function store(list: VersionRecord[], currentVersion: number, extras = {}): RetainedStore {
  return {
    versions: list,
    currentVersion,
    storeVersionsToPreserve: 0,
    migrating: false,
    ...extras,
  };
}

function deleted(question: RetainedStore, preserve = 2, variant = asBuilt): readonly number[] {
  const answer = versionsToDelete(question, preserve, variant);
  return answer.kind === 'delete' ? answer.versions : expect.fail(answer.reason);
}

describe('which versions may go', () => {
  test('the current version and one backup stay, older ONLINE ones go, newest first', () => {
    expect(deleted(store(versions('ONLINE', 'ONLINE', 'ONLINE', 'ONLINE'), 4))).toEqual([2, 1]);
  });

  test('the backup may be newer than the current version', () => {
    expect(deleted(store(versions('ONLINE', 'ONLINE', 'ONLINE'), 2))).toEqual([1]);
  });

  test('failed and killed versions always go, except a current one', () => {
    expect(deleted(store(versions('ERROR', 'ONLINE', 'KILLED'), 2))).toEqual([3, 1]);
    expect(deleted(store(versions('ONLINE', 'ERROR'), 2))).toEqual([]);
  });

  test('rolled-back, pushed and partly served versions stay', () => {
    expect(
      deleted(store(versions('ROLLED_BACK', 'PUSHED', 'PARTIALLY_ONLINE', 'ONLINE'), 4), 1),
    ).toEqual([]);
  });

  test('an abandoned push goes, the latest one and those of a migrating store stay', () => {
    const list = versions('STARTED', 'ONLINE', 'STARTED');
    expect(deleted(store(list, 2))).toEqual([1]);
    expect(deleted(store(list, 2, { migrating: true }))).toEqual([]);
  });

  test("the store's own number replaces the cluster's", () => {
    const list = versions('ONLINE', 'ONLINE', 'ONLINE');
    expect(deleted(store(list, 3, { storeVersionsToPreserve: 3 }), 1)).toEqual([]);
    expect(deleted(store(list, 3, { storeVersionsToPreserve: 1 }), 3)).toEqual([2, 1]);
  });

  test('keeping less than one version is rejected, even with nothing to delete', () => {
    expect(versionsToDelete(store([], 0), 0, asBuilt).kind).toBe('rejected');
    expect(versionsToDelete(store([], 0, { storeVersionsToPreserve: -1 }), 2, asBuilt).kind).toBe(
      'rejected',
    );
  });

  test('without the protection of backups only the current version stays', () => {
    const list = versions('ONLINE', 'ONLINE', 'ONLINE');
    expect(deleted(store(list, 3), 3, { keepBackup: false })).toEqual([2, 1]);
  });

  test('the current version is never on the list, and nothing is listed twice', () => {
    const statuses = fc.array(fc.constantFrom(...versionStatuses), { maxLength: 8 });
    fc.assert(
      fc.property(
        statuses,
        fc.nat(9),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (list, current, keep, on) => {
          const gone = deleted(store(versions(...list), current), keep, { keepBackup: on });
          expect(gone).not.toContain(current);
          expect(new Set(gone).size).toBe(gone.length);
        },
      ),
    );
  });
});

describe('deleting one version by name', () => {
  test('the current version is protected, others are not', () => {
    expect(maySingleVersionBeDeleted({ system: false, currentVersion: 2 }, 2)).toBe(
      'current-version',
    );
    expect(maySingleVersionBeDeleted({ system: false, currentVersion: 2 }, 1)).toBe('allowed');
  });

  test("a system store's current version may be deleted", () => {
    expect(maySingleVersionBeDeleted({ system: true, currentVersion: 2 }, 2)).toBe('allowed');
  });

  test('an unknown store has no versions to delete', () => {
    expect(maySingleVersionBeDeleted(null, 2)).toBe('no-such-store');
  });
});
