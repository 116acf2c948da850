/**
 * Rolling forward: what a region takes, and what the parent writes around the call (VS-7, VS-10).
 */
import { describe, expect, test } from 'vitest';
import {
  futureVersion,
  rollForwardCompletion,
} from '../../../../model/rules/swap/roll-forward-completion.js';
import {
  type RollForwardView,
  rollForwardTarget,
} from '../../../../model/rules/swap/roll-forward-target.js';
import type { VersionStatus } from '../../../../model/statuses.js';
import { online } from './rollout-play.js';

const view: RollForwardView = {
  region: 'A',
  filter: [],
  writesEnabled: true,
  currentVersion: 1,
  versions: [online(1), { number: 2, status: 'PUSHED' }],
  onlyDeferred: false,
  enoughReplicas: true,
};

describe('what a region rolls forward to', () => {
  test.each(['PUSHED', 'ONLINE'] as const)(
    'the highest version if it is %s and not served',
    (status) => {
      const verdict = rollForwardTarget({ ...view, versions: [{ number: 2, status }, online(1)] });
      expect(verdict).toEqual({ kind: 'swap', version: 2, wasPushed: status === 'PUSHED' });
    },
  );

  test.each(['STARTED', 'ROLLED_BACK', 'KILLED', 'ERROR'] as VersionStatus[])(
    'nothing if the highest is %s',
    (status) => {
      const versions = [online(1), { number: 2, status: 'PUSHED' as const }, { number: 3, status }];
      expect(rollForwardTarget({ ...view, versions })).toEqual({
        kind: 'stay',
        reason: 'no-finished-future-version',
      });
    },
  );

  test('hooks example 70: after a full rollback there is nothing to roll forward to', () => {
    const versions = [online(1), { number: 2, status: 'ROLLED_BACK' as const }];
    expect(rollForwardTarget({ ...view, versions, filter: ['A'] }).kind).toBe('stay');
    const answers = ['A', 'B'].map((region) => ({ region, futureVersion: 0 }));
    expect(futureVersion(answers, ['A'])).toEqual({ kind: 'refused', reason: 'no-future-version' });
  });

  test('a region outside the filter stays, one with writes disabled refuses, one already there stays', () => {
    expect(rollForwardTarget({ ...view, filter: ['B', 'C'] })).toEqual({
      kind: 'stay',
      reason: 'not-addressed',
    });
    expect(rollForwardTarget({ ...view, writesEnabled: false })).toEqual({
      kind: 'refused',
      reason: 'writes-disabled',
    });
    expect(rollForwardTarget({ ...view, currentVersion: 2 }).kind).toBe('stay');
  });

  test('hooks example 89: a manual swap is refused while too few replicas are ready', () => {
    const manual = { ...view, onlyDeferred: true, enoughReplicas: false };
    expect(rollForwardTarget(manual)).toEqual({
      kind: 'refused',
      reason: 'too-few-ready-replicas',
    });
    expect(rollForwardTarget({ ...manual, enoughReplicas: true }).kind).toBe('swap');
  });
});

describe('the parent after a roll-forward', () => {
  const done = {
    version: 1,
    onlyDeferred: true,
    parentTopicWritten: true,
    currentVersions: [1, 1, 1],
    leftOutVersions: [] as number[],
  };
  const asBuilt = { flagAllExcluded: false };

  test('hooks example 88: a manual swap of all regions makes the version ONLINE and current', () => {
    expect(rollForwardCompletion(done, asBuilt)).toEqual({
      outcome: 'every-region-serves',
      actions: [
        { kind: 'truncate-parent-topic', version: 1 },
        { kind: 'set-version-status', version: 1, status: 'ONLINE' },
        { kind: 'set-current-version', version: 1 },
      ],
    });
  });

  test('while a region lags only the topic goes, and a target-region push is left alone', () => {
    const lags = rollForwardCompletion({ ...done, currentVersions: [1, -1, 1] }, asBuilt);
    expect([lags.outcome, lags.actions.length]).toEqual(['some-regions-lag', 1]);
    expect(rollForwardCompletion({ ...done, onlyDeferred: false }, asBuilt).actions).toEqual([]);
    expect(
      rollForwardCompletion({ ...done, parentTopicWritten: false }, asBuilt).actions,
    ).toHaveLength(2);
  });

  test('flag-all-excluded makes a version PARTIALLY_ONLINE if only regions lag that it left out', () => {
    const without = { ...done, currentVersions: [1, 0, 1], leftOutVersions: [0] };
    const statuses = (view: typeof done, flagAllExcluded: boolean) =>
      rollForwardCompletion(view, { flagAllExcluded }).actions.flatMap((action) =>
        action.kind === 'set-version-status' ? [action.status] : [],
      );
    expect(statuses(without, true)).toEqual(['PARTIALLY_ONLINE']);
    expect(statuses(without, false)).toEqual([]);
    expect(statuses({ ...without, currentVersions: [1, 0, 0] }, true)).toEqual([]);
    expect(statuses({ ...done, leftOutVersions: [1] }, true)).toEqual(['ONLINE']);
  });

  test('the first positive answer of the addressed regions names the version', () => {
    const answers = [
      { region: 'C', futureVersion: -1 },
      { region: 'A', futureVersion: 3 },
      { region: 'B', futureVersion: 2 },
    ];
    expect(futureVersion(answers, [])).toEqual({ kind: 'found', version: 3 });
    expect(futureVersion(answers, ['B', 'C'])).toEqual({ kind: 'found', version: 2 });
    expect(futureVersion(answers, ['C']).kind).toBe('refused');
  });
});
