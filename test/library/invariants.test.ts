/** Every invariant has a run that breaks it, and the same run with one thing put right does not. */
import { describe, expect, test } from 'vitest';
import { invariants, switches } from '../../model/index.js';
import { findScenarios, loadScenario, runScenario } from '../../scenarios/index.js';
import { allScenarioFiles, scenarioFile, vectorFolder } from '../support/scenario-files.js';
import { withoutSwitch } from './mutation-matrix.js';
import { changed, replayOf } from './replay.js';

/** The file that breaks an invariant, and the text whose replacement fixes it. */
const breakers: readonly (readonly [
  invariant: string,
  file: string,
  wrong: string,
  right: string,
])[] = [
  ['no-ghost-version', 'degraded/ghost-version', 'skip-degraded: off', 'skip-degraded: on'],
  ['degraded-never-ingests', 'degraded/ghost-version', 'skip-degraded: off', 'skip-degraded: on'],
  [
    'current-has-data',
    'operator-errors/unfinished-version-is-forced',
    'at: 2m, operator',
    'at: 20m, operator',
  ],
  [
    'current-topic-kept',
    'operator-errors/served-topic-is-truncated',
    'operator: truncate-topic, store: profiles, region: dc-1, version: 1',
    'operator: delete-version, store: profiles, version: 1',
  ],
  [
    'success-means-serving',
    'degraded/success-without-a-healthy-region',
    'sequential-skips-degraded: off',
    'sequential-skips-degraded: on',
  ],
  [
    'one-recovery-at-a-time',
    'recovery/two-recoveries-at-once',
    'one-recovery: off',
    'one-recovery: on',
  ],
  [
    'overdue-is-alerted',
    'design-flaws/forgotten-mark-is-not-monitored',
    'auto.recovery.enabled: false',
    'auto.recovery.enabled: true',
  ],
  [
    'recovery-source-alive',
    'design-flaws/two-pushes-outrun-a-copy',
    'at: 93m, push: p3',
    'at: 8h, push: p3',
  ],
];

/** Scenarios that differ from the design in the switch of their name, and break something by it. */
const mutations = findScenarios([`${vectorFolder}/mutations`]);

/** No run can break these: the clock and the digest are the simulator's own. They are broken by hand in kernel.test.ts. */
const ofTheKernel: readonly string[] = [
  'same-run-same-digest',
  'time-goes-on',
  'faults-are-counted',
  'instances-read-at-their-rate',
];

/** The file without the switch that it is named after. */
function asDesigned(text: string, file: string): string {
  return withoutSwitch(text, switches.find(({ name }) => file.includes(`/${name}-`))?.name ?? '');
}

function brokenSomewhere(): Set<string> {
  return new Set([
    ...breakers.map(([invariant]) => invariant),
    ...allScenarioFiles().flatMap((file) => replayOf(file).scenario.violates),
  ]);
}

describe('invariants', () => {
  test.each(breakers)(
    '%s is broken by %s, and not once that is put right',
    (invariant, file, wrong, right) => {
      const path = scenarioFile(file);
      const { text, violated } = replayOf(path);
      expect(text).toContain(wrong);
      expect(violated).toContain(invariant);
      expect(changed(path, text.replace(wrong, right)).violated).not.toContain(invariant);
    },
  );

  test.each(mutations)(
    '%s does not break what it is named after once its switch is as designed',
    (file) => {
      const { text, scenario, violated } = replayOf(file);
      const designed = asDesigned(text, file);
      expect(designed, 'the switch of its name, on one line').not.toBe(text);
      expect(violated).toEqual(expect.arrayContaining([...scenario.violates]));
      const named = file.split('.').at(-2);
      expect(scenario.violates).toContain(named);
      expect(changed(file, designed).violated).not.toContain(named);
    },
  );

  test('each one is broken somewhere', () => {
    const names = invariants.map(({ name }) => name);
    const shown = brokenSomewhere();
    expect(names.filter((name) => !shown.has(name))).toEqual(ofTheKernel);
  });

  test('a breach says in one sentence who, what and with which version', () => {
    const file = scenarioFile('degraded/ghost-version');
    const [violation] = runScenario(loadScenario(file)).violations;
    expect(violation?.message).toContain('dc-1');
    expect(violation?.message).toContain('v2');
  });
});
