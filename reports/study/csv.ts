/** A study as a table: one row for each variant and measure, and one for each run; for spreadsheets and notebooks. */
import type { StudyResult } from '../../scenarios/index.js';
import { csvText } from '../data/csv.js';

/** Means, intervals and quantiles. */
export function studySummaryCsv({ plan, cells }: StudyResult): string {
  const columns = [
    'scenario',
    'variant',
    'measure',
    'unit',
    'runs',
    'mean',
    'low',
    'high',
    'min',
    'p5',
    'p25',
    'p50',
    'p75',
    'p95',
    'max',
  ];
  const rows = cells.flatMap((cell) =>
    cell.measures.map(({ name, unit, count, mean, interval, min, max, quantiles }) => [
      plan.scenarios[cell.scenario]?.file ?? '',
      plan.variants[cell.variant]?.name ?? '',
      name,
      unit,
      count,
      mean,
      interval?.low ?? '',
      interval?.high ?? '',
      min,
      quantiles.p5,
      quantiles.p25,
      quantiles.p50,
      quantiles.p75,
      quantiles.p95,
      max,
    ]),
  );
  return csvText({ columns, rows });
}
