/** Intervals, quantiles, differences: against tables and against counting by hand. */
import { describe, expect, test } from 'vitest';
import {
  pairedDifferences,
  summarizeMeasure,
  widthPercent,
} from '../../../scenarios/studies/aggregate.js';
import {
  meanInterval,
  shareInterval,
  studentQuantile,
} from '../../../scenarios/studies/intervals.js';
import type { RunColumns } from '../../../scenarios/studies/study-result.js';

describe("Student's quantile", () => {
  test.each([
    [1, 0.95, 12.7062047],
    [4, 0.9, 2.13184679],
    [10, 0.99, 3.16927267],
    [30, 0.95, 2.04227246],
    [31, 0.95, 2.0395134],
    [100, 0.95, 1.98397152],
    [1000, 0.99, 2.58075469],
  ])('with %i degrees of freedom at %f is %f', (degrees, confidence, quantile) => {
    expect(studentQuantile(degrees, confidence)).toBeCloseTo(quantile, 4);
  });

  test('falls with the degrees of freedom, also where the table ends', () => {
    for (const confidence of [0.9, 0.95, 0.99])
      for (let degrees = 1; degrees < 60; degrees += 1)
        expect(studentQuantile(degrees, confidence)).toBeGreaterThan(
          studentQuantile(degrees + 1, confidence),
        );
  });
});

describe('an interval', () => {
  test('of a mean is symmetric and needs two values', () => {
    const found = meanInterval({ count: 5, mean: 10, deviation: 2 }, 0.95);
    expect(found?.low).toBeCloseTo(10 - (2.776445105 * 2) / Math.sqrt(5), 7);
    expect(found?.high).toBeCloseTo(10 + (2.776445105 * 2) / Math.sqrt(5), 7);
    expect(meanInterval({ count: 1, mean: 10, deviation: 0 }, 0.95)).toBeUndefined();
  });

  test("of a share is Wilson's, never leaves 0 to 1, and is open where nothing failed", () => {
    const found = shareInterval(8, 10, 0.95);
    expect(found?.low).toBeCloseTo(0.4901625, 6);
    expect(found?.high).toBeCloseTo(0.9433178, 6);
    expect(shareInterval(10, 10, 0.95)).toMatchObject({ high: 1 });
    expect(shareInterval(0, 10, 0.95)).toMatchObject({ low: 0 });
    expect(shareInterval(10, 10, 0.95)?.low).toBeLessThan(0.8);
  });
});

describe('a summary', () => {
  test('has exact quantiles of the runs that have the measure', () => {
    const values = [9, null, 1, 5, 7, 3, null];
    const found = summarizeMeasure({ name: 'x', unit: 'number', values }, 0.95);
    expect(found).toMatchObject({ count: 5, mean: 5, min: 1, max: 9 });
    expect(found.quantiles).toMatchObject({ p25: 3, p50: 5, p75: 7, p90: 8.2 });
    expect(found.deviation).toBeCloseTo(Math.sqrt(10), 12);
  });

  test('of one run has no interval and is not narrow', () => {
    const found = summarizeMeasure({ name: 'x', unit: 'number', values: [4] }, 0.95);
    expect(found.interval).toBeUndefined();
    expect(widthPercent(found)).toBe(Number.POSITIVE_INFINITY);
  });
});

function columns(seeds: string[], values: (number | null)[]): RunColumns {
  return {
    seeds,
    verdicts: seeds.map(() => 'passed'),
    digests: seeds,
    violated: seeds.map(() => []),
    measures: [{ name: 'x', unit: 'number', values }],
  };
}

describe('paired differences', () => {
  test('compare seed with seed, so that a shift shows although the seeds differ widely', () => {
    const first = columns(['1', '2', '3', '4'], [10, 1000, 50, 300]);
    const second = columns(['4', '3', '2', '1'], [302, 51, 1001, 12]);
    const [found] = pairedDifferences(second, first, 0.95);
    expect(found).toMatchObject({ count: 4, mean: 1.5 });
    expect(found?.interval?.low).toBeGreaterThan(0);
  });

  test('leave out seeds that one of the two has no value for', () => {
    const first = columns(['1', '2', '3'], [1, null, 3]);
    const second = columns(['1', '2', '5'], [2, 2, 9]);
    expect(pairedDifferences(second, first, 0.95)).toEqual([
      { name: 'x', unit: 'number', count: 1, mean: 1 },
    ]);
  });
});
