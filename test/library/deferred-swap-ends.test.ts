/**
 * Every end of a target-region push with deferred swap happens in a library scenario, or in test/scenarios/end-states.test.ts where no scenario
 * can bring it about. A row that loses its file, or whose file no longer goes that way, fails.
 */
import { expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';
import { libraryFolder } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

type Row = readonly [from: string, to: string, trigger: string, file: string];

/** The parent's status before and after, why, and the file of the folder `swap` that shows it. */
const shown: readonly Row[] = [
  ['STARTED', 'PUSHED', 'a poll reads that all targets are COMPLETED', 'started-to-pushed'],
  ['STARTED', 'ERROR', 'a poll reads that a target is ERROR', 'started-to-error'],
  ['STARTED', 'ONLINE', 'as PUSHED: the target serves, no job polls', 'started-without-a-job'],
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

const folder = `${libraryFolder}/swap`;

test.each(shown)('%s to %s: %s (%s)', (from, to, _trigger, file) => {
  const { scenario, parentHistory } = replayOf(`${folder}/${file}.yaml`);
  expect(scenario.setup.venice.profile).toBe('as-built');
  const steps = parentHistory.slice(1).map((status, index) => `${parentHistory[index]} ${status}`);
  expect(steps).toContain(`${from} ${to}`);
});

test('every scenario of the folder stands in a row', () => {
  const files = new Set(shown.map(([, , , file]) => `${folder}/${file}.yaml`));
  expect(findScenarios([folder])).toEqual([...files].toSorted());
});
