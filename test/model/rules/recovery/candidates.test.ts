/**
 * RC-1, RC-2 and RC-7: which versions need healing and what starts a recovery. Venice's cases
 * recover dc-3 of dc-1, dc-2, dc-3, with the target string "dc-1,dc-2".
 */
import { describe, expect, test } from 'vitest';
import {
  type CandidatesVariant,
  judgeCandidate,
  type RecordedStore,
  type RecordedVersion,
  storesToHeal,
} from '../../../../model/rules/recovery/candidates.js';
import { type OrphanScan, regionsWithOrphans } from '../../../../model/rules/recovery/orphans.js';
import { decideTrigger, triggerAfterUnmark } from '../../../../model/rules/recovery/trigger.js';

const asBuilt: CandidatesVariant = {
  flagAllExcluded: false,
  recoverySkipsRolledBack: false,
  supersededIsTerminal: false,
  neverGoBack: false,
  onlineNeedsAllRegions: false,
};

function version(number: number, change: Partial<RecordedVersion> = {}): RecordedVersion {
  return {
    number,
    status: 'PARTIALLY_ONLINE',
    degradedPush: true,
    swapRegions: ['dc-1', 'dc-2'],
    recordedExclusions: [],
    rolledBack: false,
    ...change,
  };
}

function store(
  name: string,
  versions: readonly RecordedVersion[],
  serves: number[] = [0, 0, 0],
): RecordedStore {
  const currents = serves.map((current, index) => ({ region: `dc-${index + 1}`, current }));
  return { store: name, parentCurrent: 0, versions, currents };
}

describe('RC-1: which stores need healing', () => {
  test('W1 testFindPartiallyOnlineStores: in the order of the repository', () => {
    const stores = [
      store('store1', [version(2)]),
      store('store2', [version(3, { status: 'ONLINE' })]),
      store('store3', [version(1)]),
    ];
    expect(storesToHeal(stores, 'dc-3', asBuilt)).toEqual([
      { store: 'store1', version: 2 },
      { store: 'store3', version: 1 },
    ]);
  });

  test('W2 testFindPartiallyOnlineStoresOnlyReturnsHighestVersion: v5 alone', () => {
    const versions = [version(2), version(5), version(3, { status: 'ONLINE' })];
    expect(storesToHeal([store('s', versions)], 'dc-3', asBuilt)).toEqual([
      { store: 's', version: 5 },
    ]);
  });

  test('W3 testFindPartiallyOnlineStoresSkipsNonDegradedPushes: flagged, without the region', () => {
    const stores = [
      store('a', [version(1, { degradedPush: false })]),
      store('b', [version(1, { swapRegions: ['dc-1', 'dc-3'] })]),
      store('c', [version(1)]),
    ];
    expect(storesToHeal(stores, 'dc-3', asBuilt)).toEqual([{ store: 'c', version: 1 }]);
  });

  test('W14 testOrphanedPartiallyOnlineVersionsDetectedAndRecovered: no target is healed', () => {
    expect(storesToHeal([store('s', [version(1)])], 'dc-1', asBuilt)).toEqual([]);
  });

  test('as built a healthy region that was no target qualifies, too', () => {
    const v6 = version(6, { swapRegions: ['dc-0'], recordedExclusions: ['dc-1'] });
    expect(storesToHeal([store('s', [v6])], 'dc-2', asBuilt)).toHaveLength(1);
    expect(storesToHeal([store('s', [v6])], 'dc-2', { ...asBuilt, flagAllExcluded: true })).toEqual(
      [],
    );
    expect(
      storesToHeal([store('s', [v6])], 'dc-1', { ...asBuilt, flagAllExcluded: true }),
    ).toHaveLength(1);
  });

  test('flag-all-excluded needs neither flag nor target string', () => {
    const gated = version(6, {
      degradedPush: false,
      swapRegions: [],
      recordedExclusions: ['dc-3'],
    });
    expect(storesToHeal([store('s', [gated])], 'dc-3', asBuilt)).toEqual([]);
    expect(
      storesToHeal([store('s', [gated])], 'dc-3', { ...asBuilt, flagAllExcluded: true }),
    ).toHaveLength(1);
  });

  test('a flagged version without a target string does not qualify as built', () => {
    const untargeted = store('s', [version(6, { swapRegions: [] })]);
    expect(storesToHeal([untargeted], 'dc-3', asBuilt)).toEqual([]);
  });

  test('statuses other than PARTIALLY_ONLINE never qualify', () => {
    for (const status of [
      'STARTED',
      'PUSHED',
      'ONLINE',
      'KILLED',
      'ERROR',
      'ROLLED_BACK',
    ] as const) {
      expect(storesToHeal([store('s', [version(6, { status })])], 'dc-3', asBuilt)).toEqual([]);
    }
  });

  test('recovery-skips-rolled-back spares a version that was rolled back', () => {
    const rolledBack = store('s', [version(6, { rolledBack: true })]);
    expect(storesToHeal([rolledBack], 'dc-3', asBuilt)).toHaveLength(1);
    expect(
      storesToHeal([rolledBack], 'dc-3', { ...asBuilt, recoverySkipsRolledBack: true }),
    ).toEqual([]);
  });

  test('a superseded version stays an orphan, unless superseded-is-terminal is on', () => {
    const healed = store('s', [version(6)], [7, 7, 7]);
    expect(storesToHeal([healed], 'dc-3', asBuilt)).toHaveLength(1);
    const variant = { ...asBuilt, supersededIsTerminal: true };
    expect(judgeCandidate(version(6), { store: healed, region: 'dc-3' }, variant)).toBe(
      'superseded',
    );
    const parentAhead = { ...store('s', [version(6)], [6, 6, 5]), parentCurrent: 7 };
    expect(judgeCandidate(version(6), { store: parentAhead, region: 'dc-3' }, variant)).toBe(
      'superseded',
    );
    const healedByIt = { ...store('s', [version(6)], [6, 6, 6]), parentCurrent: 6 };
    expect(judgeCandidate(version(6), { store: healedByIt, region: 'dc-3' }, variant)).toBe(
      'qualifies',
    );
    const behind = store('s', [version(6)], [6, 6, 5]);
    expect(judgeCandidate(version(6), { store: behind, region: 'dc-3' }, variant)).toBe(
      'qualifies',
    );
  });

  test('edge case E18: v7 is next after v8 is ONLINE, unless superseded-is-terminal is on', () => {
    const afterV8 = store(
      's',
      [version(6), version(7), version(8, { status: 'ONLINE' })],
      [8, 8, 8],
    );
    expect(storesToHeal([afterV8], 'dc-3', asBuilt)).toEqual([{ store: 's', version: 7 }]);
    expect(storesToHeal([afterV8], 'dc-3', { ...asBuilt, supersededIsTerminal: true })).toEqual([]);
  });

  test('as designed a healed region that waits for another is not recovered again until all serve', () => {
    const designed = { ...asBuilt, neverGoBack: true, onlineNeedsAllRegions: true };
    const targets = { swapRegions: ['dc-1'] };
    const waiting = store('s', [version(6, targets)], [6, 5, 6]);
    expect(storesToHeal([waiting], 'dc-3', designed)).toEqual([]);
    expect(storesToHeal([waiting], 'dc-2', designed)).toHaveLength(1);
    for (const half of [{ neverGoBack: true }, { onlineNeedsAllRegions: true }]) {
      expect(storesToHeal([waiting], 'dc-3', { ...asBuilt, ...half })).toHaveLength(1);
    }
    const everywhere = store('s', [version(6, targets)], [6, 6, 6]);
    expect(storesToHeal([everywhere], 'dc-3', designed)).toHaveLength(1);
  });
});

