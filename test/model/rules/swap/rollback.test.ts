/**
 * Rolling back: which regions, to which version, and what the parent concludes (VS-3, VS-8, VS-9).
 */
import { describe, expect, test } from 'vitest';
import type { RegionVersion } from '../../../../model/rules/swap/roll-forward-target.js';
import {
  type PolledRegion,
  rollbackCompletion,
  rollbackIsConfirmed,
  versionToPoll,
} from '../../../../model/rules/swap/rollback-completion.js';
import { rollbackFilter, servingFilter } from '../../../../model/rules/swap/rollback-regions.js';
import {
  backupVersionNumber,
  type RollbackView,
  rollbackTarget,
  versionToTakeBack,
} from '../../../../model/rules/swap/rollback-target.js';
import type { VersionStatus } from '../../../../model/statuses.js';
import { online } from './rollout-play.js';

const asBuilt = { versionedRollback: false };
const versioned = { versionedRollback: true };

function polled(
  region: string,
  versionStatus: VersionStatus | undefined,
  changes: Partial<PolledRegion> = {},
): PolledRegion {
  return { region, versionStatus, reachable: true, currentVersion: 1, ...changes };
}

describe('regions rolled back after a veto', () => {
  test('the order up to the region of the call, the text itself without order or for an unknown region', () => {
    expect(rollbackFilter('c', ['a', 'b', 'c', 'd'])).toBe('a,b,c');
    expect(rollbackFilter('a,b', [])).toBe('a,b');
    expect(rollbackFilter('x', ['a', 'b'])).toBe('x');
  });

  test('all-swapped names exactly the regions that serve the version', () => {
    const regions = [
      { region: 'A', currentVersion: 2 },
      { region: 'B', currentVersion: 1 },
      { region: 'C', currentVersion: 2 },
    ];
    expect([servingFilter(2, regions), servingFilter(3, regions)]).toEqual(['A,C', '']);
  });
});

describe('what a region rolls back to', () => {
  const versions: RegionVersion[] = [
    online(2),
    online(3),
    { number: 4, status: 'ERROR' },
    online(5),
  ];
  const view: RollbackView = {
    region: 'A',
    filter: [],
    writesEnabled: true,
    currentVersion: 5,
    previousVersion: 2,
    versions,
    rolledBackVersion: 5,
  };
  const shipped = { versionedRollback: false, rollbackToPrevious: false };

  test('hooks example 79: the highest ONLINE version below the current one', () => {
    expect(backupVersionNumber(versions, 5)).toBe(3);
    expect(backupVersionNumber([{ number: 4, status: 'ERROR' }, online(5)], 5)).toBe(0);
    expect(rollbackTarget(view, shipped)).toEqual({ kind: 'go-back', from: 5, to: 3 });
  });

  test('hooks example 77: a first version has no backup, so the region keeps it', () => {
    const first = {
      ...view,
      currentVersion: 1,
      previousVersion: 0,
      versions: [online(1)],
      rolledBackVersion: 1,
    };
    expect(rollbackTarget(first, shipped)).toEqual({ kind: 'stay', reason: 'no-backup' });
  });

  test('a region outside the filter stays, one with writes disabled refuses', () => {
    expect(rollbackTarget({ ...view, filter: ['B'] }, shipped)).toEqual({
      kind: 'stay',
      reason: 'not-addressed',
    });
    expect(rollbackTarget({ ...view, writesEnabled: false }, shipped).kind).toBe('refused');
  });

  test('versioned-rollback leaves a region alone that serves another version; as built it moves', () => {
    const other = { ...view, rolledBackVersion: 6 };
    const verdict = rollbackTarget(other, { ...shipped, versionedRollback: true });
    expect(verdict).toEqual({ kind: 'stay', reason: 'serves-another-version' });
    expect(rollbackTarget(other, shipped).kind).toBe('go-back');
  });

  test('rollback-to-previous returns to what was served before, if it is still there', () => {
    const previous = { ...shipped, rollbackToPrevious: true };
    expect(rollbackTarget(view, previous)).toEqual({ kind: 'go-back', from: 5, to: 2 });
    for (const previousVersion of [1, 4]) {
      expect(rollbackTarget({ ...view, previousVersion }, previous).kind).toBe('stay');
    }
  });
});

describe('what a rollback by hand takes back', () => {
  const view = { parentCurrent: 1, served: [2, 2, 1], sent: 0 };

  test('as designed the newest version that a region serves, or may serve by now', () => {
    expect(versionToTakeBack(view, versioned)).toBe(2);
    expect(versionToTakeBack({ ...view, sent: 3 }, versioned)).toBe(3);
    expect(versionToTakeBack({ ...view, served: [] }, versioned)).toBe(1);
  });

  test("as built the parent's current version", () => {
    expect(versionToTakeBack({ ...view, sent: 3 }, asBuilt)).toBe(1);
  });
});

