/** Rows as text for people: aligned columns, grouped digits. Independent of what was measured. */
import type { Row } from './row.js';

const head = ['suite', 'what', 'per second', '', 'each', 'memory'] as const;
type Cells = readonly string[];

/** The rows as a table, one line each, with a heading. */
export function renderTable(rows: readonly Row[]): string {
  const lines: readonly Cells[] = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
  );
  return lines.map((cells) => lineOf(cells, widths)).join('\n');
}

function cellsOf({ suite, name, perSecond, unit, nsPerOp, peakMb }: Row): Cells {
  const memory = peakMb === undefined ? '' : `${grouped(peakMb)} MB`;
  return [suite, name, grouped(perSecond), unit, duration(nsPerOp), memory];
}

function lineOf(cells: Cells, widths: readonly number[]): string {
  const padded = cells.map((cell, column) => {
    const width = widths[column] ?? 0;
    const isNumber = column === 2 || column >= 4;
    return isNumber ? cell.padStart(width) : cell.padEnd(width);
  });
  return padded.join('  ').trimEnd();
}

/** Whole digits in groups of three; below a hundred with one decimal. */
function grouped(value: number): string {
  if (value < 100) return value.toFixed(1);
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, '_');
}

/** Three or four digits in the unit that suits them. */
function duration(ns: number): string {
  if (ns < 1e3) return `${ns.toFixed(1)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toFixed(1)} µs`;
  return `${(ns / 1e6).toFixed(1)} ms`;
}
