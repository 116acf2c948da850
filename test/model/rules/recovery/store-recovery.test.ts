/**
 * RC-3 to RC-6: the recovery of one store from its first step to ONLINE, with the numbers Venice
 * writes into its code.
 */
import { describe, expect, test } from 'vitest';
import {
  afterFailedAttempt,
  afterReadinessCheck,
  firstStep,
  phaseOneLimits,
  type VersionAtStart,
} from '../../../../model/rules/recovery/attempt.js';
import {
  afterConfirmationError,
  type ConfirmationLook,
  defaultConfirmationLimits,
  judgeConfirmation,
} from '../../../../model/rules/recovery/confirmation.js';
import { mayLift, type VersionToLift } from '../../../../model/rules/recovery/lift.js';
import {
  afterRecoveryReminder,
  afterStep,
  freshProgress,
  type ProgressStep,
  progressFraction,
  progressGauge,
  type RecoveryCounts,
} from '../../../../model/rules/recovery/progress.js';
import { versionStatuses } from '../../../../model/statuses.js';

describe('RC-3: the first step', () => {
  const asBuilt = { neverGoBack: false, recoverySkipsRolledBack: false };
  const start: VersionAtStart = {
    store: 'profiles',
    version: 6,
    storeExists: true,
    versionStatus: 'PARTIALLY_ONLINE',
    rolledBack: false,
    region: 'dc-1',
    regionCurrent: 5,
  };

  test('a PARTIALLY_ONLINE version is attempted', () => {
    expect(firstStep(start, asBuilt)).toEqual({ kind: 'attempt' });
  });

  test('W17 testRecoverySkipsDeletedStore: a deleted store counts as failed', () => {
    expect(firstStep({ ...start, storeExists: false }, asBuilt)).toEqual({
      kind: 'count-failed',
      because: 'store-gone',
      reason: 'profiles no longer exists',
    });
  });

  test('W18 testRecoverySkipsVersionNoLongerPartiallyOnline: it counts as recovered', () => {
    for (const versionStatus of versionStatuses.filter((status) => status !== 'PARTIALLY_ONLINE')) {
      expect(firstStep({ ...start, versionStatus }, asBuilt)).toMatchObject({
        kind: 'count-recovered',
        because: 'not-partially-online',
        confirm: false,
        reason: `profiles v6 is ${versionStatus}, so nothing is missing`,
      });
    }
    expect(firstStep({ ...start, versionStatus: undefined }, asBuilt).kind).toBe('count-recovered');
  });

  test('whatever the region serves is attempted, unless never-go-back is on', () => {
    const variant = { ...asBuilt, neverGoBack: true };
    for (const regionCurrent of [6, 7]) {
      expect(firstStep({ ...start, regionCurrent }, asBuilt).kind).toBe('attempt');
      expect(firstStep({ ...start, regionCurrent }, variant)).toMatchObject({
        because: 'already-served',
        confirm: true,
        reason: `dc-1 serves v${regionCurrent} of profiles and does not go back to v6`,
      });
    }
    expect(firstStep({ ...start, regionCurrent: -1 }, variant).kind).toBe('attempt');
  });

  test('recovery-skips-rolled-back does not bring back what was rolled back', () => {
    const rolledBack = { ...start, rolledBack: true };
    expect(firstStep(rolledBack, asBuilt).kind).toBe('attempt');
    const variant = { ...asBuilt, recoverySkipsRolledBack: true };
    expect(firstStep(rolledBack, variant)).toMatchObject({ kind: 'end', because: 'rolled-back' });
  });
});

describe('RC-3: attempts and pauses', () => {
  test('W5 and W6: three attempts in all, 5 and 10 s apart', () => {
    expect(afterFailedAttempt(1, 'x')).toEqual({ kind: 'retry', afterMs: 5_000 });
    expect(afterFailedAttempt(2, 'x')).toEqual({ kind: 'retry', afterMs: 10_000 });
    expect(afterFailedAttempt(3, 'the store is migrating')).toEqual({
      kind: 'count-failed',
      reason: '3 attempts failed, the last one because the store is migrating',
    });
  });

  test('a region has 60 checks, and the pause is kept after the last one, too', () => {
    expect(afterReadinessCheck(1, true)).toEqual({ kind: 'initiate' });
    expect(afterReadinessCheck(59, false)).toEqual({ kind: 'check-again', afterMs: 5_000 });
    expect(afterReadinessCheck(60, false)).toEqual({ kind: 'give-up', afterMs: 5_000 });
    expect(afterReadinessCheck(60, true)).toEqual({ kind: 'initiate' });
  });

  test('the worst case of a store is 915 s', () => {
    let totalMs = 0;
    for (let attempt = 1; attempt <= phaseOneLimits.attemptsMax; attempt++) {
      for (let checks = 1; checks <= phaseOneLimits.readyChecksMax; checks++) {
        const step = afterReadinessCheck(checks, false);
        totalMs += step.kind === 'initiate' ? 0 : step.afterMs;
      }
      const retry = afterFailedAttempt(attempt, 'not ready');
      totalMs += retry.kind === 'retry' ? retry.afterMs : 0;
    }
    expect(totalMs).toBe(915_000);
  });
});

