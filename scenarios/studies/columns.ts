/**
 * Rows of runs to columns and back. The columns of a result file are in the order of the plan's seeds, whatever the order in which the runs
 * were finished, so that the same study gives the same bytes. Pure.
 */
import { Layouts, type RunRow } from './measures.js';
import type { MeasureColumn, RunColumns } from './study-result.js';

/** Columns of the rows, in the order of the seeds; seeds without a row are left out. */
export function columnsOf(rows: ReadonlyMap<string, RunRow>, seeds: readonly string[]): RunColumns {
  const inOrder = seeds.flatMap((seed) => rows.get(seed) ?? []);
  return {
    seeds: inOrder.map(({ seed }) => seed),
    verdicts: inOrder.map(({ verdict }) => verdict),
    digests: inOrder.map(({ digest }) => digest),
    violated: inOrder.map(({ violated }) => violated),
    measures: measureColumns(inOrder),
  };
}

/** The rows of columns, by seed. */
export function rowsOf(runs: RunColumns): Map<string, RunRow> {
  const layouts = new Layouts();
  const rows = runs.seeds.map((seed, index): [string, RunRow] => {
    const there = runs.measures.filter(({ values }) => typeof values[index] === 'number');
    const row = {
      seed,
      verdict: runs.verdicts[index] ?? 'unsettled',
      digest: runs.digests[index] ?? '',
      violated: runs.violated[index] ?? [],
      layout: layouts.of(there),
      values: there.map(({ values }) => values[index] ?? null),
    };
    return [seed, row];
  });
  return new Map(rows);
}

/** In the order of their names: which run was the first to have one must not matter. */
function measureColumns(rows: readonly RunRow[]): MeasureColumn[] {
  const columns = new Map<string, { unit: MeasureColumn['unit']; values: (number | null)[] }>();
  for (const [index, { layout, values }] of rows.entries()) {
    for (const [place, { name, unit }] of layout.entries()) {
      const value = values[place] ?? null;
      if (value === null) continue;
      let column = columns.get(name);
      if (column === undefined) {
        column = { unit, values: new Array<number | null>(rows.length).fill(null) };
        columns.set(name, column);
      }
      column.values[index] = value;
    }
  }
  return [...columns]
    .map(([name, { unit, values }]) => ({ name, unit, values }))
    .sort((one, other) => byName(one.name, other.name));
}

/** The most important measure comes first; otherwise by code units. */
function byName(one: string, other: string): number {
  const [first, second] = [rankOf(one), rankOf(other)];
  return first - second || (one < other ? -1 : 1);
}

function rankOf(name: string): number {
  const place = firstNames.findIndex((first) => name.startsWith(first));
  return place < 0 ? firstNames.length : place;
}

const firstNames = ['passed', 'pushes.', 'push.', 'region.'];
