/**
 * Which scenario file shows each rule, invariant, metric, fault and operator action, as the text of cli/terms/shown-in.ts: what `explain`
 * gives as an example. Library files come before test vectors, and topics that are read first before others.
 */
import {
  faults,
  invariants,
  type LedgerEntry,
  ledger,
  metrics,
  operatorActions,
} from '../../model/index.js';
import { allScenarioFiles } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

/** Folders in the order in which examples are searched; folders that are not named follow. */
const topics = [
  'normal',
  'degraded',
  'recovery',
  'hooks',
  'push-kinds',
  'push-job',
  'faults',
  'swap',
  'policies',
  'operator-errors',
  'divergences',
];

/** The module as text, formatted as biome formats it. */
export function shownInModule(): string {
  const byFile = new Map<string, string[]>();
  for (const name of names()) {
    const file = files().find((each) => shows(each).has(witnessOf(name)));
    if (file !== undefined) byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  const lines = [...byFile].toSorted(byPath).map(([file, own]) => lineOf(file, own.join(' ')));
  return [
    '/**',
    ' * Names of rules, invariants, metrics, faults and operator actions by the scenario file that shows them: the examples of `explain`.',
    ' * Written by `npm run golden` (test/library/shown-in.test.ts); do not edit.',
    ' */',
    'export const shownIn: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
    '/** In how many files of the library some fact names the rule. */',
    'export const libraryFilesByRule: Readonly<Record<string, number>> = {',
    ...ruleLines(),
    '};',
    '',
  ].join('\n');
}

function ruleLines(): string[] {
  const library = files().filter((file) => file.startsWith('scenarios/library/'));
  return ledger.map(({ id }) => {
    const count = library.filter((file) => replayOf(file).rules.includes(id)).length;
    return `  '${id}': ${count},`;
  });
}

/** All names to find, each once. */
function names(): string[] {
  return [
    ...ledger.map(({ id }) => id),
    ...invariants.map(({ name }) => name),
    ...metrics.map(({ name }) => name),
    ...faults.map(({ kind }) => kind),
    ...operatorActions.map(({ action }) => action),
  ];
}

/** A rule that names no fact is shown where the rule that it is inferred from is. */
function witnessOf(name: string): string {
  const rule: LedgerEntry | undefined = ledger.find(({ id }) => id === name);
  return rule?.inferredFrom ?? name;
}

let ordered: readonly string[] | undefined;

function files(): readonly string[] {
  ordered ??= allScenarioFiles().toSorted((one, other) => rankOf(one) - rankOf(other));
  return ordered;
}

function rankOf(file: string): number {
  const place = file.startsWith('test/') ? -1 : topics.indexOf(file.split('/').at(-2) ?? '');
  return place < 0 ? topics.length + (file.startsWith('test/') ? 1 : 0) : place;
}

const shown = new Map<string, ReadonlySet<string>>();

function shows(file: string): ReadonlySet<string> {
  const known = shown.get(file);
  if (known !== undefined) return known;
  const { rules, violated, metrics: measured, scenario } = replayOf(file);
  const written = scenario.setup.timeline.flatMap((entry) => {
    if (entry.kind === 'fault') return [entry.fault];
    return entry.kind === 'operator' ? [entry.action] : [];
  });
  const all = new Set([...rules, ...violated, ...measured, ...written]);
  shown.set(file, all);
  return all;
}

function byPath([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function lineOf(file: string, own: string): string {
  const line = `  '${file}': '${own}',`;
  return line.length <= 100 ? line : `  '${file}':\n    '${own}',`;
}