describe('RC-4: confirmation', () => {
  const limits = { ...defaultConfirmationLimits, looksMax: 5 };
  const asBuiltChecks = { confirmationErrorsCount: false, recoverySkipsRolledBack: false };
  const look: ConfirmationLook = {
    version: 2,
    regionCurrent: 0,
    looks: 1,
    elapsedMs: 0,
    copyFailure: '',
    rolledBack: false,
  };

  test('a failed copy ends the confirmation, which as built polls up to the limit', () => {
    const failed = { ...look, copyFailure: 'is ERROR in the region' };
    expect(judgeConfirmation(failed, limits, asBuiltChecks).kind).toBe('pending');
    const variant = { ...asBuiltChecks, confirmationErrorsCount: true };
    expect(judgeConfirmation(failed, limits, variant)).toEqual({
      kind: 'copy-failed',
      reason: 'its copy of v2 is ERROR in the region',
    });
    const served = { ...failed, regionCurrent: 2 };
    expect(judgeConfirmation(served, limits, variant).kind).toBe('current');
  });

  test('a version that was rolled back ends the confirmation even where it is served', () => {
    const rolledBack = { ...look, regionCurrent: 2, rolledBack: true };
    expect(judgeConfirmation(rolledBack, limits, asBuiltChecks).kind).toBe('current');
    const variant = { ...asBuiltChecks, recoverySkipsRolledBack: true };
    expect(judgeConfirmation(rolledBack, limits, variant).kind).toBe('ended');
  });

  test('W11 testConfirmRecoveryAndTransitionVersions: current, or timed out at the fifth check', () => {
    expect(
      judgeConfirmation({ ...look, version: 3, regionCurrent: 3 }, limits, asBuiltChecks),
    ).toEqual({
      kind: 'current',
    });
    const kinds = [1, 2, 3, 4, 5].map(
      (looks) => judgeConfirmation({ ...look, version: 5, looks }, limits, asBuiltChecks).kind,
    );
    expect(kinds).toEqual(['pending', 'pending', 'pending', 'pending', 'timed-out']);
  });

  test('W12 testVersionTransitionCalledAfterRecoveryInitiation: three checks at 0, 0, 2', () => {
    const kinds = [0, 0, 2].map((regionCurrent, index) =>
      judgeConfirmation({ ...look, regionCurrent, looks: index + 1 }, limits, asBuiltChecks),
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['pending', 'pending', 'current']);
  });

  test('W13 testVersionSupersededDuringPollingTreatedAsSuccess: a newer version supersedes', () => {
    expect(judgeConfirmation({ ...look, regionCurrent: 3 }, limits, asBuiltChecks)).toEqual({
      kind: 'superseded',
      by: 3,
    });
  });

  test('being current is tested before the limit', () => {
    expect(
      judgeConfirmation({ ...look, regionCurrent: 2, looks: 9 }, limits, asBuiltChecks).kind,
    ).toBe('current');
  });

  test('a region that does not answer is pending, and the time-out says so', () => {
    expect(judgeConfirmation({ ...look, regionCurrent: -1 }, limits, asBuiltChecks).kind).toBe(
      'pending',
    );
    expect(
      judgeConfirmation({ ...look, regionCurrent: -1, looks: 5 }, limits, asBuiltChecks),
    ).toEqual({
      kind: 'timed-out',
      reason: 'the region did not answer instead of v2 after 5 checks',
    });
  });

  test('a region that serves nothing has answered', () => {
    expect(
      judgeConfirmation({ ...look, regionCurrent: 0, looks: 5 }, limits, asBuiltChecks),
    ).toEqual({
      kind: 'timed-out',
      reason: 'the region still serves v0 instead of v2 after 5 checks',
    });
  });

  test('exactly at half an hour a store is not slow yet', () => {
    const at = (elapsedMs: number) => [
      judgeConfirmation({ ...look, elapsedMs }, limits, asBuiltChecks),
      afterConfirmationError({ looks: 1, elapsedMs }, limits, { confirmationErrorsCount: true }),
    ];
    const pending = { kind: 'pending', afterMs: 30_000 };
    expect(at(1_800_000)).toEqual([
      { ...pending, slow: false },
      { ...pending, slow: false },
    ]);
    expect(at(1_800_001)).toEqual([
      { ...pending, slow: true },
      { ...pending, slow: true },
    ]);
  });

  test('720 checks, 719 pauses, 5 h 59 min 30 s; slow after half an hour', () => {
    let looks = 1;
    let elapsedMs = 0;
    let firstSlowMs: number | undefined;
    for (;;) {
      const verdict = judgeConfirmation(
        { ...look, looks, elapsedMs },
        defaultConfirmationLimits,
        asBuiltChecks,
      );
      if (verdict.kind !== 'pending') break;
      if (verdict.slow) firstSlowMs ??= elapsedMs;
      looks += 1;
      elapsedMs += verdict.afterMs;
    }
    expect(looks).toBe(720);
    expect(elapsedMs).toBe(21_570_000);
    expect(firstSlowMs).toBe(1_830_000);
  });

  test('errors never end the polling, unless confirmation-errors-count is on', () => {
    const off = { confirmationErrorsCount: false };
    const on = { confirmationErrorsCount: true };
    expect(afterConfirmationError({ looks: 5_000, elapsedMs: 0 }, limits, off).kind).toBe(
      'pending',
    );
    expect(afterConfirmationError({ looks: 4, elapsedMs: 0 }, limits, on).kind).toBe('pending');
    expect(afterConfirmationError({ looks: 5, elapsedMs: 0 }, limits, on).kind).toBe('timed-out');
  });
});

