/**
 * The table of races between marks, pushes and recoveries played by the running model as built, row by row with the outcome it states. Where the design promises
 * something else, the row is played with that switch as well.
 */
import { describe, expect, test } from 'vitest';
import { firstStep } from '../../model/rules/recovery/attempt.js';
import { afterStep, freshProgress } from '../../model/rules/recovery/progress.js';
import { inOrder, type PlayedScenario, playScene, type Scene } from '../support/played-scenario.js';
import { down, mark, push, unmark } from '../support/switch-case.js';

/** Every row, as the table names them. */
const races = {
  unmarkedTooEarly: 'unmark before the version is PARTIALLY_ONLINE',
  unmarkedTwice: 'unmark twice',
  markedAgain: 're-mark during recovery',
  newDegradedPush: 're-mark, new degraded push v7, unmark, while v6 recovery incomplete',
  storeDeleted: 'store deleted meanwhile',
  changedBeforePhaseOne: 'version turned ONLINE/KILLED/ROLLED_BACK before phase 1',
  killedInPhaseTwo: 'version KILLED during phase 2, dc becomes current',
  rolledBackBefore: 'rollback of a degraded version before unmark',
  jobGivesUp: 'VPJ fails/cancels while dc rebuilds v',
  unreachable: 'dc unreachable during phase 2',
} as const;
const told = new Set<string>();

/** A row of the table: its name is part of the test's, and is noted for the last test of this file. */
function race(row: keyof typeof races, check: () => void, more = ''): void {
  told.add(row);
  test(`${races[row]}${more}`, check);
}

function play(timeline: readonly string[], more: Partial<Scene> = {}): PlayedScenario {
  return playScene({
    profile: 'as-built',
    config: inOrder,
    store: 'size: 1 GB',
    ...more,
    timeline,
  });
}

const degraded = [mark('dc-1'), push()];
const starts = (played: PlayedScenario) =>
  played.facts('recovery-started').map(({ at, fact }) => [at, fact.stores]);
const refusals = (played: PlayedScenario) =>
  played.facts('recovery-refused').map(({ at, fact }) => [at, fact.reason]);
const counts = (played: PlayedScenario, recovery = 0) =>
  played.world().parent.recoveryHistory[recovery]?.counts;
const minutes = (count: number) => count * 60_000;

/** Two stores that missed a push; the first one keeps the only worker for its three attempts, 15 s, because it migrates. */
function behindAStuckStore(timeline: readonly string[], regions = ['dc-0', 'dc-1', 'dc-2']) {
  return play(timeline, {
    regions,
    store: 'size: 1 GB, migrating: true',
    stores: ['{ name: jobs, size: 1 GB, sourceFabric: dc-0 }'],
    config: {
      'deferred.version.swap.region.roll.forward.order': regions.join(','),
      'degraded.mode.recovery.thread.pool.size': 1,
    },
  });
}

/** What the recovery said about the second store of `behindAStuckStore`. */
function aboutJobs(played: PlayedScenario, recovery: number): string[] {
  return played
    .facts('store-recovery-changed')
    .flatMap(({ fact }) =>
      fact.recovery === recovery && fact.store === 1 && fact.text !== '' ? [fact.text] : [],
    );
}