describe('RC-2: does an unmark start a recovery?', () => {
  const unmarked = { wasMarked: true, autoRecovery: true, recoveryBuilt: true };
  const on = { recover: true };

  test('a real unmark with auto-recovery does', () => {
    expect(triggerAfterUnmark(unmarked, on)).toEqual({ kind: 'trigger' });
  });

  test('each missing piece is named', () => {
    expect(triggerAfterUnmark({ ...unmarked, wasMarked: false }, on)).toMatchObject({
      because: 'was-not-marked',
    });
    expect(triggerAfterUnmark({ ...unmarked, autoRecovery: false }, on)).toMatchObject({
      because: 'auto-recovery-off',
    });
    expect(triggerAfterUnmark({ ...unmarked, recoveryBuilt: false }, on)).toMatchObject({
      because: 'recovery-not-built',
    });
    expect(triggerAfterUnmark(unmarked, { recover: false })).toMatchObject({
      because: 'recovery-off',
    });
  });
});

describe('RC-2: one trigger', () => {
  const asBuiltTrigger = { oneRecovery: true, abandonOldRecovery: false, triggerSafe: false };
  const v6 = { store: 's', version: 6 };
  const v7 = { store: 's', version: 7 };
  const other = { store: 'other', version: 3 };
  const running = { complete: false, versions: [v6, other] };

  test('W4 testTriggerRecoveryCallsPrepareAndInitiateThenTransitions: found stores are started', () => {
    const decision = decideTrigger(
      { region: 'dc-3', known: undefined, found: [v6] },
      asBuiltTrigger,
    );
    expect(decision).toEqual({ kind: 'start', versions: [v6] });
  });

  test('W8 and W15: a running recovery refuses another, and says what runs', () => {
    const decision = decideTrigger({ region: 'dc-3', known: running, found: [v6] }, asBuiltTrigger);
    expect(decision).toEqual({
      kind: 'refused',
      because: 'recovery-running',
      reason: 'a recovery of dc-3 is unfinished (s v6, other v3); the next scan asks again',
    });
  });

  test('W9 testNoStoresAffectedCompletesImmediately: nothing found completes at once', () => {
    const decision = decideTrigger({ region: 'dc-3', known: undefined, found: [] }, asBuiltTrigger);
    expect(decision).toEqual({ kind: 'nothing-to-heal' });
  });

  test('W20 testMarkRecoveryCompleteThenRetriggerSameDc: it does not hinder the next', () => {
    const known = { complete: true, versions: [] };
    expect(decideTrigger({ region: 'dc-3', known, found: [v6] }, asBuiltTrigger).kind).toBe(
      'start',
    );
  });

  test('one-recovery off starts a second one beside it', () => {
    const variant = { ...asBuiltTrigger, oneRecovery: false };
    expect(decideTrigger({ region: 'dc-3', known: running, found: [v6] }, variant).kind).toBe(
      'start',
    );
  });

  test('as built a newer version that was found does not replace the running one', () => {
    const decision = decideTrigger({ region: 'dc-3', known: running, found: [v7] }, asBuiltTrigger);
    expect(decision.kind).toBe('refused');
  });

  test('a failed enumeration blocks the region for ever as built, and not with trigger-safe', () => {
    const trigger = { region: 'dc-3', known: undefined, found: 'enumeration-failed' } as const;
    expect(decideTrigger(trigger, asBuiltTrigger)).toMatchObject({
      kind: 'failed',
      blocksLater: true,
    });
    const safe = { ...asBuiltTrigger, triggerSafe: true };
    expect(decideTrigger(trigger, safe)).toMatchObject({ kind: 'failed', blocksLater: false });
    const stuck = { complete: false, versions: [] };
    expect(decideTrigger({ region: 'dc-3', known: stuck, found: [v6] }, asBuiltTrigger).kind).toBe(
      'refused',
    );
  });

  test('abandon-old-recovery puts v7 in the place of v6, the rest continues', () => {
    const variant = { ...asBuiltTrigger, abandonOldRecovery: true };
    const decision = decideTrigger({ region: 'dc-3', known: running, found: [v7, other] }, variant);
    expect(decision).toEqual({ kind: 'replace', abandoned: [v6], kept: [other], start: [v7] });
  });

  test('abandon-old-recovery does not restart the same version', () => {
    const variant = { ...asBuiltTrigger, abandonOldRecovery: true };
    expect(
      decideTrigger({ region: 'dc-3', known: running, found: [v6, other] }, variant).kind,
    ).toBe('refused');
    const failed = { region: 'dc-3', known: running, found: 'enumeration-failed' } as const;
    expect(decideTrigger(failed, variant).kind).toBe('refused');
  });
});

