/**
 * Worked examples played by the running model: Venice's tests of the recovery service,
 * with dc-2 as the region that comes back, and its lifecycle test. What one rule decides is tested
 * beside that rule as well.
 */
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../../scenarios/index.js';
import {
  inOrder,
  type PlayedScenario,
  patientRegions,
  playScene,
} from '../../support/played-scenario.js';
import { down, mark, push, unmark } from '../../support/switch-case.js';

const healed = [mark('dc-2'), push(), unmark('dc-2')];
const controllerDown = (region: string, lasts: string) =>
  down(region, '59m', lasts, 'controller-outage');

function play(timeline: readonly string[], more: Partial<Parameters<typeof playScene>[0]> = {}) {
  const config = { ...patientRegions, ...more.config };
  return playScene({ profile: 'as-designed', timeline, ...more, config });
}

/** What happened to the stores of a recovery, in turn. */
function steps(played: PlayedScenario, recovery: number) {
  return played
    .facts('recovery-progressed')
    .flatMap(({ fact }) => (fact.recovery === recovery ? [fact.step] : []));
}

/** The counters when a recovery was over. */
function countsOf(played: PlayedScenario, recovery: number) {
  const all = played.facts('recovery-progressed').map(({ fact }) => fact);
  return all.findLast((fact) => fact.recovery === recovery)?.counts;
}

/** What the parent wrote about its attempts to clear a region and copy into it. */
function attempts(played: PlayedScenario) {
  return played
    .facts('store-recovery-changed')
    .flatMap(({ at, fact: { text } }) => (/^attempt|^copies/.test(text) ? [{ at, text }] : []));
}

describe('the recovery service, running', () => {
  test('W4 testTriggerRecoveryCallsPrepareAndInitiateThenTransitions: one copy, then ONLINE', () => {
    const played = play(healed).until('4h');
    expect(attempts(played).map(({ text }) => text)).toEqual(['copies it from dc-0']);
    expect(steps(played, 1)).toEqual(['initiated', 'current', 'completed']);
    expect(countsOf(played, 1)).toEqual({
      totalStores: 1,
      initiatedStores: 1,
      endedStores: 0,
      recoveredStores: 1,
      failedStores: 0,
      versionsTransitioned: 1,
      complete: true,
    });
    expect([played.parentStatus(2), played.serves()]).toEqual(['ONLINE', [2, 2, 2]]);
  });

  test('W5 testRecoverSingleStoreRetriesOnFailure: the third attempt recovers it', () => {
    const played = play([...healed, controllerDown('dc-2', '170s')]).until('4h');
    expect(attempts(played).map(({ text }) => text.split(',')[0])).toEqual([
      'attempt 1 failed',
      'attempt 2 failed',
      'copies it from dc-0',
    ]);
    expect(countsOf(played, 1)).toMatchObject({ recoveredStores: 1, failedStores: 0 });
  });

  test('W6 testFailedStoreIncrementsFailedCountAfterAllRetries: three attempts, no status', () => {
    const played = play([...healed, controllerDown('dc-2', '3h')]).until('3760s');
    expect(attempts(played)).toHaveLength(3);
    expect(countsOf(played, 1)).toMatchObject({ failedStores: 1, versionsTransitioned: 0 });
    expect(played.parentHistory(2)).toEqual(['PARTIALLY_ONLINE']);
  });

  test('W7 testFailedStoreDoesNotBlockOthers: only the good one becomes ONLINE', () => {
    const played = play([...healed, 'at: 11m, push: p2, store: jobs'], {
      stores: ['{ name: jobs, migrating: true }'],
    }).until('90m');
    expect(countsOf(played, 1)).toMatchObject({
      totalStores: 2,
      recoveredStores: 1,
      failedStores: 1,
    });
    const online = played
      .facts('parent-version-status-set')
      .flatMap(({ fact }) => (fact.status === 'ONLINE' ? [fact.store] : []));
    expect(online).toEqual([0]);
  });

  test('W8 testRecoverySkippedWhenAlreadyInProgress: the second trigger is refused', () => {
    const again = [mark('dc-2', '61m'), unmark('dc-2', '62m')];
    const slow = down('dc-2', '50m', '2h', 'server-outage');
    const played = play([...healed, slow, ...again]).until('90m');
    expect(played.facts('recovery-started')).toHaveLength(1);
    expect(played.facts('recovery-refused')).not.toHaveLength(0);
  });

  test('W13 testVersionSupersededDuringPollingTreatedAsSuccess: counted, and no status written', () => {
    const slow = down('dc-2', '50m', '1h', 'server-outage');
    // Venice counts it as a transition, and loses the copy at the start of the newer push.
    const switches = { 'clamp-progress': 'off', 'recovery-keeps-backup': 'off' };
    const settings = { switches: { ...switches, 'confirmation-errors-count': 'off' } };
    const played = play([...healed, slow, push('p2', '65m')], settings).until('6h');
    expect(steps(played, 1)).toEqual(['initiated', 'superseded', 'completed']);
    expect(countsOf(played, 1)).toMatchObject({ recoveredStores: 1, versionsTransitioned: 1 });
    expect(played.parentHistory(2)).toEqual(['PARTIALLY_ONLINE']);
  });

  test('W14 testOrphanedPartiallyOnlineVersionsDetectedAndRecovered: for dc-2 alone', () => {
    const played = play([mark('dc-2'), push(), unmark('dc-2', '11m')]).until('4h');
    expect(played.facts('recovery-started').map(({ fact }) => fact.region)).toEqual([2]);
    expect(countsOf(played, 1)).toMatchObject({ totalStores: 1 });
  });

  test('W16 testOrphanScanSkippedWhileAnyDatacenterDegraded: one mark stops the whole scan', () => {
    const regions = ['dc-0', 'dc-1', 'dc-2', 'dc-3'];
    const timeline = [mark('dc-2'), mark('dc-3'), push(), unmark('dc-2', '11m')];
    const starts = (word: string) =>
      play(timeline, { regions, switches: { 'scan-despite-marks': word } })
        .until('4h')
        .facts('recovery-started')
        .map(({ fact }) => fact.region);
    expect(starts('off')).toEqual([]);
    // As designed the scan leaves out the marked region only.
    expect(starts('on')).toEqual([2]);
  });

  test('W19 testRecoveryHandlesSourceFabricUnreachable: three lookups without an answer', () => {
    const silent = [controllerDown('dc-0', '3h'), controllerDown('dc-1', '3h')];
    const played = play([...healed, ...silent]).until('3650s');
    expect(attempts(played)).toHaveLength(3);
    expect(countsOf(played, 1)).toMatchObject({ recoveredStores: 0, failedStores: 1 });
  });

  test('W20 testMarkRecoveryCompleteThenRetriggerSameDc: a new recovery with counters of its own', () => {
    const again = [mark('dc-2', '3h'), push('p2', '181m'), unmark('dc-2', '4h')];
    const played = play([...healed, ...again]).until('6h');
    expect(played.facts('recovery-started')).toHaveLength(2);
    expect(countsOf(played, 2)).toMatchObject({ totalStores: 1, recoveredStores: 1 });
  });

  test('W21 testGetRecoveryProgressReturnsNullForUnknownDC: nothing is known of a region never healed', () => {
    const asked = (region: string) =>
      runScenario(parseScenario(progressOf(region), 'progress.yaml')).expectations[0];
    expect(asked('dc-1')).toMatchObject({
      held: false,
      found: 'no recovery of dc-1 was started',
    });
    expect(asked('dc-2')).toMatchObject({ held: true });
  });

  test('W55 testBatchOnlyDataRecovery: the recovered number is served', () => {
    const played = play(healed).until('4h');
    const swap = played.facts('version-swapped').find(({ fact }) => fact.region === 2)?.fact;
    expect(swap).toMatchObject({ version: 2, because: 'recovered' });
  });
});

