/** Our own logarithm, exponential and inverse normal, against the machine's and against known values. */
import { describe, expect, test } from 'vitest';
import { exponentialOf, inverseNormal, naturalLogarithm } from '../../sim/exact-math.js';

/** Numbers from 2^-53 to 2^1000, both near 1 and far from it. */
function* positiveNumbers(): Generator<number> {
  for (let exponent = -53; exponent <= 1_000; exponent += 1)
    for (const mantissa of [1, 1.0000001, 1.2, Math.SQRT2, 1.5, 1.9999999])
      yield mantissa * 2 ** exponent;
  for (let part = 1; part < 2_000; part += 1) yield part / 2_000;
}

function relativeError(found: number, expected: number): number {
  return expected === 0 ? Math.abs(found) : Math.abs(found / expected - 1);
}

describe('natural logarithm', () => {
  test('it agrees with the machine’s to fourteen digits', () => {
    let worst = 0;
    for (const value of positiveNumbers())
      worst = Math.max(worst, relativeError(naturalLogarithm(value), Math.log(value)));
    expect(worst).toBeLessThan(1e-14);
  });

  test('the logarithm of 1 is exactly 0', () => {
    expect(naturalLogarithm(1)).toBe(0);
  });

  test('0 gives a large negative number that arithmetic can continue with', () => {
    expect(naturalLogarithm(0)).toBe(-745);
    expect(naturalLogarithm(Number.MIN_VALUE)).toBeGreaterThan(-745);
  });
});

describe('exponential', () => {
  test('it agrees with the machine’s to twelve digits from -700 to 700', () => {
    let worst = 0;
    for (let value = -700; value <= 700; value += 0.37)
      worst = Math.max(worst, relativeError(exponentialOf(value), Math.exp(value)));
    expect(worst).toBeLessThan(1e-12);
  });

  test('near zero it agrees to fifteen digits', () => {
    let worst = 0;
    for (let value = -5; value <= 5; value += 0.001)
      worst = Math.max(worst, relativeError(exponentialOf(value), Math.exp(value)));
    expect(worst).toBeLessThan(2e-15);
  });

  test('the exponential of 0 is exactly 1', () => {
    expect(exponentialOf(0)).toBe(1);
  });

  test('beyond its range it gives the value of the nearer end', () => {
    expect(exponentialOf(10_000)).toBe(exponentialOf(700));
    expect(exponentialOf(-10_000)).toBe(exponentialOf(-700));
  });

  test('it undoes the logarithm', () => {
    for (const value of [1e-9, 0.1, 1, 2.5, 1_000, 86_400_000])
      expect(relativeError(exponentialOf(naturalLogarithm(value)), value)).toBeLessThan(1e-13);
  });
});

describe('inverse normal', () => {
  test.each([
    [0.5, 0],
    [0.841344746068543, 1],
    [0.977249868051821, 2],
    [0.99865010196837, 3],
    [0.9, 1.281551565544601],
    [0.95, 1.644853626951473],
    [0.975, 1.959963984540054],
    [0.99, 2.326347874040841],
    [0.999, 3.090232306167813],
    [0.01, -2.326347874040841],
    [0.0242, -1.9738394633131993],
    [0.0243, -1.9720841590292884],
    [1e-6, -4.753424308822899],
    [1e-10, -6.361340902404056],
  ])('a standard normal is below its value for %d with that probability', (probability, known) => {
    expect(Math.abs(inverseNormal(probability) - known)).toBeLessThan(
      1.2e-9 * (1 + Math.abs(known)),
    );
  });

  test('it is odd around one half', () => {
    for (let p = 0.001; p < 0.5; p += 0.001)
      expect(inverseNormal(p) + inverseNormal(1 - p)).toBeCloseTo(0, 9);
  });

  test('it never falls, not even where its two formulas meet', () => {
    let last = Number.NEGATIVE_INFINITY;
    for (let place = 1; place < 20_000; place += 1) {
      const value = inverseNormal(place / 20_000);
      expect(value).toBeGreaterThan(last);
      last = value;
    }
  });

  test('0 and 1 give finite values', () => {
    expect(inverseNormal(0)).toBeCloseTo(-8.2095, 3);
    expect(inverseNormal(1)).toBeCloseTo(8.2095, 3);
  });
});