describe('RC-5: lift to ONLINE', () => {
  const asBuilt = { reverify: true, onlineNeedsAllRegions: false, validateRecoveredData: false };
  const version: VersionToLift = {
    version: 6,
    versionStatus: 'PARTIALLY_ONLINE',
    isLeader: true,
    writesEnabled: true,
    currents: [
      { region: 'dc-0', current: 6 },
      { region: 'dc-1', current: 6 },
      { region: 'dc-3', current: 5 },
    ],
    equalsSource: false,
  };
  function word(change: Partial<VersionToLift>, variant = asBuilt): string {
    const decision = mayLift({ ...version, ...change }, variant);
    return decision.kind === 'lift' ? 'lift' : decision.because;
  }

  test('as built the first healed region is enough', () => {
    expect(word({})).toBe('lift');
  });

  test('invariant I27: only a PARTIALLY_ONLINE version is lifted', () => {
    const lifted = versionStatuses.filter((versionStatus) => word({ versionStatus }) === 'lift');
    expect(lifted).toEqual(['PARTIALLY_ONLINE']);
    expect(word({ versionStatus: 'ONLINE' })).toBe('already-online');
    expect(word({ versionStatus: undefined })).toBe('version-gone');
  });

  test('reverify off lifts a version that was killed meanwhile', () => {
    expect(word({ versionStatus: 'KILLED' })).toBe('not-partially-online');
    expect(word({ versionStatus: 'KILLED' }, { ...asBuilt, reverify: false })).toBe('lift');
  });

  test('online-needs-all-regions waits for a region that is behind or silent', () => {
    const variant = { ...asBuilt, onlineNeedsAllRegions: true };
    expect(mayLift(version, variant)).toEqual({
      kind: 'leave',
      because: 'regions-behind',
      reason: 'v6 is not yet served in dc-3 (v5)',
    });
    const silent = [{ region: 'dc-3', current: -1 }];
    expect(mayLift({ ...version, currents: silent }, variant)).toHaveProperty(
      'reason',
      'v6 is not yet served in dc-3 (no answer)',
    );
    const empty = [{ region: 'dc-3', current: 0 }];
    expect(mayLift({ ...version, currents: empty }, variant)).toHaveProperty(
      'reason',
      'v6 is not yet served in dc-3 (v0)',
    );
    expect(word({ currents: [{ region: 'dc-3', current: 7 }] }, variant)).toBe('lift');
  });

  test('edge case E20: validate-recovered-data compares with the source', () => {
    const variant = { ...asBuilt, validateRecoveredData: true };
    expect(word({}, variant)).toBe('differs-from-source');
    expect(word({ equalsSource: true }, variant)).toBe('lift');
  });

  test('lost leadership and disabled writes are errors, and phase 2 polls again', () => {
    expect(mayLift({ ...version, isLeader: false }, asBuilt).kind).toBe('error');
    expect(word({ writesEnabled: false })).toBe('writes-disabled');
    expect(word({ writesEnabled: false, versionStatus: 'KILLED' })).toBe('not-partially-online');
  });
});

