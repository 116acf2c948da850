/**
 * Declaration of a metric: a number of a run with a name, a type and dimensions. The table (table.ts) lists all of them; venice-counts.ts
 * and comparison.ts compute them. Reports print the declared metrics without metric-specific code.
 */

/** A counter only increases; a gauge has the value last set. */
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
