/**
 * A comparison side by side: one row a measure, one column a variant with its interval below the mean, and below that the difference to the first
 * variant, seed by seed. Columns that do not fit go into a second table, which begins with the first variant too. Pure.
 */
import type { Cell } from '../../scenarios/index.js';
import { chooseMeasures, summaryOf } from './choice.js';
import { labelled } from './labels.js';
import { constantBlock, type StudyTable } from './sweep-tables.js';
import { alignedLines, briefInterval, differenceWords, shortened, valueWords } from './words.js';

/** One block for the legend if needed, one for each table, one for what never differs. */
export function sideBySide({ cells, names, style }: StudyTable): string[][] {
  const able = cells.flatMap((cell, place) =>
    cell.refusal === undefined ? [{ cell, name: names[place] ?? '' }] : [],
  );
  const { labels, legend } = labelled(
    able.map(({ name }) => name),
    Math.floor((style.width - labelMax) / Math.max(1, able.length)) - 2,
  );
  const columns = able.map(({ cell }, place) => ({ cell, label: labels[place] ?? '' }));
  const choice = chooseMeasures(
    able.map(({ cell }) => cell),
    style.measures,
  );
  const tables = pages(columns, choice.shown, style.width).map((page) => {
    const [first = '', ...lines] = alignedLines(tableOf(page, choice.shown));
    return [style.paint.strong(first), ...lines];
  });
  const note = 'Δ: less the first variant, seed by seed; * where its interval leaves 0 out';
  return [
    [...legend],
    ...tables,
    able.length > 1 ? [note] : [],
    constantBlock(cells, choice, style.width),
  ];
}

interface Column {
  readonly cell: Cell;
  readonly label: string;
}

const labelMax = 26;

/** As many columns as fit, at least two; every page begins with the first variant. */
function pages(columns: readonly Column[], shown: readonly string[], width: number): Column[][] {
  const [first, ...others] = columns;
  if (first === undefined) return [];
  const found: Column[][] = [[first]];
  for (const column of others) {
    const page = found.at(-1) ?? [];
    const wider = alignedLines(tableOf([...page, column], shown));
    const fits = wider.every((line) => line.length <= width);
    if (fits || page.length === 1) page.push(column);
    else found.push([first, column]);
  }
  return found;
}

function tableOf(page: readonly Column[], shown: readonly string[]): (readonly string[])[] {
  const head = ['Side by side', ...page.map(({ label }) => label)];
  return [head, ...shown.flatMap((name) => rowsOf(name, page))];
}

function rowsOf(name: string, page: readonly Column[]): (readonly string[])[] {
  const summaries = page.map(({ cell }) => summaryOf(cell, name));
  const means = summaries.map((found) =>
    found === undefined ? '-' : valueWords(found.mean, found.unit),
  );
  const intervals = summaries.map((found) =>
    found === undefined ? '' : briefInterval(found.interval, found.unit),
  );
  const differences = page.map(({ cell }) => differenceOf(cell, name));
  return [
    [`  ${shortened(name, labelMax - 2)}`, ...means],
    ['', ...intervals],
    ['    Δ', ...differences],
  ].filter(([, ...words], place) => place === 0 || words.some((word) => word !== ''));
}

function differenceOf(cell: Cell, name: string): string {
  const found = cell.differences.find((difference) => difference.name === name);
  if (found === undefined || (found.mean === 0 && found.interval?.low === found.interval?.high))
    return '';
  const { interval, mean, unit } = found;
  const isClear = interval !== undefined && (interval.low > 0 || interval.high < 0);
  return `${differenceWords(mean, unit)}${isClear ? ' *' : ''}`;
}