describe('RC-6: progress', () => {
  const asBuilt = { clampProgress: false };
  const clamped = { clampProgress: true };
  function counted(
    totalStores: number,
    steps: readonly ProgressStep[],
    variant = asBuilt,
  ): RecoveryCounts {
    return steps.reduce(
      (counts, step) => afterStep(counts, step, variant),
      freshProgress(totalStores),
    );
  }

  test('W10 testRecoveryProgressFraction: an empty recovery is 0 while open and 1 when complete', () => {
    expect(progressFraction(freshProgress(0))).toBe(0);
    expect(progressFraction(counted(0, ['completed']))).toBe(1);
  });

  test('W10 testRecoveryProgressFraction: four stores, recovered, failed, recovered, recovered', () => {
    const steps: ProgressStep[] = [
      'store-initiated',
      'store-failed',
      'store-initiated',
      'store-initiated',
    ];
    const fractions = [0, 1, 2, 4].map((count) =>
      progressFraction(counted(4, steps.slice(0, count))),
    );
    expect(fractions).toEqual([0, 0.25, 0.5, 1]);
  });

  test('W4 testTriggerRecoveryCallsPrepareAndInitiateThenTransitions: the counters', () => {
    expect(counted(1, ['store-initiated', 'version-transitioned', 'completed'])).toEqual({
      totalStores: 1,
      initiatedStores: 1,
      recoveredStores: 1,
      failedStores: 0,
      endedStores: 0,
      versionsTransitioned: 1,
      complete: true,
    });
  });

  test('W7 testFailedStoreDoesNotBlockOthers: of two stores one fails and one does not', () => {
    const steps: ProgressStep[] = ['store-failed', 'store-initiated', 'version-transitioned'];
    expect(counted(2, steps)).toMatchObject({ recoveredStores: 1, failedStores: 1 });
  });

  test('W54 testRecordRecoveryProgress: half way is shown as 50', () => {
    expect(progressGauge(counted(2, ['store-initiated']), asBuilt)).toBe(50);
  });

  test('as built a store that times out counts twice, clamp-progress counts it once', () => {
    const steps: ProgressStep[] = ['store-initiated', 'confirmation-failed', 'completed'];
    expect(progressGauge(counted(1, steps), asBuilt)).toBe(200);
    expect(counted(1, steps, clamped)).toMatchObject({ recoveredStores: 0, failedStores: 1 });
    expect(progressFraction(counted(1, steps, clamped))).toBe(1);
  });

  test('as designed a store is recovered when its region serves the version, and the gauge is the fraction', () => {
    const begun: ProgressStep[] = ['store-initiated', 'store-initiated', 'confirmed'];
    expect(counted(2, begun)).toMatchObject({ initiatedStores: 2, recoveredStores: 2 });
    const designed = counted(2, begun, clamped);
    expect(designed).toMatchObject({ initiatedStores: 2, recoveredStores: 1 });
    expect(designed.versionsTransitioned).toBe(0);
    expect(progressGauge(designed, clamped)).toBe(0.5);
  });

  test('a store that a rollback ended is neither recovered nor failed', () => {
    const steps: ProgressStep[] = ['store-initiated', 'confirmation-ended', 'completed'];
    const ended = counted(1, steps, clamped);
    expect(ended).toMatchObject({ recoveredStores: 0, failedStores: 0, endedStores: 1 });
    expect(progressFraction(ended)).toBe(1);
  });

  test('three stores, one failing in phase 1 and two timing out, show 167', () => {
    const phaseOne: ProgressStep[] = ['store-initiated', 'store-initiated', 'store-failed'];
    expect(progressFraction(counted(3, phaseOne))).toBe(1);
    const all: ProgressStep[] = [
      ...phaseOne,
      'confirmation-failed',
      'confirmation-failed',
      'completed',
    ];
    expect(counted(3, all)).toMatchObject({ recoveredStores: 2, failedStores: 3 });
    expect(progressGauge(counted(3, all), asBuilt)).toBe(167);
  });

  test('a task that dies uncounted leaves a gap, and has failed when clamped', () => {
    expect(progressFraction(counted(2, ['store-initiated', 'completed']))).toBe(0.5);
    expect(counted(2, ['store-recovered', 'completed'], clamped)).toMatchObject({
      failedStores: 1,
    });
  });

  test('the reminder comes after a clean recovery with an emergency source only', () => {
    const clean = counted(1, ['store-initiated', 'completed']);
    expect(afterRecoveryReminder(clean, 'dc-2')).toMatch(/emergency.source.region is still dc-2/);
    expect(afterRecoveryReminder(clean, '')).toBeUndefined();
    expect(
      afterRecoveryReminder(counted(1, ['store-failed', 'completed']), 'dc-2'),
    ).toBeUndefined();
    expect(afterRecoveryReminder(counted(0, ['completed']), 'dc-2')).toBeUndefined();
  });
});
