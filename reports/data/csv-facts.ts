/** The table of facts: one row per thing that happened, bookkeeping included, in the order in which it happened. */
import { describeFact } from '../../model/index.js';
import { PushOfVersion, type Run, subjectOf } from '../../scenarios/index.js';
import { isWanted, type LineFilter } from '../text/line-filter.js';

/** Columns and rows of the same length. An absent value is an empty cell. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

const columns = [
  ...['number', 'at_ms', 'elapsed_ms', 'kind', 'region', 'store', 'version', 'push'],
  ...['rule', 'where', 'important', 'text'],
];

/** `number` counts all facts of the run from 1, whatever the filter leaves out. */
export function factTable(run: Run, filter: LineFilter): Table {
  const { facts, names, scenario } = run;
  const { start } = scenario.setup;
  const pushes = new PushOfVersion();
  const rows = facts.flatMap(({ at, fact }, index) => {
    pushes.learn(fact);
    const line = describeFact(fact, names);
    const { region = '', store = '', version = '', push = '' } = subjectOf(fact, names, pushes);
    const rule = fact.rule ?? '';
    const { where = '', important = false, text = '' } = line ?? {};
    const about = { atMs: at, kind: fact.kind, where, region, store, push, rule };
    if (!isWanted(about, filter, start)) return [];
    const who = [region, store, version, push];
    return [[index + 1, at, at - start, fact.kind, ...who, rule, where, important, text]];
  });
  return { columns, rows };
}
