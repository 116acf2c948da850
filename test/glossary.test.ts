/**
 * The glossary is complete and true: it has every status, profile, policy, state and hook answer of the model, its examples show what they are
 * given for, and what it says about checks against Venice is what test/conformance and test/venice hold. docs/glossary.md is made of it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addedFacts } from '../cli/terms/entries.js';
import { recordedAnswers, repeatedTests } from '../cli/terms/flow-checks.js';
import { flows } from '../cli/terms/flows.js';
import { terms } from '../cli/terms/index.js';
import { aboutActions, aboutFaults } from '../cli/terms/what-to-do.js';
import {
  faults,
  hookFunctions,
  invariants,
  ledger,
  metrics,
  operatorActions,
  policies,
  profiles,
} from '../model/index.js';
import type { RegionPhase } from '../model/rules/hooks/region-phase.js';
import { executionStatuses, versionStatuses } from '../model/statuses.js';
import type { PushJob, Recovery, StoreRecovery } from '../model/world/parent.js';
import type { Verdict } from '../scenarios/index.js';
import { adapters } from './conformance/adapters/index.js';
import { glossaryPage } from './support/glossary.js';

/** Sets of recorded answers about rules that no run calls, and about tables of statuses. */
const ofNoRun = [
  'execution_status_table',
  'ready_to_serve_instances',
  'real_time_topic_required',
  'replica_current_status',
  'replica_status_history',
  'topic_names',
  'version_status_table',
];

/** The members of a union type, each exactly once: the compiler reports a missing member. */
function wordsOf<Word extends string>(words: Readonly<Record<Word, true>>): string[] {
  return Object.keys(words);
}

const vocabularies: readonly (readonly [sort: string, words: readonly string[]])[] = [
  ['version status', versionStatuses],
  ['push status', executionStatuses],
  ['profile', profiles],
  ['policy', policies],
  ['hook answer', [...new Set(hookFunctions.flatMap(({ outcomes }) => outcomes))]],
  [
    'verdict',
    wordsOf<Verdict>({
      passed: true,
      'expectation-missed': true,
      'invariant-violated': true,
      unsettled: true,
    }),
  ],
  [
    'state of a push job',
    wordsOf<PushJob['state']>({
      waiting: true,
      running: true,
      succeeded: true,
      failed: true,
      refused: true,
      killed: true,
      died: true,
    }),
  ],
  [
    'state of a recovery',
    wordsOf<Recovery['phase']>({ initiating: true, confirming: true, complete: true }),
  ],
  [
    'state of a store in a recovery',
    wordsOf<StoreRecovery['state']>({
      queued: true,
      running: true,
      initiated: true,
      recovered: true,
      skipped: true,
      failed: true,
    }),
  ],
  [
    'state of a region in a rollout',
    wordsOf<RegionPhase>({
      undecided: true,
      sent: true,
      ingesting: true,
      ready: true,
      swapped: true,
      reverted: true,
      killed: true,
      failed: true,
      excluded: true,
    }),
  ],
];