describe('RC-7: orphans', () => {
  const on = { recover: true, orphanMonitor: true, scanDespiteMarks: false };
  const scan: OrphanScan = {
    autoRecovery: true,
    isLeader: true,
    degraded: [],
    configuredRegions: ['dc-1', 'dc-2', 'dc-3'],
    recovering: [],
  };
  const orphansInDc3 = (region: string): boolean => region === 'dc-3';

  test('W14 testOrphanedPartiallyOnlineVersionsDetectedAndRecovered: for dc-3, not for dc-1', () => {
    expect(regionsWithOrphans(scan, orphansInDc3, on)).toEqual({
      kind: 'scanned',
      trigger: ['dc-3'],
    });
  });

  test('W15 testOrphanedVersionsNotDetectedWhenRecoveryAlreadyActive: it is not even called', () => {
    const asked: string[] = [];
    const verdict = regionsWithOrphans(
      { ...scan, recovering: ['dc-3'] },
      (region) => asked.push(region) > 0 && region === 'dc-3',
      on,
    );
    expect(verdict).toEqual({ kind: 'scanned', trigger: [] });
    expect(asked).toEqual(['dc-1', 'dc-2']);
  });

  test('W16 testOrphanScanSkippedWhileAnyDatacenterDegraded: one mark is enough', () => {
    const verdict = regionsWithOrphans({ ...scan, degraded: ['dc-3'] }, () => true, on);
    expect(verdict).toMatchObject({ kind: 'suppressed', because: 'region-degraded' });
  });

  test('scan-despite-marks leaves out the marked regions only', () => {
    const marked = { ...scan, degraded: ['dc-3'] };
    const verdict = regionsWithOrphans(marked, () => true, { ...on, scanDespiteMarks: true });
    expect(verdict).toEqual({ kind: 'scanned', trigger: ['dc-1', 'dc-2'] });
  });

  test('no scan without the key, the switches or leadership', () => {
    const because = (change: Partial<OrphanScan>, variant = on) => {
      const verdict = regionsWithOrphans({ ...scan, ...change }, () => true, variant);
      return verdict.kind === 'suppressed' ? verdict.because : verdict.kind;
    };
    expect(because({ autoRecovery: false })).toBe('auto-recovery-off');
    expect(because({ isLeader: false })).toBe('not-leader');
    expect(because({}, { ...on, recover: false })).toBe('recovery-off');
    expect(because({}, { ...on, orphanMonitor: false })).toBe('monitor-off');
  });
});
