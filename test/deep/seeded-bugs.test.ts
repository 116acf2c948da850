/** Ten protections switched off one at a time, and Venice as it was built: exploring from nothing finds what each of them guards. */
import { describe, expect, test } from 'vitest';
import { documentOfRun, exploreBatch, preventingSwitches } from '../../scenarios/explore/index.js';

const planted = {
  'skip-degraded': 'no-ghost-version',
  'nr-redirect': 'source-healthy',
  'push-job-accepts-partial': 'failure-is-real',
  'registry-cas': 'no-lost-registry-update',
  'min-healthy': 'min-healthy',
  'poll-effective-targets': 'failure-is-real',
  'empty-target-guard': 'pushed-not-premature',
  'sequential-skips-degraded': 'success-means-serving',
  'online-needs-all-regions': 'online-is-everywhere',
  'truthful-response': 'one-snapshot',
  'kill-keeps-partial': 'excluded-is-recoverable',
  'push-job-kills-on-failure': 'no-stuck-push',
} as const;

/** Protections that would hide a bug: a push avoids a marked source anyway. */
const besides: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nr-redirect': { 'source-avoids-marked': 'off' },
};

describe('exploring from nothing finds', () => {
  test.each(Object.entries(planted))('that %s is off, by %s', (name, invariant) => {
    const exploration = {
      seed: 4_242,
      mistakes: false,
      venice: { switches: { ...besides[name], [name]: 'off' } },
    };
    const isPrevented = (run: number): boolean =>
      preventingSwitches(documentOfRun(exploration, run), invariant).some((words) =>
        words.endsWith(` ${name}=on`),
      );
    let from = 0;
    let run: number | undefined;
    // A known flaw of the design breaks some of these invariants too; what counts is a run that the switch alone prevents.
    for (; run === undefined && from < 300; from += 10) {
      run = exploreBatch(exploration, from, 10).found.find(
        (one) => one.breaks === invariant && isPrevented(one.run),
      )?.run;
    }
    expect(run, `nothing breaks ${invariant} by ${name} alone in ${from} runs`).toBeDefined();
  });
});

test('exploring Venice as built names gaps that are known', () => {
  const exploration = { seed: 11, mistakes: false, venice: { profile: 'as-built' } };
  const { found } = exploreBatch(exploration, 0, 60);
  const firsts = found.filter(
    (one, index) => found.findIndex(({ breaks }) => breaks === one.breaks) === index,
  );
  const gaps = firsts.flatMap(({ run, breaks }) =>
    preventingSwitches(documentOfRun(exploration, run), breaks),
  );
  expect(new Set(gaps.filter((words) => words.startsWith('G'))).size).toBeGreaterThanOrEqual(3);
});
