/**
 * The table of known flaws says what it means: the scenario of an entry has the shape of that entry, and the same invariant broken by another
 * cause, a protection that is switched off, has the shape of none.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Invariant, invariants } from '../../model/index.js';
import { documentOfRun, exploreBatch } from '../../scenarios/explore/index.js';
import { findScenarios, loadScenario, parseScenario } from '../../scenarios/index.js';
import { type Evidence, evidenceOf } from '../support/evidence.js';
import { flawsOf, knownFlaws } from '../support/known-flaws.js';

function invariantNamed(name: string): Invariant {
  const found = invariants.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no invariant is called ${name}`);
  return found;
}

const folder = 'scenarios/library/design-flaws';

/** Breaches without a shape, of the invariants that known flaws break. */
function unknownIn(evidence: readonly Evidence[], invariant: string): readonly Evidence[] {
  return evidence.filter((one) => one.breach.invariant === invariant && flawsOf(one).length === 0);
}

describe('the scenario of a known flaw', () => {
  test.each(knownFlaws)('$scenario breaks $invariant by its own shape', (flaw) => {
    const evidence = evidenceOf(loadScenario(`${folder}/${flaw.scenario}.yaml`));
    const breaches = evidence.filter(({ breach }) => breach.invariant === flaw.invariant);
    expect(breaches.length).toBeGreaterThan(0);
    expect(breaches.flatMap(flawsOf)).toContain(flaw);
    expect(unknownIn(evidence, flaw.invariant)).toEqual([]);
  });

  test('is in the table with each invariant that it violates', () => {
    const said = findScenarios([folder]).flatMap((file) =>
      loadScenario(file).violates.map(
        (invariant) => `${file.replace(/^.*\/|\.yaml$/g, '')}: ${invariant}`,
      ),
    );
    const known = knownFlaws.map(({ scenario, invariant }) => `${scenario}: ${invariant}`);
    expect(said.filter((one) => !known.includes(one))).toEqual([]);
  });
});

/** Changes of one line that exploration has made to library files and vectors, each judged. */
const changedLines: readonly (readonly [
  file: string,
  wrong: string,
  right: string,
  breaks: string,
])[] = [
  [
    'scenarios/library/design-flaws/unmarked-region-is-never-healed.yaml',
    'size: 10 MB',
    'size: 10 MB, startsWith: 0',
    'unmarked-region-is-never-healed',
  ],
  [
    'scenarios/library/design-flaws/incomplete-copy-is-served-for-good.yaml',
    'regions: [dc-0, dc-1, dc-2]',
    'regions: [dc-0, dc-1, dc-2, dc-3, dc-4]',
    'incomplete-copy-is-served-for-good',
  ],
  [
    'scenarios/library/design-flaws/incomplete-copy-is-served-for-good.yaml',
    'at: 50m, fault: copies-lose-records, region: dc-1, for: 1h',
    'at: 61m, fault: copies-lose-records, region: dc-1, for: 1h',
    '',
  ],
  [
    'scenarios/library/recovery/operator-unmarks-twice.yaml',
    'fault: region-outage, region: dc-1, for: 1h',
    'fault: region-outage, region: dc-2, for: 1h',
    'unmarked-region-is-never-healed',
  ],
  [
    'scenarios/library/recovery/operator-unmarks-twice.yaml',
    'fault: region-outage, region: dc-1, for: 1h',
    'fault: region-outage, region: dc-0, for: 1h',
    '',
  ],
  [
    'test/vectors/end-states/t2-parallel-unreachable.as-designed.yaml',
    'size: 20 GB',
    'size: 20000 GB',
    '',
  ],
  [
    'test/vectors/end-states/t2-parallel-unreachable.as-designed.yaml',
    'size: 20 GB',
    'size: 3000 GB',
    '',
  ],
  [
    'test/vectors/divergences/25-a-version-that-a-newer-one-passed.as-designed.yaml',
    ', region: dc-1, for: 1h',
    ', region: dc-1',
    '',
  ],
  [
    'scenarios/library/fleet/a-fleet-out-of-a-seed.yaml',
    'operator: unmark-degraded, region: dc-2',
    'operator: set-emergency-source, region: dc-2',
    '',
  ],
  [
    'scenarios/library/fleet/a-fleet-out-of-a-seed.yaml',
    '\ntimeline:',
    "\nvenice: { config: { deferred.version.swap.region.roll.forward.order: 'dc-0,dc-1,dc-2' } }\ntimeline:",
    'rollout-order-lacks-a-region',
  ],
  [
    'scenarios/library/fleet/a-fleet-out-of-a-seed.yaml',
    '\ntimeline:',
    "\nvenice: { config: { deferred.version.swap.region.roll.forward.order: 'dc-3,dc-1' } }\ntimeline:",
    'rollout-order-lacks-a-region',
  ],
  [
    'test/vectors/edge-cases/e14-leader-fails-over.as-designed.yaml',
    'regions: [dc-0, dc-1, dc-2]',
    'regions: [dc-0, dc-1, dc-2, dc-3]',
    'rollout-order-lacks-a-region',
  ],
  [
    'scenarios/library/push-kinds/repush-yields-to-a-user.yaml',
    'size: 60 GB, sourceFabric: dc-0',
    'size: 5 GB, sourceFabric: dc-0, incremental: true, hybrid: true',
    'repush-outruns-the-status-check',
  ],
];