describe('the lifecycle', () => {
  const lifecycle = (timeline: readonly string[]) =>
    playScene({
      profile: 'as-built',
      config: { ...inOrder, 'controller.deferred.version.swap.sleep.ms': 100 },
      store: 'swapWait: 0m',
      timeline,
    });

  test('W39 testDegradedModeBatchPushLifecycle: pushed without dc-1, PARTIALLY_ONLINE, unmarked', () => {
    const played = lifecycle([mark('dc-1'), push(), unmark('dc-1', '25m')]).until('24m');
    expect(played.facts('job-accepted')[0]?.fact.degraded).toEqual([1]);
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.statuses(2)).toEqual(['ONLINE', 'NOT_CREATED', 'ONLINE']);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE']);
    expect(played.world().parent.registry.stored).toHaveLength(1);
    played.until('26m');
    expect(played.world().parent.registry.stored).toEqual([]);
    expect(played.parentStatus(2)).toBe('PARTIALLY_ONLINE');
  });

  test('W40 testIncrementalPushBlockedDuringDegradedMode: refused', () => {
    const played = playScene({
      profile: 'as-built',
      store: 'hybrid: true, incremental: true, activeActive: true',
      timeline: [push('p0', '1m'), mark('dc-1', '1h'), push('p1', '2h', 'mode: incremental')],
    }).until('3h');
    expect([played.job('p0').state, played.job('p1').state]).toEqual(['succeeded', 'refused']);
  });

  test('W41 testMarkDegradedRejectedWhenFeatureDisabled: the mark is refused', () => {
    const played = playScene({
      profile: 'as-built',
      config: { 'degraded.mode.enabled': false },
      timeline: [mark('dc-1')],
    }).until('10m');
    expect(played.world().parent.registry.stored).toEqual([]);
  });
});

function progressOf(region: string): string {
  const lines = [
    'title: Progress of a recovery',
    'regions: [dc-0, dc-1, dc-2]',
    'stores: [{ name: profiles }]',
    'timeline:',
    ...healed.map((entry) => `  - { ${entry} }`),
    'expect:',
    `  - { at: end, recovery: ${region}, complete: true }`,
  ];
  return `${lines.join('\n')}\n`;
}