describe('the parent after a rollback', () => {
  const versions = [online(1), online(2)];
  const parent = { filter: undefined, rolledBackVersion: 2, versions, currentVersion: 2 };
  const back = (name: string) => polled(name, 'ROLLED_BACK');

  test('hooks example 70: every region went back, so the version is ROLLED_BACK and v1 current', () => {
    const view = { ...parent, regions: [back('A'), back('B'), back('C')] };
    expect(rollbackIsConfirmed(view, asBuilt)).toBe(true);
    expect(rollbackCompletion(view, asBuilt)).toEqual({
      outcome: 'stored',
      reason: 'every-region-rolled-back',
      actions: [
        { kind: 'set-current-version', version: 1 },
        { kind: 'set-version-status', version: 2, status: 'ROLLED_BACK' },
      ],
    });
  });

  test('hooks example 78: region by region, the second poll reads v1 and changes nothing', () => {
    const serves = (name: string) => polled(name, 'ONLINE', { currentVersion: 2 });
    const first = rollbackCompletion(
      { ...parent, filter: ['A'], regions: [back('A'), serves('B'), serves('C')] },
      asBuilt,
    );
    expect(first.reason).toBe('some-regions-rolled-back');
    expect(versionToPoll(1, 2, asBuilt)).toBe(1);
    const regions = ['A', 'B', 'C'].map((name) => polled(name, 'ONLINE'));
    const second = rollbackCompletion(
      { ...parent, filter: ['B'], rolledBackVersion: 1, currentVersion: 1, regions },
      asBuilt,
    );
    expect(second).toEqual({ outcome: 'unchanged', reason: 'no-region-rolled-back', actions: [] });
  });

  test('with a named version successive calls add up, and the parent moves down once', () => {
    expect(versionToPoll(2, 3, versioned)).toBe(3);
    const three = { ...parent, versions: [...versions, online(3)], rolledBackVersion: 3 };
    const regions = [back('A'), back('B'), back('C')];
    const status = { kind: 'set-version-status', version: 3, status: 'ROLLED_BACK' };
    const last = rollbackCompletion(
      { ...three, currentVersion: 2, filter: ['C'], regions },
      versioned,
    );
    expect(last.actions).toEqual([status]);
    const serving = (version: number) =>
      ['A', 'B', 'C'].map((name) => polled(name, 'ROLLED_BACK', { currentVersion: version }));
    const moves = (version: number) =>
      rollbackCompletion({ ...three, currentVersion: 3, regions: serving(version) }, versioned);
    expect(moves(2).actions).toEqual([{ kind: 'set-current-version', version: 2 }, status]);
    // Regions that have given up v2, the source of a repush, went back further.
    expect(moves(1).actions).toEqual([{ kind: 'set-current-version', version: 1 }, status]);
  });

  test('a listed region that lacks the version or is dead counts; an unlisted one does not', () => {
    const regions = [
      back('A'),
      polled('B', undefined),
      polled('C', 'ONLINE', { reachable: false }),
    ];
    expect(
      rollbackCompletion({ ...parent, filter: ['A', 'B', 'C'], regions }, asBuilt).reason,
    ).toBe('every-region-rolled-back');
    expect(rollbackCompletion({ ...parent, filter: ['A', 'C'], regions }, asBuilt).reason).toBe(
      'some-regions-rolled-back',
    );
    expect(rollbackCompletion({ ...parent, regions }, asBuilt).reason).toBe(
      'some-regions-rolled-back',
    );
  });

  test('a region that never had the version blocks ROLLED_BACK only as built', () => {
    const regions = [back('A'), polled('B', undefined), back('C')];
    expect(rollbackCompletion({ ...parent, regions }, asBuilt).reason).toBe(
      'some-regions-rolled-back',
    );
    expect(rollbackCompletion({ ...parent, regions }, versioned).reason).toBe(
      'every-region-rolled-back',
    );
  });

  test('with a named version a region counts only if it answers and does not serve it', () => {
    const late = polled('C', 'ONLINE', { currentVersion: 2 });
    expect(rollbackIsConfirmed({ ...parent, regions: [back('A'), late] }, versioned)).toBe(false);
    const dead = polled('C', 'ONLINE', { reachable: false });
    expect(rollbackIsConfirmed({ ...parent, regions: [back('A'), dead] }, versioned)).toBe(false);
    const none = { ...parent, regions: [polled('A', 'ONLINE'), polled('B', undefined)] };
    expect(rollbackCompletion(none, versioned).outcome).toBe('unchanged');
  });

  test('with a named version a region that went back by itself counts, also after the kill of the push', () => {
    const killed = polled('A', 'KILLED', { currentVersion: 1 });
    const view = { ...parent, regions: [killed, polled('B', 'KILLED')] };
    expect(rollbackCompletion(view, versioned).reason).toBe('every-region-rolled-back');
    expect(rollbackCompletion(view, asBuilt).outcome).toBe('unchanged');
  });

  test('a filter of unknown regions only ends at once; an unknown version loses what was done', () => {
    const regions = [back('A')];
    expect(rollbackCompletion({ ...parent, filter: ['X'], regions }, asBuilt).reason).toBe(
      'no-known-region-in-filter',
    );
    const lost = rollbackCompletion({ ...parent, rolledBackVersion: 7, regions }, asBuilt);
    expect([lost.outcome, lost.actions]).toEqual([
      'lost',
      [{ kind: 'set-current-version', version: 1 }],
    ]);
  });
});
