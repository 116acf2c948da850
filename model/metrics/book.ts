/** Holds the values of a run's metrics by name and labels, and hands them out in the order of the table. It knows no fact. */
import type { MetricValue } from './declaration.js';
import { type MetricName, metrics } from './table.js';

type Labels = Readonly<Record<string, string>>;

/** The values of one run. */
export class MetricBook {
  private readonly byName = new Map<MetricName, Map<string, MetricValue>>();

  /** Counts one more. */
  count(name: MetricName, labels: Labels = {}, by = 1): void {
    this.set(name, labels, (this.found(name, labels)?.value ?? 0) + by);
  }

  /** Sets a gauge. */
  set(name: MetricName, labels: Labels, value: number): void {
    let values = this.byName.get(name);
    if (values === undefined) {
      values = new Map();
      this.byName.set(name, values);
    }
    values.set(keyOf(labels), { name, labels, value });
  }

  /** The value, 0 if nothing was ever counted. */
  valueOf(name: MetricName, labels: Labels = {}): number {
    return this.found(name, labels)?.value ?? 0;
  }

  /** Every value, in the order of the table and then of its first appearance. */
  all(): MetricValue[] {
    return metrics.flatMap(({ name }) => [...(this.byName.get(name)?.values() ?? [])]);
  }

  private found(name: MetricName, labels: Labels): MetricValue | undefined {
    return this.byName.get(name)?.get(keyOf(labels));
  }
}

function keyOf(labels: Labels): string {
  return Object.values(labels).join('\n');
}
