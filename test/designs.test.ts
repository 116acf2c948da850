/**
 * docs/designs.md traces the two designs in both directions: what it names exists, and every rule, invariant and library scenario that comes
 * from a design is named. Every step of the designs has a row; the steps that no scenario shows are listed here and change on purpose only.
 */
import { describe, expect, test } from 'vitest';
import { hookFunctions, invariants, ledger, metrics } from '../model/index.js';
import { findScenarios } from '../scenarios/index.js';
import { designRows, designs, filesOfScenario } from './support/designs.js';
import { libraryFolder } from './support/scenario-files.js';

const rows = designRows();
const [degraded, hooks] = designs;

/** Does a source name one of the designs? */
function isOfDesign({ source }: { readonly source: string }): boolean {
  return /VIP|\bDD\b|degraded-mode design/.test(source);
}

function numbered(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);
}

/** What each design consists of. A row shows a part if its step is the part, or begins with it and a comma. */
const parts: Readonly<Record<(typeof designs)[number], readonly string[]>> = {
  [degraded]: [
    ...numbered('problem statement, layer', 3),
    ...numbered('critical issue', 5),
    ...['A', 'B', 'C', 'D', 'E'].map((option) => `option ${option}`),
    ...numbered('step', 7),
    'step 8.1',
    'step 8.2',
    'step 8.3',
    'step 8.4',
    'step 9',
    ...metrics
      .filter(({ source }) => source === 'DegradedModeStats')
      .map(({ name }) => `metric ${name}`),
    ...numbered('edge case', 20),
    'industry alignment',
    'later phases',
    ...numbered('verification', 9),
  ],
  [hooks]: [
    'push job steps',
    'problem statement',
    'scope',
    ...hookFunctions.filter(({ isInProposal }) => isInProposal).map(({ name }) => name),
    ...['proceed', 'abort', 'wait', 'rollback'].map((action) => `action ${action}`),
    ...numbered('note', 2),
    'where hooks run',
    'rollback support',
    'configuration',
    'metrics',
    ...numbered('recommendation, step', 4),
    'milestones',
    'test plan',
  ],
};

/** Topics of the library that exist to show the designs. */
const topics = ['degraded', 'hooks', 'recovery', 'policies'];

/** Steps that no scenario shows. */
const shownByNone = [
  'later phases, policy of a store',
  'later phases, health signals',
  'scope, incremental pushes',
  'scope, stream reprocessing',
  'postSchemaRegistration',
  'postStoreVersionLeaderReplication',
  'preEndOfPushJob',
  'note 1, schemas',
  'configuration, arbitrary keys',
  'milestones',
];

describe('what the page names exists', () => {
  test('the page has both designs and nothing else', () => {
    expect([...new Set(rows.map(({ design }) => design))]).toEqual(designs);
  });

  test('every rule', () => {
    const known: ReadonlySet<string> = new Set(ledger.map(({ id }) => id));
    expect(rows.flatMap(({ rules }) => rules).filter((id) => !known.has(id))).toEqual([]);
  });

  test('every invariant', () => {
    const known = new Set(invariants.map(({ name }) => name));
    expect(rows.flatMap((row) => row.invariants).filter((name) => !known.has(name))).toEqual([]);
  });

  test('every scenario', () => {
    const named = rows.flatMap(({ scenarios }) => scenarios);
    expect(named.filter((name) => filesOfScenario(name).length === 0)).toEqual([]);
  });
});

describe('what comes from a design is named', () => {
  test('every rule', () => {
    const named = new Set(rows.flatMap(({ rules }) => rules));
    const missing = ledger.filter((rule) => isOfDesign(rule) && !named.has(rule.id));
    expect(missing.map(({ id, title }) => `${id} ${title}`)).toEqual([]);
  });

  test('every invariant', () => {
    const named = new Set(rows.flatMap((row) => row.invariants));
    const missing = invariants.filter((one) => isOfDesign(one) && !named.has(one.name));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test('every library scenario of the topics that show the designs', () => {
    const named = new Set(rows.flatMap(({ scenarios }) => scenarios).flatMap(filesOfScenario));
    const own = findScenarios(topics.map((topic) => `${libraryFolder}/${topic}`));
    expect(own.length).toBeGreaterThan(topics.length);
    expect(own.filter((file) => !named.has(file))).toEqual([]);
  });
});

describe('the designs are complete', () => {
  test.each(designs)('every part of %s has a row', (design) => {
    const steps = rows.filter((row) => row.design === design).map(({ step }) => step);
    const missing = parts[design].filter(
      (part) => !steps.some((step) => step === part || step.startsWith(`${part},`)),
    );
    expect(missing).toEqual([]);
  });

  test('no step of a design has two rows', () => {
    const steps = rows.map(({ design, step }) => `${design}: ${step}`);
    expect(steps.filter((step, place) => steps.indexOf(step) !== place)).toEqual([]);
  });

  test('the steps that no scenario shows are known', () => {
    const steps = rows.filter(({ scenarios }) => scenarios.length === 0).map(({ step }) => step);
    expect(steps).toEqual(shownByNone);
  });
});