describe('the glossary is complete', () => {
  test.each(vocabularies)('every %s has an entry', (sort, words) => {
    const own = terms.filter((term) => term.sort === sort).map(({ name }) => name);
    expect(own.toSorted()).toEqual(words.toSorted());
  });

  test('no name stands twice in a sort', () => {
    const names = terms.map(({ sort, name }) => `${sort} ${name}`);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  test('every fault and every operator action says what to do', () => {
    expect(Object.keys(aboutFaults).toSorted()).toEqual(faults.map(({ kind }) => kind).toSorted());
    expect(Object.keys(aboutActions).toSorted()).toEqual(
      operatorActions.map(({ action }) => action).toSorted(),
    );
  });

  test('every text is a sentence that ends', () => {
    const texts = terms.flatMap(({ name, what, when, todo }) =>
      [what, when, todo].map((text) => [name, text]),
    );
    expect(texts.filter(([, text]) => !/^[A-Z`].{5,}\.$/.test(text ?? ''))).toEqual([]);
  });

  test('the page in the documentation is made of it', async () => {
    await expect(glossaryPage()).toMatchFileSnapshot('../docs/glossary.md');
  });
});

describe('explain adds to what the model declares', () => {
  const kinds: readonly (readonly [kind: string, names: readonly string[]])[] = [
    ['rules', ledger.map(({ id }) => id)],
    ['metrics', metrics.map(({ name }) => name)],
    ['faults', faults.map(({ kind }) => kind)],
    ['operator-actions', operatorActions.map(({ action }) => action)],
  ];

  test.each(kinds)('what to do about all %s, and a command that shows each', (kind, names) => {
    const labels = names.map((name) => [name, addedFacts(kind, name).map(([label]) => label)]);
    const lacking = labels.filter(([, own]) => !own?.includes('to do') || !own.includes('run'));
    expect(lacking).toEqual([]);
  });

  test('what to do about all invariants, and when each is judged', () => {
    const labels = invariants.map(({ name }) =>
      addedFacts('invariants', name).map(([label]) => label),
    );
    expect(labels.filter((own) => !own.includes('to do') || !own.includes('when'))).toEqual([]);
  });

  test('how a rule is checked against Venice', () => {
    expect(addedFacts('rules', 'SA-1')).toContainEqual([
      'checked by',
      'recorded answers of Venice: parent_push_status_aggregation',
    ]);
  });
});

describe('the examples are true', () => {
  const withFile = terms.filter(({ file }) => file !== undefined);

  test.each(withFile)('the narrative of $file shows $name ($sort)', ({ name, file, shows }) => {
    const narrative = readFileSync(`scenarios/library/${file}.golden.txt`, 'utf8');
    expect(narrative).toContain(shows ?? name);
  });

  test('a push status without an example stands in no narrative of the library', () => {
    const narratives = readdirSync('scenarios/library', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.golden.txt'))
      .map((file) => readFileSync(`scenarios/library/${file}`, 'utf8'))
      .join('\n');
    const silent = terms.filter(({ sort, file }) => sort === 'push status' && file === undefined);
    const seen = silent.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(narratives));
    expect(seen.map(({ name }) => name)).toEqual([]);
  });
});

describe('what is said about checks against Venice is true', () => {
  test('every rule belongs to a flow, and flows name nothing but rules', () => {
    const named = new Set(flows.flatMap(({ rules }) => rules));
    expect([...named].toSorted()).toEqual(ledger.map(({ id }) => id).toSorted());
  });

  test('the recorded answers that a rule is compared with exist, and their adapter calls the rule', () => {
    const wrong = Object.entries(recordedAnswers).flatMap(([id, targets = []]) =>
      targets
        .filter((target) => !rulesCalledFor(target).includes(id))
        .map((target) => `${target} does not call ${id}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the recorded answers that no rule of a run is compared with are known', () => {
    const named = new Set(Object.values(recordedAnswers).flat());
    const rest = adapters.filter(({ target }) => !named.has(target)).map(({ target }) => target);
    expect(rest).toEqual(ofNoRun);
  });

  test('every scenario of test/venice is named by a flow, and every name leads to one', () => {
    const files = existsSync('test/venice')
      ? readdirSync('test/venice', { recursive: true, encoding: 'utf8' }).filter((file) =>
          file.endsWith('.yaml'),
        )
      : [];
    const names = Object.values(repeatedTests);
    const flowNames = flows.map(({ name }) => name);
    expect(Object.keys(repeatedTests).filter((name) => !flowNames.includes(name))).toEqual([]);
    expect(files.filter((file) => !names.some((name) => file.startsWith(name)))).toEqual([]);
    expect(names.filter((name) => !files.some((file) => file.startsWith(name)))).toEqual([]);
  });
});

/** Ids of the rules in the files that the adapter of a target imports, directly or by way of others. */
function rulesCalledFor(target: string): string[] {
  const adapter = `test/conformance/adapters/${target.replaceAll('_', '-')}.ts`;
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const next of importsOf(file)) visit(next);
  };
  visit(adapter);
  return [...files].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ {2}id: '([^']+)'/gm)].map(([, id]) => id ?? ''),
  );
}

function importsOf(file: string): string[] {
  const paths = [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.js'/g)];
  return paths.map(([, path]) => `${normalize(join(dirname(file), path ?? ''))}.ts`);
}
