/**
 * An edge case that passes whatever the code does shows nothing: each of these is played with the one switch turned that decides its row,
 * and an expectation of its own, not only an announced flaw, must then be missed.
 */
import { describe, expect, test } from 'vitest';
import { loadScenario, runScenario } from '../../scenarios/index.js';
import { scenarioFile } from '../support/scenario-files.js';
import { changed, replayOf } from './replay.js';

const cases: readonly (readonly [file: string, name: string, word: string])[] = [
  ['edge-cases/e01-degraded-region-is-the-source.as-built', 'nr-redirect', 'off'],
  ['edge-cases/e01-degraded-region-is-the-source.as-designed', 'emergency-for-all-stores', 'off'],
  ['edge-cases/e02-incremental-push.as-built', 'block-incremental', 'off'],
  ['edge-cases/e02-incremental-push.as-designed', 'block-incremental', 'non-active-active'],
  ['edge-cases/e07-late-backlog.as-built', 'skip-degraded', 'off'],
  ['edge-cases/e07-late-backlog.as-designed', 'skip-degraded', 'off'],
  ['edge-cases/e07-unmarked-before-the-backlog.as-built', 'skip-degraded', 'off'],
  ['edge-cases/e07-unmarked-before-the-backlog.as-designed', 'skip-degraded', 'off'],
  ['edge-cases/e08-push-job-knows-nothing.as-built', 'poll-effective-targets', 'on'],
  ['edge-cases/e08-push-job-knows-nothing-and-dc-1-answers.as-built', 'kill-keeps-partial', 'on'],
  ['edge-cases/e08-push-job-knows-nothing.as-designed', 'push-job-accepts-partial', 'off'],
  ['edge-cases/e11-forgotten-mark.as-built', 'auto-unmark', 'on'],
  ['edge-cases/e11-forgotten-mark.as-designed', 'auto-unmark', 'on'],
  ['edge-cases/e13-dictionary.as-built', 'recovered-version-swaps', 'on'],
  ['edge-cases/e13-dictionary.as-designed', 'recover', 'off'],
  ['edge-cases/e14-old-leader-lives-on.as-built', 'fencing', 'on'],
  ['edge-cases/e14-old-leader-lives-on.as-designed', 'fencing', 'off'],
  ['edge-cases/e16-marked-in-flight-and-down.as-built', 'kill-keeps-partial', 'on'],
  ['edge-cases/e16-marked-in-flight-and-down.as-designed', 'kill-keeps-partial', 'off'],
  ['end-states/s1-sequential-middle.as-built', 'kill-keeps-partial', 'on'],
  ['end-states/s1-sequential-middle.as-designed', 'sequential-skips-degraded', 'off'],
  ['end-states/s1-sequential-middle-unmarked-in-time.as-built', 'recovered-version-swaps', 'on'],
  ['end-states/s2-sequential-first.as-built', 'sequential-skips-degraded', 'on'],
  ['end-states/s2-sequential-first.as-designed', 'sequential-skips-degraded', 'off'],
  ['end-states/s3-sequential-last.as-built', 'poll-effective-targets', 'on'],
  ['end-states/s3-sequential-last.as-designed', 'poll-effective-targets', 'off'],
  ['end-states/s3-sequential-last-unmarked-in-time.as-built', 'recover', 'off'],
  ['end-states/p1-parallel.as-built', 'parallel-marks-partial', 'on'],
  ['end-states/p1-parallel.as-designed', 'parallel-marks-partial', 'off'],
  ['end-states/w-swap-service-off.as-built', 'push-job-kills-on-failure', 'off'],
  ['end-states/w-swap-service-off.as-designed', 'parallel-marks-partial', 'off'],
];

/** Expectations of the file's own, not announced flaws, that are missed with the switch turned. */
function missed(file: string, switches: Readonly<Record<string, string>>): string[] {
  const path = scenarioFile(file);
  const outcome = changed(path, replayOf(path).text, { switches });
  return outcome.missed.filter((text) => !text.startsWith('the known flaw'));
}

describe('an edge case', () => {
  test.each(cases)('%s is another one with %s %s', (file, name, word) => {
    expect(replayOf(scenarioFile(file)).missed).toEqual([]);
    expect(missed(file, { [name]: word })).not.toEqual([]);
  });

  test('a mark changes nothing for a push under way: made earlier, it does', () => {
    for (const profile of ['as-built', 'as-designed']) {
      const file = scenarioFile(`edge-cases/e16-marked-in-flight.${profile}`);
      const { timeline, ...rest } = loadScenario(file).setup;
      const earlier = timeline.map((entry) =>
        entry.kind === 'operator' ? { ...entry, at: rest.start } : entry,
      );
      const scenario = { ...loadScenario(file), setup: { ...rest, timeline: earlier } };
      expect(runScenario(scenario).expectations.some(({ held }) => !held)).toBe(true);
    }
  });
});