describe('as built: marks', () => {
  const early = [...degraded, unmark('dc-1', '11m')];

  race('unmarkedTooEarly', () => {
    const played = play(early).until('30m');
    expect(refusals(played)).toEqual([[minutes(11), 'no store needs it']]);
    const partial = played.facts('parent-version-status-set').at(-1);
    expect(partial?.fact.status).toBe('PARTIALLY_ONLINE');
    // The monitor ticks once a minute.
    const [[at, stores] = []] = starts(played);
    expect(stores).toEqual([{ store: 0, version: 2 }]);
    expect(Number(at) - (partial?.at ?? 0)).toBeLessThanOrEqual(minutes(1));
    expect(played.statuses(2)[1]).toBe('PUSHED');
  });

  race(
    'unmarkedTooEarly',
    () => {
      const off = { ...inOrder, 'degraded.mode.auto.recovery.enabled': false };
      const played = play(early, { config: off }).until('10h');
      expect(played.parentHistory(2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE']);
      expect(starts(played)).toEqual([]);
      expect(played.statuses(2)[1]).toBe('NOT_CREATED');
    },
    ', and auto-recovery is off',
  );

  race('unmarkedTwice', () => {
    const played = play([...degraded, unmark('dc-1'), unmark('dc-1', '60m10s')]).until('65m');
    const unmarks = played.facts('degraded-unmarked').map(({ fact }) => fact.changed);
    expect(unmarks).toEqual([true, false]);
    expect(starts(played)).toHaveLength(1);
    expect(played.facts('operator-refused')).toEqual([]);
  });

  race('markedAgain', () => {
    const again = [...degraded, unmark('dc-1'), mark('dc-1', '60m10s')];
    const played = play(again, { store: 'size: 40 GB' }).until('61m');
    expect(played.statuses(2)[1]).toBe('STARTED');
    expect(played.until('80m').statuses(2)[1]).toBe('PUSHED');
    expect(counts(played)).toMatchObject({ recoveredStores: 1, complete: false });
    // It is polled 720 times and given up; dc-1 still lacks v2, and while the mark stands no scan looks for it.
    played.until('10h');
    expect(counts(played)).toMatchObject({ failedStores: 1, complete: true });
    expect(starts(played)).toHaveLength(1);
  });

  race('newDegradedPush', () => {
    const timeline = [
      ...degraded,
      unmark('dc-1'),
      mark('dc-1', '60m30s'),
      push('p2', '61m'),
      unmark('dc-1', '80m'),
    ];
    const on = { 'poll-effective-targets': 'on' };
    const played = play(timeline, { switches: on }).until('8h');
    expect(played.serves()).toEqual([3, 1, 3]);
    expect(refusals(played).map(([at]) => at)).toEqual([minutes(80)]);
    const [first, second] = starts(played);
    expect([first?.[1], second?.[1]]).toEqual([
      [{ store: 0, version: 2 }],
      [{ store: 0, version: 3 }],
    ]);
    // 720 checks 30 seconds apart, then the next tick of the monitor.
    expect(second?.[0]).toBe(minutes(60 + 360));
    const designed = play(timeline, { switches: { ...on, 'abandon-old-recovery': 'on' } });
    expect(starts(designed.until('81m'))).toHaveLength(2);
  });
});

describe('as built: what becomes of the version', () => {
  race(
    'storeDeleted',
    () => {
      const first = firstStep(
        {
          store: 'profiles',
          version: 2,
          storeExists: false,
          versionStatus: undefined,
          rolledBack: false,
          region: 'dc-1',
          regionCurrent: 1,
        },
        { neverGoBack: false, recoverySkipsRolledBack: false },
      );
      expect(first).toMatchObject({ kind: 'count-failed', because: 'store-gone' });
      const after = afterStep(freshProgress(1), 'store-failed', { clampProgress: false });
      expect(after).toMatchObject({ recoveredStores: 0, failedStores: 1 });
    },
    ' (the rules alone: no store of a scenario is ever deleted)',
  );

  const both = [mark('dc-1'), push(), push('p2', '10m').replace('profiles', 'jobs')];

  race(
    'changedBeforePhaseOne',
    () => {
      const kill = 'at: 60m5s, operator: kill-push, push: p2';
      const played = behindAStuckStore([...both, unmark('dc-1'), kill]).until('61m');
      expect(aboutJobs(played, 1)).toEqual(['jobs v2 is KILLED, so nothing is missing']);
      expect(counts(played)).toMatchObject({ recoveredStores: 1, failedStores: 1 });
    },
    ': KILLED',
  );

  race(
    'changedBeforePhaseOne',
    () => {
      const back = 'at: 60m1s, operator: roll-back, store: jobs, regions: [dc-0, dc-1, dc-2]';
      const played = behindAStuckStore([...both, unmark('dc-1'), back]).until('61m');
      expect(aboutJobs(played, 1)).toEqual(['jobs v2 is ROLLED_BACK, so nothing is missing']);
      expect(counts(played)).toMatchObject({ recoveredStores: 1, failedStores: 1 });
    },
    ': ROLLED_BACK',
  );

  race(
    'changedBeforePhaseOne',
    () => {
      // dc-1 is healed first, and its recovery lifts v2 of jobs while dc-3's is still busy with the other store.
      const timeline = [
        mark('dc-1'),
        mark('dc-3'),
        push('p2', '10m').replace('profiles', 'jobs'),
        unmark('dc-1'),
        push('p1', '60m10s'),
        'at: 71m40s, operator: roll-forward, store: jobs, regions: [dc-1]',
        unmark('dc-3', '71m55s'),
      ];
      const played = behindAStuckStore(timeline, ['dc-0', 'dc-1', 'dc-2', 'dc-3']);
      expect(aboutJobs(played.until('73m'), 2)).toEqual([
        'jobs v2 is ONLINE, so nothing is missing',
      ]);
    },
    ': ONLINE',
  );

  race('killedInPhaseTwo', () => {
    const forward = 'at: 61m, operator: roll-forward, store: profiles, regions: [dc-1]';
    const kill = 'at: 60m50s, operator: kill-push, push: p1';
    const played = play([...degraded, unmark('dc-1'), kill, forward]).until('63m');
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentHistory(2).at(-1)).toBe('KILLED');
    expect(counts(played)).toMatchObject({ versionsTransitioned: 1, failedStores: 0 });
  });

  race('rolledBackBefore', () => {
    const timeline = [
      push('p0', '1m'),
      mark('dc-1', '90m'),
      push('p1', '95m'),
      'at: 3h, operator: roll-back, store: profiles',
      unmark('dc-1', '4h'),
    ];
    const config = { ...inOrder, 'controller.early.delete.backup.enabled': false };
    const switches = { 'poll-effective-targets': 'on' };
    const played = play(timeline, { config, switches }).until('5h');
    // Two of three regions took v3 back; dc-1, which never had it, went from v2 to v1, and is now given v3.
    expect(played.parentHistory(3).at(-1)).toBe('PARTIALLY_ONLINE');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(starts(played)).toEqual([[minutes(240), [{ store: 0, version: 3 }]]]);
    expect(played.statuses(3)).toEqual(['ROLLED_BACK', 'PUSHED', 'ROLLED_BACK']);
    const skips = { ...switches, 'recovery-skips-rolled-back': 'on' };
    expect(starts(play(timeline, { config, switches: skips }).until('5h'))).toEqual([]);
  });
});

describe('as built: while a region rebuilds or is polled', () => {
  race('jobGivesUp', () => {
    // The job has run for a day, because dc-1 answered that it does not have the version.
    const played = play([...degraded, unmark('dc-1', '1449m')], { store: 'size: 100 GB' });
    expect(played.until('1449m30s').statuses(2)).toEqual(['ONLINE', 'STARTED', 'ONLINE']);
    played.until('1451m');
    expect(played.job().state).toBe('killed');
    expect(played.parentStatus(2)).toBe('KILLED');
    const killed = played
      .facts('version-status-set')
      .flatMap(({ fact }) => (fact.status === 'KILLED' ? [fact.region] : []));
    expect(killed).toEqual([1]);
    expect(played.serves()).toEqual([2, 1, 2]);
  });

  /** When one store of a recovery of two was polled, counted from the first poll. */
  function looks(outage: readonly string[]): number[] {
    const timeline = [
      mark('dc-1'),
      push(),
      push('p2', '10m').replace('profiles', 'jobs'),
      unmark('dc-1'),
      ...outage,
    ];
    const stores = ['{ name: jobs, size: 1 GB, sourceFabric: dc-0 }'];
    const played = play(timeline, { stores }).until('64m10s');
    const at = played
      .facts('store-recovery-changed')
      .flatMap((each) =>
        each.fact.store === 0 && each.fact.change.confirmations !== undefined ? [each.at] : [],
      );
    return at.map((each) => (each - (at[0] ?? 0)) / 1000);
  }

  race('unreachable', () => {
    expect(looks([])).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240]);
    // Two stores, each call 45 s: every turn takes a minute and a half more, until dc-1 answers again.
    const away = down('dc-1', '60m10s', '3m', 'controller-outage');
    expect(looks([away])).toEqual([0, 30, 150, 225]);
  });
});

test('every row of the table is played', () => {
  expect([...told].sort()).toEqual(Object.keys(races).sort());
});