describe('a file of which one line is changed', () => {
  test.each(changedLines)('%s, %s becomes %s: breaks "%s"', (file, wrong, right, breaks) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(wrong);
    const evidence = evidenceOf(parseScenario(text.replace(wrong, right), file));
    expect(evidence.filter((one) => flawsOf(one).length === 0).map(({ breach }) => breach)).toEqual(
      [],
    );
    const shapes = evidence.flatMap((one) => flawsOf(one).map(({ scenario }) => scenario));
    expect(breaks === '' ? shapes : shapes.includes(breaks)).toEqual(breaks === '' ? [] : true);
  });
});

/** For each invariant of the table a protection whose absence breaks it: a test vector of mutations, the path of a scenario, or a switch to explore without. */
const otherCauses: Readonly<Record<string, { readonly file: string } | { readonly off: string }>> =
  {
    'aborted-not-served': { file: 'kill-keeps-partial-off.parent-current-sound' },
    'backup-retained': { file: 'recovery-keeps-backup-off.backup-retained' },
    'excluded-is-recoverable': { file: 'online-needs-all-regions-off.excluded-is-recoverable' },
    'failure-is-real': { file: 'push-job-accepts-partial-off.failure-is-real' },
    'no-data-regression': { file: 'never-go-back-off.number-names-one-content' },
    'no-stuck-push': { off: 'push-job-kills-on-failure' },
    'number-names-one-content': { file: 'never-go-back-off.number-names-one-content' },
    'parent-current-sound': { file: 'kill-keeps-partial-off.parent-current-sound' },
    'partial-eventually-online': { file: 'recovered-version-swaps-off.region-catches-up' },
    'push-job-terminates': { file: 'swap-timeout-off.push-job-terminates' },
    'pushed-not-premature': { off: 'empty-target-guard' },
    'recovery-quiesces': { file: 'superseded-is-terminal-off.recovery-quiesces' },
    'recovery-source-alive': { file: 'keep-backup-off.recovery-source-alive' },
    'region-catches-up': { file: 'recovered-version-swaps-off.region-catches-up' },
    'rolled-back-not-served': { file: 'rollback-scope-forward-regions.rolled-back-not-served' },
    'success-means-serving': {
      file: 'scenarios/library/degraded/success-without-a-healthy-region.yaml',
    },
  };

/** No switch breaks it: its invariant is restricted to other facts than the alert instead, see below. */
const withoutSwitch = ['overdue-is-alerted'];

describe('a breach of the same invariant by another cause', () => {
  test('is there for every invariant of the table', () => {
    const table = new Set(knownFlaws.map(({ invariant }) => invariant));
    expect([...Object.keys(otherCauses), ...withoutSwitch].sort()).toEqual([...table].sort());
  });

  test.each(Object.entries(otherCauses))('%s has no shape of a known flaw', (invariant, cause) => {
    if ('file' in cause) {
      const [file] = findScenarios(['test/vectors/mutations']).filter((one) =>
        one.includes(`/${cause.file}.`),
      );
      const evidence = evidenceOf(loadScenario(file ?? cause.file));
      const breaches = evidence.filter(({ breach }) => breach.invariant === invariant);
      expect(breaches.length).toBeGreaterThan(0);
      expect(unknownIn(evidence, invariant)).toEqual(breaches);
      return;
    }
    const exploration = {
      seed: 4_242,
      mistakes: false,
      venice: { switches: { [cause.off]: 'off' } },
    };
    let found: readonly Evidence[] = [];
    for (let run = 0; run < 300 && found.length === 0; run += 1) {
      const isBroken = exploreBatch(exploration, run, 1).found.some(
        ({ breaks }) => breaks === invariant,
      );
      if (!isBroken) continue;
      const text = JSON.stringify(documentOfRun(exploration, run));
      found = unknownIn(evidenceOf(parseScenario(text, `run ${run}`)), invariant);
    }
    expect(found.length, `nothing breaks ${invariant} without ${cause.off}`).toBeGreaterThan(0);
  });

  test('overdue-is-alerted has no shape of a known flaw where recovery is built and no alert comes', () => {
    const text = `title: A mark is forgotten although the monitor is built
horizon: 6h
regions: [dc-0, dc-1, dc-2]
stores: [{ name: profiles }]
timeline:
  - { at: 0s, operator: mark-degraded, region: dc-1, timeout: 30m }
  - { at: 3h, operator: unmark-degraded, region: dc-1 }`;
    const invariant = 'overdue-is-alerted';
    const limited = { ...invariantNamed(invariant), kinds: ['degraded-marked'] as const };
    const evidence = evidenceOf(parseScenario(text, 'forgotten.yaml'), [limited]);
    expect(evidence.length).toBeGreaterThan(0);
    expect(unknownIn(evidence, invariant)).toEqual(evidence);
  });
});
