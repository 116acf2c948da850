/**
 * What a metric is: a number of a run with a name, a type and dimensions. The table (table.ts) lists all of them; what counts them are
 * venice-counts.ts and comparison.ts. Reports print what is declared here and know no metric by heart.
 */

/** A counter only grows; a gauge is what it was last set to. */
type MetricType = 'counter' | 'gauge';

/** One metric. `unit` is '' where the value is a plain number. */
export interface MetricDeclaration {
  readonly name: string;
  readonly type: MetricType;
  readonly unit: '' | 'ms' | 'minutes' | 'square minutes' | 'bytes' | 'percent' | 'share';
  /** Labels of each value, in this order. */
  readonly dimensions: readonly string[];
  readonly meaning: string;
  readonly source: string;
}

/** One value of a metric. */
export interface MetricValue {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
