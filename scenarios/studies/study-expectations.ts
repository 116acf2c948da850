/**
 * Expectations about all runs of a study together, such as `p95 outcome.recovery_complete_ms <= 2h`: read from text and judged for each
 * scenario and variant. Pure.
 */
import { parseDuration } from '../../sim/index.js';
import { didYouMean, nameList } from '../near-miss.js';
import { StudyError } from './study-error.js';
import type { Cell, MeasureSummary, MeasureUnit, StudyResult } from './study-result.js';

/** An expectation that was read. */
export interface StudyExpectation {
  readonly text: string;
  readonly statistic: string;
  readonly measure: string;
  readonly sign: string;
  /** Milliseconds for a measure of time, a share for percent. */
  readonly bound: number;
}

/** How one cell met an expectation. */
export interface JudgedExpectation {
  readonly text: string;
  /** Places in the lists of the plan. */
  readonly scenario: number;
  readonly variant: number;
  readonly held: boolean;
  /** The value that was found; null if no run has the measure. */
  readonly found: number | null;
  readonly unit: MeasureUnit;
  /** Runs that have the measure, of those that were made. */
  readonly count: number;
  readonly runs: number;
}

const quantiles = ['p5', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'] as const;
const statistics = ['mean', 'min', 'max', ...quantiles];

const holds: Readonly<Record<string, (found: number, bound: number) => boolean>> = {
  '<=': (found, bound) => found <= bound,
  '>=': (found, bound) => found >= bound,
  '<': (found, bound) => found < bound,
  '>': (found, bound) => found > bound,
  '=': (found, bound) => found === bound,
};

const example = "'p95 outcome.recovery_complete_ms <= 2h' or 'passed >= 99%'";

/** Without a statistic the mean is meant. Throws StudyError. */
export function readStudyExpectation(text: string): StudyExpectation {
  const match = /^\s*(?:(\S+)\s+)?((?:\{[^}]*\}|[^\s<>={])+)\s*(<=|>=|<|>|=)\s*(.+?)\s*$/.exec(
    text,
  );
  if (match === null)
    throw new StudyError(`--expect ${text} compares no measure`, {
      expected: `STATISTIC MEASURE <= VALUE, with one of < <= > >= =: ${example}`,
    });
  const [, statistic = 'mean', measure = '', sign = '', value = ''] = match;
  if (!statistics.includes(statistic))
    throw new StudyError(`--expect ${text}: ${statistic} is no statistic`, {
      expected: `one of ${statistics.join(', ')}`,
      hint: didYouMean(statistic, statistics),
    });
  return { text: text.trim(), statistic, measure, sign, bound: boundOf(value, measure, text) };
}

/**
 * One result for each expectation and each cell that can run; a metric without labels means it with all labels, one after the other. Throws
 * StudyError for a measure that no run has.
 */
export function judgeStudy(
  { cells }: StudyResult,
  expectations: readonly StudyExpectation[],
): JudgedExpectation[] {
  const able = cells.filter(({ refusal }) => refusal === undefined);
  return expectations.flatMap((expectation) => {
    const { measure } = expectation;
    const names = namesIn(able).filter(
      (name) => name === measure || name.startsWith(`${measure}{`),
    );
    if (names.length === 0) throw unknownMeasure(able, expectation);
    return able.flatMap((cell) => names.map((name) => judged(cell, expectation, name)));
  });
}

function judged(cell: Cell, expectation: StudyExpectation, measure: string): JudgedExpectation {
  const { statistic, sign, bound } = expectation;
  const { scenario, variant, runs } = cell;
  const text = expectation.text.replace(expectation.measure, measure);
  const summary = cell.measures.find(({ name }) => name === measure);
  const found = summary === undefined ? null : statisticOf(summary, statistic);
  return {
    text,
    scenario,
    variant,
    held: found !== null && (holds[sign]?.(found, bound) ?? false),
    found,
    unit: summary?.unit ?? 'number',
    count: summary?.count ?? 0,
    runs: runs.seeds.length,
  };
}

function statisticOf(summary: MeasureSummary, statistic: string): number {
  const quantile = quantiles.find((name) => name === statistic);
  if (quantile !== undefined) return summary.quantiles[quantile];
  return { min: summary.min, max: summary.max }[statistic] ?? summary.mean;
}

function namesIn(cells: readonly Cell[]): string[] {
  return [...new Set(cells.flatMap(({ measures }) => measures.map(({ name }) => name)))];
}

/** A duration for measures whose name ends in ms, a number or a percentage for others. */
function boundOf(value: string, measure: string, text: string): number {
  if (/[._-]ms(\{|$)/i.test(measure)) {
    const ms = /^\d+$/.test(value) ? undefined : parseDuration(value);
    if (ms !== undefined) return ms;
    throw new StudyError(`--expect ${text}: ${value} is no duration`, {
      expected: 'a duration with its unit, such as 90s or 2h',
    });
  }
  const number = /^(-?\d+(?:\.\d+)?)\s*(%?)$/.exec(value);
  if (number !== null) return Number(number[1]) / (number[2] === '%' ? 100 : 1);
  throw new StudyError(`--expect ${text}: ${value} is no number`, {
    expected: 'a number such as 3, or a share such as 99%',
  });
}

function unknownMeasure(cells: readonly Cell[], { text, measure }: StudyExpectation): StudyError {
  const names = namesIn(cells);
  return new StudyError(`--expect ${text}: no run has a measure called ${measure}`, {
    expected: `one of ${nameList(names)}`,
    found: measure,
    hint: didYouMean(measure, names),
  });
}
