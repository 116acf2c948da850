/** Stores the values of a run's metrics by name and labels, and returns them in the order of the table. Independent of facts. */
import type { MetricValue } from './declaration.js';
import { type MetricName, metrics } from './table.js';

type Labels = Readonly<Record<string, string>>;

/** The labels of a metric without labels. */
export const noLabels: Labels = {};

/** A mutable value. */
interface Kept extends MetricValue {
  value: number;
}

/** The metric values of one run. */
export class MetricBook {
  private readonly byName = new Map<MetricName, Map<string, Kept>>();

  /** Increments a counter. */
  count(name: MetricName, labels: Labels = noLabels, by = 1): void {
    this.kept(name, labels).value += by;
  }

  /** Sets a gauge. */
  set(name: MetricName, labels: Labels, value: number): void {
    this.kept(name, labels).value = value;
  }

  /** The value, 0 if it was never set. */
  valueOf(name: MetricName, labels: Labels = noLabels): number {
    return this.byName.get(name)?.get(keyOf(labels))?.value ?? 0;
  }

  /** Every value, in the order of the table and then of its first appearance. */
  all(): MetricValue[] {
    const all: MetricValue[] = [];
    for (const { name } of metrics) {
      const values = this.byName.get(name);
      if (values !== undefined) for (const value of values.values()) all.push(value);
    }
    return all;
  }

  private kept(name: MetricName, labels: Labels): Kept {
    let values = this.byName.get(name);
    if (values === undefined) {
      values = new Map();
      this.byName.set(name, values);
    }
    const key = keyOf(labels);
    let kept = values.get(key);
    if (kept === undefined) {
      kept = { name, labels, value: 0 };
      values.set(key, kept);
    }
    return kept;
  }
}

function keyOf(labels: Labels): string {
  let key = keysKept.get(labels);
  if (key !== undefined) return key;
  key = '';
  for (const name of Object.keys(labels)) key += `${labels[name]}\n`;
  keysKept.set(labels, key);
  return key;
}

/** Frequent callers pass the same labels object each time, so that its key is cached. */
const keysKept = new WeakMap<Labels, string>();
