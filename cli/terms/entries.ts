/**
 * The glossary as entries of `pushsim list terms` and `pushsim explain`, and what `explain` adds to the entries of other kinds: when it
 * happens, what to do, and a command that shows it.
 */
import {
  invariants,
  type LedgerEntry,
  ledger,
  type RuleId,
  readings,
  repairs,
  switchSources,
  switchValues,
  wordOfValue,
} from '../../model/index.js';
import type { CatalogueEntry, CatalogueKind } from '../catalogue.js';
import { libraryFiles } from '../library.js';
import { recordedAnswers, repeatedTests } from './flow-checks.js';
import { type Flow, flows } from './flows.js';
import { terms } from './index.js';
import { shownIn } from './shown-in.js';
import type { Term } from './term.js';
import {
  aboutActions,
  aboutFaults,
  aboutInvariants,
  aboutMetrics,
  aboutRules,
  judged,
} from './what-to-do.js';

type Facts = CatalogueEntry['facts'];

/** The terms of a name, as a kind for each sort, so that `explain` shows the sort of the name. */
export function termsNamed(name: string): CatalogueKind[] {
  return terms
    .filter((term) => term.name.toLowerCase() === name.toLowerCase())
    .map((term) => ({ kind: 'terms', one: term.sort, entries: [termEntry(term)] }));
}

/** All terms as one kind, each with its sort: what `list terms` prints. */
export function termTable(): readonly CatalogueEntry[] {
  const width = Math.max(...terms.map(({ sort }) => sort.length));
  return terms.map(({ name, sort, what }) => ({
    name,
    tag: sort.padEnd(width),
    title: what,
    facts: [],
  }));
}

/** What `explain` adds to an entry of another kind. */
export function addedFacts(kind: string, name: string): Facts {
  switch (kind) {
    case 'rules':
      return ruleFacts(name);
    case 'invariants':
      return [...toDo(whenJudged(name), aboutInvariants), ...run(name, '')];
    case 'metrics':
      return [...toDo('', aboutMetrics), ...run(name, ' --report openmetrics')];
    case 'faults':
      return [...toDo('', aboutFaults[name] ?? ''), ...run(name, '')];
    case 'operator-actions':
      return [...toDo('', aboutActions[name] ?? ''), ...run(name, '')];
    case 'switches':
      return sourceFacts(name);
    default:
      return [];
  }
}

function sourceFacts(name: string): Facts {
  const source = Object.entries(switchSources).find(([each]) => each === name)?.[1];
  return source === undefined ? [] : [['source', source]];
}

/** The readings of the profile as-designed: both places, the value, the switch, why. */
function readingFacts({ name }: Term): Facts {
  if (name !== 'as-designed') return [];
  const values = switchValues('as-designed');
  return [
    ['repairs', `the designs, with ${repairs.length} repairs: ${repairs.join(', ')}`],
    ...readings.map(({ switch: row, one, other, why }): readonly [string, string] => [
      'reading',
      `${row} ${wordOfValue(values[row])}. ${one}. Against it: ${other}. ${why}.`,
    ]),
  ];
}

/** The command that shows a term; absent if no run does. */
export function commandOf({ file }: Pick<Term, 'file'>): string | undefined {
  return file === undefined
    ? undefined
    : `pushsim run ${pathOf(`scenarios/library/${file}.yaml`)} --report narrative`;
}

/** How far a flow is checked against Venice: by recorded answers, by its integration tests, and what by reading its source only. */
export function checksOf({ name, rules }: Pick<Flow, 'name' | 'rules'>): Facts {
  const recorded = rules.filter((id) => recordedAnswers[id] !== undefined);
  const read = rules.filter((id) => recordedAnswers[id] === undefined);
  const tests = repeatedTests[name];
  return [
    ['checked', `by recorded answers of Venice: ${recorded.join(', ') || 'none of its rules'}`],
    [
      'checked',
      `by tests of Venice: ${tests === undefined ? 'none is repeated yet' : `test/venice/${tests} in the source repository`}`,
    ],
    ['checked', `by reading only: ${[...read, 'what happens between its rules'].join(', ')}`],
  ];
}

function termEntry(term: Term): CatalogueEntry {
  const flow = flows.find((each) => each === term);
  const command = commandOf(term);
  return {
    name: term.name,
    title: term.what,
    facts: [
      ...toDo(term.when, term.todo),
      ...readingFacts(term),
      ...(flow === undefined ? [] : [['rules', flow.rules.join(', ')] as const, ...checksOf(flow)]),
      ...(command === undefined ? [] : [['run', command] as const]),
    ],
  };
}

function ruleFacts(name: string): Facts {
  const rule: LedgerEntry | undefined = ledger.find(({ id }) => id === name);
  if (rule === undefined) return [];
  const targets = recordedAnswers[name as RuleId];
  const shown = run(name, ` --report narrative --only rule=${rule.inferredFrom ?? name}`);
  const own = flows.filter(({ rules }) => rules.some((id) => id === name));
  return [
    ['decides in', own.map((each) => each.name).join(', ')],
    [
      'checked by',
      targets === undefined
        ? "reading of Venice's source or of the design"
        : `recorded answers of Venice: ${targets.join(', ')}`,
    ],
    ...toDo('', aboutRule(rule, shown.length > 0)),
    ...(shown.length > 0 ? shown : own.slice(0, 1).flatMap(flowRun)),
  ];
}

/** What to read of a rule: its own lines, those of the rule that stands for it, or those of its flow. */
function aboutRule({ inferredFrom }: LedgerEntry, hasLines: boolean): string {
  if (!hasLines) return 'It leaves no line of its own: read the narrative of its flow.';
  return inferredFrom === undefined
    ? aboutRules
    : `It leaves no line of its own: it is called wherever a line ends in [${inferredFrom}].`;
}

/** The example of a flow, for a rule that leaves no fact. */
function flowRun(flow: Flow): Facts {
  const command = commandOf(flow);
  return command === undefined ? [] : [['run', command]];
}

function whenJudged(name: string): string {
  const found = invariants.find((each) => each.name === name);
  return found === undefined ? '' : judged[found.class];
}

function toDo(when: string, what: string): Facts {
  const facts: Facts = [
    ['when', when],
    ['to do', what],
  ];
  return facts.filter(([, text]) => text !== '');
}

function run(name: string, options: string): Facts {
  const found = Object.entries(shownIn).find(([, names]) => names.split(' ').includes(name));
  if (found === undefined) return [];
  const note = found[0].startsWith('test/') ? '  # in the source repository' : '';
  return [['run', `pushsim run ${pathOf(found[0])}${options}${note}`]];
}

/** A library file as it is reached from the current folder; a test vector is in the source repository only. */
function pathOf(file: string): string {
  return libraryFiles().find((path) => path.endsWith(file)) ?? file;
}
