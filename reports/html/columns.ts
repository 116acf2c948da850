/**
 * Columns of whole numbers, written as differences, and words written once. Used by the writer of a report
 * and by the page that reads it, so that both sides agree. Pure; independent of runs.
 */
import type { Deltas } from './shape.js';

/** 5, 7, 7 → 5, 2, 0. */
export function deltasOf(values: readonly number[]): number[] {
  return values.map((value, place) => value - (values[place - 1] ?? 0));
}

/** 5, 2, 0 → 5, 7, 7. */
export function sumsOf(deltas: Deltas): Float64Array {
  const sums = new Float64Array(deltas.length);
  let sum = 0;
  for (const [place, delta] of deltas.entries()) {
    sum += delta;
    sums[place] = sum;
  }
  return sums;
}

/** Gives each word the number under which it was seen first. */
export class WordTable {
  readonly words: string[] = [];
  private readonly places = new Map<string, number>();

  place(word: string): number {
    const known = this.places.get(word);
    if (known !== undefined) return known;
    this.places.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

/** How many of the ordered `values` are at most `limit`. */
export function countUpTo(values: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
