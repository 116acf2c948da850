/** Holds the values of a run's metrics by name and labels, and hands them out in the order of the table. It knows no fact. */
import type { MetricValue } from './declaration.js';
import { type MetricName, metrics } from './table.js';

type Labels = Readonly<Record<string, string>>;

/** The values of one run. */
export class MetricBook {
  private readonly byName = new Map<MetricName, Map<string, MetricValue>>();

  /** Counts one more. */
  count(name: MetricName, labels: Labels = {}, by = 1): void {
    const values = this.valuesOf(name);
    const key = keyOf(labels);
    values.set(key, { name, labels, value: (values.get(key)?.value ?? 0) + by });
  }

  /** Sets a gauge. */
  set(name: MetricName, labels: Labels, value: number): void {
    this.valuesOf(name).set(keyOf(labels), { name, labels, value });
  }

  /** The value, 0 if nothing was ever counted. */
  valueOf(name: MetricName, labels: Labels = {}): number {
    return this.byName.get(name)?.get(keyOf(labels))?.value ?? 0;
  }

  /** Every value, in the order of the table and then of its first appearance. */
  all(): MetricValue[] {
    return metrics.flatMap(({ name }) => [...(this.byName.get(name)?.values() ?? [])]);
  }

  private valuesOf(name: MetricName): Map<string, MetricValue> {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const values = new Map<string, MetricValue>();
    this.byName.set(name, values);
    return values;
  }
}

function keyOf(labels: Labels): string {
  let key = '';
  for (const name of Object.keys(labels)) key += `${labels[name]}\n`;
  return key;
}
