/**
 * From the runs of a cell to its summary: counts, means, exact quantiles, confidence intervals, and differences seed by seed. Pure; the
 * runs come in the order of the seeds, so sums have the same last bit on every machine.
 */
import { mean, quantileSorted, sampleVariance } from 'simple-statistics';
import type { Verdict } from '../run/run-shape.js';
import { meanInterval, shareInterval } from './intervals.js';
import type {
  Interval,
  MeasureColumn,
  MeasureSummary,
  MeasureUnit,
  PairedDifference,
  RunColumns,
} from './study-result.js';

/** How many runs ended how. */
export function countVerdicts({ verdicts }: RunColumns): Record<Verdict, number> {
  const counts = {
    passed: 0,
    'expectation-missed': 0,
    'invariant-violated': 0,
    unsettled: 0,
  };
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

/** Every measure of the runs, summed up. */
export function summarizeMeasures(runs: RunColumns, confidence: number): MeasureSummary[] {
  return runs.measures.map((column) => summarizeMeasure(column, confidence));
}

/** One measure, summed up over the runs that have it. */
export function summarizeMeasure(column: MeasureColumn, confidence: number): MeasureSummary {
  const { name, unit } = column;
  const values = column.values.filter((value) => value !== null);
  const sorted = [...values].sort((one, other) => one - other);
  const average = mean(values);
  const deviation = deviationOf(values);
  const interval = intervalOf({ unit, values, average, deviation }, confidence);
  const at = (share: number): number => quantileSorted(sorted, share);
  return {
    name,
    unit,
    count: values.length,
    mean: average,
    deviation,
    ...(interval === undefined ? {} : { interval }),
    min: at(0),
    max: at(1),
    quantiles: {
      p5: at(0.05),
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
    },
  };
}

/** This cell minus the first one, for each measure and over the seeds for which both have it. */
export function pairedDifferences(
  runs: RunColumns,
  first: RunColumns,
  confidence: number,
): PairedDifference[] {
  const place = new Map(first.seeds.map((seed, index) => [seed, index]));
  const columns = new Map(first.measures.map(({ name, values }) => [name, values]));
  return runs.measures.flatMap(({ name, unit, values }) => {
    const others = columns.get(name) ?? [];
    const pairs = values.flatMap((value, index) => {
      const other = others[place.get(runs.seeds[index] ?? '') ?? -1] ?? null;
      return value === null || other === null ? [] : [value - other];
    });
    if (pairs.length === 0) return [];
    const average = mean(pairs);
    const words = { count: pairs.length, mean: average, deviation: deviationOf(pairs) };
    const interval = meanInterval(words, confidence);
    const difference = { name, unit, count: pairs.length, mean: average };
    return [interval === undefined ? difference : { ...difference, interval }];
  });
}

/** The whole width of an interval in percent: of the mean, or percentage points for a share. */
export function widthPercent({ unit, mean: average, interval }: MeasureSummary): number {
  if (interval === undefined) return Number.POSITIVE_INFINITY;
  const width = interval.high - interval.low;
  if (width === 0) return 0;
  return (100 * width) / (unit === 'yes-no' ? 1 : Math.abs(average));
}

interface Sample {
  readonly unit: MeasureUnit;
  readonly values: readonly number[];
  readonly average: number;
  readonly deviation: number;
}

function intervalOf(sample: Sample, confidence: number): Interval | undefined {
  const { unit, values, average, deviation } = sample;
  if (unit !== 'yes-no')
    return meanInterval({ count: values.length, mean: average, deviation }, confidence);
  const yes = values.reduce((sum, value) => sum + value, 0);
  return shareInterval(yes, values.length, confidence);
}

function deviationOf(values: readonly number[]): number {
  return values.length < 2 ? 0 : Math.sqrt(sampleVariance([...values]));
}
