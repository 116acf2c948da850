/**
 * Every end of a target-region push with deferred swap (hooks §7.5, with row 7 of the corrections) happens in a library scenario, or here
 * where no scenario can bring it about. A row that loses its file, or whose file no longer goes that way, fails.
 */
import { describe, expect, test } from 'vitest';
import { findScenarios, loadScenario, type Run, runScenario } from '../../scenarios/index.js';
import { deferredPush, inOrder, playScene } from '../support/played-scenario.js';

type Row = readonly [from: string, to: string, trigger: string, file: string];

/** The parent's status before and after, why, and the file of the folder `swap` that shows it. */
const shown: readonly Row[] = [
  ['STARTED', 'PUSHED', 'a poll hears that all targets are COMPLETED', 'started-to-pushed'],
  ['STARTED', 'ERROR', 'a poll hears that a target is ERROR', 'started-to-error'],
  ['STARTED', 'ONLINE', 'as PUSHED: the target serves, nobody polls', 'started-without-a-job'],
  ['PUSHED', 'ONLINE', 'parallel: all have swapped', 'parallel-to-online'],
  ['PUSHED', 'ONLINE', 'sequential: all have swapped', 'sequential-to-online'],
  ['PUSHED', 'ONLINE', 'parallel: some others failed', 'parallel-some-others-failed'],
  ['PUSHED', 'PARTIALLY_ONLINE', 'parallel: all others failed', 'parallel-all-others-failed'],
  ['PUSHED', 'PARTIALLY_ONLINE', 'parallel: five roll-forwards', 'parallel-roll-forwards-fail'],
  ['PUSHED', 'PARTIALLY_ONLINE', 'sequential: missing five times', 'sequential-region-missing'],
  ['PUSHED', 'PARTIALLY_ONLINE', 'sequential: five roll-forwards', 'roll-forwards-fail'],
  ['PUSHED', 'ERROR', 'the status of the target is ERROR', 'first-region-failed'],
  ['PUSHED', 'ERROR', 'sequential: first region missing five times', 'first-region-unreadable'],
  ['PUSHED', 'ROLLED_BACK', 'a hook says ROLLBACK', 'hook-rolls-back'],
  ['PUSHED', 'ROLLED_BACK', 'a hook says ABORT', 'hook-aborts'],
  ['PUSHED', 'KILLED', 'an operator', 'pushed-to-killed'],
  ['ERROR', 'KILLED', 'the failing push job', 'started-to-error'],
  ['ROLLED_BACK', 'KILLED', 'the failing push job', 'hook-rolls-back'],
  ['PARTIALLY_ONLINE', 'KILLED', 'the failing push job', 'sequential-region-missing'],
  ['ONLINE', 'ONLINE', 'a region that lags is rolled forward', 'online-is-not-final'],
  ['ONLINE', 'PARTIALLY_ONLINE', 'sequential: missing', 'online-to-partial-region-missing'],
  ['ONLINE', 'PARTIALLY_ONLINE', 'sequential: failed', 'online-to-partial-region-killed'],
  ['ONLINE', 'PARTIALLY_ONLINE', 'parallel: all others', 'online-to-partial-all-others-silent'],
  ['ONLINE', 'PARTIALLY_ONLINE', 'five failures', 'online-to-partial-roll-forwards-fail'],
  ['ONLINE', 'ERROR', 'first region missing', 'online-to-error-first-region-unreadable'],
  ['ONLINE', 'ERROR', 'first region failed', 'online-to-error-first-region-killed'],
  ['ONLINE', 'ROLLED_BACK', 'a hook', 'online-to-rolled-back'],
];

const folder = 'scenarios/library/swap';

/** The parent's statuses of v2 in turn, and ONLINE once more for a roll-forward after it. */
function historyOf(run: Run): string[] {
  const history = ['STARTED'];
  for (const { fact } of run.facts) {
    if (fact.kind === 'parent-version-status-set' && fact.version === 2) history.push(fact.status);
    const forward = fact.kind === 'version-swapped' && fact.because === 'rolled-forward';
    if (forward && history.at(-1) === 'ONLINE') history.push('ONLINE');
  }
  return history;
}

describe('hooks §7.5: end states in the library', () => {
  test.each(shown)('%s to %s: %s (%s)', (from, to, _trigger, file) => {
    const scenario = loadScenario(`${folder}/${file}.yaml`);
    expect(scenario.setup.venice.profile).toBe('as-built');
    const history = historyOf(runScenario(scenario));
    const steps = history.slice(1).map((status, index) => `${history[index]} ${status}`);
    expect(steps).toContain(`${from} ${to}`);
  });

  test('every scenario of the folder stands in a row', () => {
    const files = new Set(shown.map(([, , , file]) => `${folder}/${file}.yaml`));
    expect(findScenarios([folder])).toEqual([...files].toSorted());
  });
});

describe('hooks §7.5: end states that no scenario can bring about', () => {
  const pushed = () => playScene({ config: inOrder, timeline: [deferredPush()] }).until('7m');

  test('STARTED to ERROR: the target serves the version and says ERROR', () => {
    const config = { 'poll.job.status.interval.ms': 3_600_000 };
    const scene = { config, store: 'size: 1 GB', timeline: [deferredPush()] };
    const played = playScene(scene).until('110s');
    expect(played.serves()).toEqual([2, 1, 1]);
    played.reports('dc-0', 2, 'ERROR').until('3m');
    expect(played.parentHistory(2)).toEqual(['ERROR']);
    expect(played.serves()).toEqual([2, 1, 1]);
  });

  test('PUSHED to PARTIALLY_ONLINE: a later region of the order has a record of failure', () => {
    const played = pushed().holds('dc-1', 2, 'KILLED').until('20m');
    expect(played.parentHistory(2).slice(0, 2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE']);
    expect(played.serves()).toEqual([2, 1, 1]);
  });

  test('PUSHED to ERROR: the first region of the order has a record of failure', () => {
    const played = pushed().holds('dc-0', 2, 'KILLED', 1).until('20m');
    expect(played.parentHistory(2).slice(0, 2)).toEqual(['PUSHED', 'ERROR']);
  });

  test('ONLINE to ERROR: the first region says ERROR while a later one lags behind', () => {
    const played = playScene({ config: inOrder, timeline: [deferredPush()] }).until('40m');
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ONLINE']);
    played.reports('dc-0', 2, 'ERROR').holds('dc-2', 2, 'ONLINE', 1).until('42m');
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ONLINE', 'ERROR']);
  });
});
