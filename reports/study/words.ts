/**
 * Formatting that all reports of studies share: values by their unit, intervals, aligned tables.
 */
import type { Interval, MeasureUnit } from '../../scenarios/index.js';
import { formatDuration } from '../../sim/index.js';

/** A value as people read it: `3m2s`, `98.5 %`, `1 204`. */
export function valueWords(value: number, unit: MeasureUnit): string {
  if (unit === 'ms') return spanWords(value);
  return unit === 'yes-no' ? `${trimmed(100 * value)} %` : trimmed(value);
}

/** `3m1s to 3m4s`; a dash where there is none. */
export function intervalWords(interval: Interval | undefined, unit: MeasureUnit): string {
  if (interval === undefined) return '-';
  const [low, high] = [valueWords(interval.low, unit), valueWords(interval.high, unit)];
  return low === high ? low : `${low} to ${high}`;
}

/** The same for a narrow column: `±142ms`, or both bounds of a share, which lie unevenly; empty where nothing varies. */
export function briefInterval(interval: Interval | undefined, unit: MeasureUnit): string {
  if (interval === undefined || interval.low === interval.high) return '';
  const { low, high } = interval;
  if (unit === 'yes-no') return `${trimmed(100 * low, 3)}…${trimmed(100 * high, 3)} %`;
  const half = (high - low) / 2;
  return `±${unit === 'ms' ? spanWords(half, 3) : trimmed(half, 3)}`;
}

/** Text in lines of at most so many letters, broken between words, the later ones indented. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}

/** A difference with its sign; percentage points for shares. */
export function differenceWords(value: number, unit: MeasureUnit): string {
  const sign = value > 0 ? '+' : '';
  return unit === 'yes-no' ? `${sign}${trimmed(100 * value)} pp` : sign + valueWords(value, unit);
}

/** Lines of a table: the first column to the left, the others to the right, two blanks between. */
export function alignedLines(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A text of at most so many letters, shortened in its middle. */
export function shortened(text: string, width: number): string {
  if (text.length <= width) return text;
  const begin = Math.ceil((width - 1) / 2);
  return `${text.slice(0, begin)}…${text.slice(text.length - (width - 1 - begin))}`;
}

/** Two units at most. */
function spanWords(ms: number, digits = 4): string {
  if (ms < 0) return `-${spanWords(-ms, digits)}`;
  if (ms < 1_000) return `${trimmed(ms, digits)}ms`;
  if (ms < 10_000) return `${trimmed(ms / 1_000, digits)}s`;
  const step = ms < 3_600_000 ? 1_000 : 60_000;
  if (ms >= 1e15) return `${trimmed(ms / 1_000, digits)}s`;
  return formatDuration(Math.round(ms / step) * step);
}

const tenths: readonly (readonly [number, string])[] = [
  [1e15, 'e15'],
  [1e12, 'e12'],
  [1e9, 'e9'],
  [1e6, 'e6'],
];

/** So many significant digits, whole numbers in groups of three, millions by their power. */
function trimmed(value: number, digits = 4): string {
  const size = Math.abs(value);
  const [power, word] = tenths.find(([least]) => size >= least) ?? [1, ''];
  if (power > 1) return `${Number((value / power).toPrecision(digits))}${word}`;
  if (Number.isInteger(value) || size >= 1_000)
    return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '_');
  return String(Number(value.toPrecision(digits)));
}
