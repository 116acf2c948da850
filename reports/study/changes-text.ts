/** What has changed since an earlier study, as text: new, gone, broken, fixed, changed. Pure. */
import type { CellChanges, StudyChanges } from '../../scenarios/index.js';
import type { StudyStyle } from '../report.js';
import { counted } from '../text/words.js';
import { alignedLines, differenceWords, intervalWords } from './words.js';

/** The whole text, ending in a line feed. */
export function renderStudyChanges(changes: StudyChanges, { paint }: StudyStyle): string {
  const differing = changes.cells.filter(hasChanged);
  const same = changes.cells.length - differing.length;
  const lines = [
    paint.strong('Since the earlier study'),
    ...(changes.plan === undefined ? [] : [`  the question differs: ${changes.plan}`]),
    ...differing.flatMap(cellLines),
    ...(same === 0 ? [] : [`  ${counted(same, 'variant')} without a change in any shared seed`]),
  ];
  return `${lines.join('\n')}\n`;
}

function hasChanged(cell: CellChanges): boolean {
  const { state, otherDigests, broken, fixed, changed, violations, measures } = cell;
  const names = [violations, measures].flatMap(({ added, gone }) => [...added, ...gone]);
  const count = otherDigests + broken.length + fixed.length + changed.length + names.length;
  return state !== 'kept' || count > 0;
}

function cellLines(cell: CellChanges): string[] {
  const name = [cell.scenario, cell.variant].filter((word) => word !== '').join(', ');
  if (cell.state !== 'kept') return [`  ${cell.state}: ${name}`];
  const table = cell.changed.map(({ name: measure, unit, mean, interval }) => [
    `      ${measure}`,
    differenceWords(mean, unit),
    intervalWords(interval, unit),
  ]);
  return [
    `  changed: ${name}`,
    `    ${cell.otherDigests} of ${counted(cell.seeds, 'shared seed')} ran differently`,
    ...listLine('broken seeds', cell.broken),
    ...listLine('fixed seeds', cell.fixed),
    ...listLine('new violations', cell.violations.added),
    ...listLine('violations gone', cell.violations.gone),
    ...listLine('new measures', cell.measures.added),
    ...listLine('measures gone', cell.measures.gone),
    ...(table.length === 0 ? [] : ['    measures that changed:', ...alignedLines(table)]),
  ];
}

const namesMax = 10;

function listLine(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > namesMax ? ` and ${names.length - namesMax} more` : '';
  return [`    ${title}: ${names.slice(0, namesMax).join(', ')}${more}`];
}
