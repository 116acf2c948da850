/**
 * Tables for spreadsheets and data frames: one file per table, RFC 4180 with a header line. A cell that
 * a spreadsheet would take for a formula begins with an apostrophe; every other text is as it was.
 */
import { stringify } from 'csv-stringify/sync';
import type { Run } from '../../scenarios/index.js';
import { defaultChoice, type RenderChoice, type Report, type ReportText } from '../report.js';
import { factTable, type Table } from './csv-facts.js';
import {
  expectationTable,
  intervalTable,
  metricTable,
  pushTable,
  violationTable,
} from './csv-tables.js';

export const csvReport: Report = {
  name: 'csv',
  title: 'Tables: facts, intervals by region, pushes, expectations, violations, metrics',
  extension: 'facts.csv',
  render: (run, choice = defaultChoice) => csvText(factTable(run, choice.filter)),
  files: csvFiles,
  extensions: ['facts', 'intervals', 'pushes', 'expectations', 'violations', 'metrics'].map(
    (table) => `${table}.csv`,
  ),
};

function csvFiles(run: Run, { filter }: RenderChoice = defaultChoice): readonly ReportText[] {
  const tables = {
    facts: factTable(run, filter),
    intervals: intervalTable(run),
    pushes: pushTable(run),
    expectations: expectationTable(run),
    violations: violationTable(run),
    metrics: metricTable(run),
  };
  return Object.entries(tables).map(([name, table]) => ({
    extension: `${name}.csv`,
    text: csvText(table),
  }));
}

/** A table as text, ending in a line feed; cells in the order of its columns. */
export function csvText({ columns, rows }: Table): string {
  return stringify([columns, ...rows.map((row) => row.map(safeCell))], {
    escape_formulas: true,
    record_delimiter: '\n',
  });
}

/** A line break in front hides a formula from the check of the library, and not from a spreadsheet. */
function safeCell(cell: Table['rows'][number][number]): Table['rows'][number][number] {
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return typeof cell === 'string' && /^\s+[=+\-@＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}
