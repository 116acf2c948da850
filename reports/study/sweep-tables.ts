/** The tables of a sweep: with one variant one table of all measures, with several one table a measure, its variants as rows. Pure. */
import type { Cell, MeasureSummary } from '../../scenarios/index.js';
import type { StudyStyle } from '../report.js';
import { chooseMeasures, type MeasureChoice, summaryOf } from './choice.js';
import { alignedLines, intervalWords, shortened, valueWords, wrapped } from './words.js';

/** The cells of one scenario with the names of their variants. */
export interface StudyTable {
  readonly cells: readonly Cell[];
  readonly names: readonly string[];
  readonly style: StudyStyle;
}

/** One block of lines for each table. */
export function sweepTables({ cells, names, style }: StudyTable): string[][] {
  const choice = chooseMeasures(cells, style.measures);
  const [only, ...others] = cells;
  const tables =
    only !== undefined && others.length === 0
      ? [measureTable(only, choice, style)]
      : choice.shown.map((measure) => variantTable({ cells, names, style }, measure));
  return [...tables, constantBlock(cells, choice, style.width)];
}

/** What was the same in every run, and what does not fit. */
export function constantBlock(
  cells: readonly Cell[],
  choice: MeasureChoice,
  width: number,
): string[] {
  const { constant, leftOut } = choice;
  const same = constant.flatMap((name) => {
    const found = cells.map((cell) => summaryOf(cell, name)).find((one) => one !== undefined);
    return found === undefined ? [] : [`${name} ${valueWords(found.mean, found.unit)}`];
  });
  return [
    ...(same.length === 0 ? [] : wrapped(`The same in every run: ${listed(same)}`, width)),
    ...(leftOut === 0
      ? []
      : wrapped(`${leftOut} more measures differ: name them with --measure`, width)),
  ];
}

const quantityHead = ['mean', 'interval', 'p50', 'p95', 'max', 'runs'];

function measureTable(
  cell: Cell,
  { shown }: MeasureChoice,
  { width, paint }: StudyStyle,
): string[] {
  const rows = shown.flatMap((name) => {
    const found = summaryOf(cell, name);
    return found === undefined ? [] : [[`  ${shortened(name, width - 62)}`, ...cellsOf(found)]];
  });
  if (rows.length === 0) return [];
  const [first = '', ...lines] = alignedLines([['Measures', ...quantityHead], ...rows]);
  return [paint.strong(first), ...lines];
}

function variantTable({ cells, names, style }: StudyTable, measure: string): string[] {
  const rows = cells.map((cell, place) => {
    const found = summaryOf(cell, measure);
    return [`  ${names[place]}`, ...(found === undefined ? ['-'] : cellsOf(found))];
  });
  const head = [shortened(measure, Math.max(22, style.width - 60)), ...quantityHead];
  const [first = '', ...lines] = alignedLines([head, ...rows]);
  return [style.paint.strong(first), ...lines];
}

function cellsOf({ unit, mean, interval, quantiles, max, count }: MeasureSummary): string[] {
  const isShare = unit === 'yes-no';
  return [
    valueWords(mean, unit),
    intervalWords(interval, unit),
    ...(isShare
      ? ['', '', '']
      : [quantiles.p50, quantiles.p95, max].map((one) => valueWords(one, unit))),
    String(count),
  ];
}

function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, 12).join(', ');
  return parts.length > 12 ? `${shown} and ${parts.length - 12} more` : shown;
}
