/**
 * Logarithm, exponential and inverse normal from additions, multiplications, divisions and literal numbers alone (and the square root,
 * which IEEE 754 defines to the last bit). Bit-identical on every engine, unlike Math.log and Math.exp.
 */

const ln2 = 0.6931471805599453;

/** Natural logarithm of a positive number; relative error below 1e-14. 0 gives a large negative number instead of infinity. */
export function naturalLogarithm(value: number): number {
  if (value <= 0) return -745;
  let mantissa = value;
  let exponent = 0;
  while (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent += 1;
  }
  while (mantissa < 0.7071067811865476) {
    mantissa *= 2;
    exponent -= 1;
  }
  // 2 artanh((m - 1) / (m + 1)), whose series converges fast near 1.
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let term = ratio;
  let sum = 0;
  for (let odd = 1; odd <= 25; odd += 2) {
    sum += term / odd;
    term *= square;
  }
  return exponent * ln2 + 2 * sum;
}

/** The exponential of a number, clamped to -700 to 700. */
export function exponentialOf(value: number): number {
  const bounded = Math.max(-700, Math.min(700, value));
  const halvings = Math.round(bounded / ln2);
  const rest = bounded - halvings * ln2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 20; n += 1) {
    term *= rest / n;
    sum += term;
  }
  return sum * powerOfTwo(halvings);
}

/**
 * Inverse of the standard normal distribution function (probabilities 0 and 1 are replaced by the nearest draw). Rational approximation
 * by Peter Acklam, relative error below 1.2e-9.
 */
export function inverseNormal(probability: number): number {
  const p = Math.max(2 ** -53, Math.min(1 - 2 ** -53, probability));
  if (p < lowTail) return tail(p);
  if (p > 1 - lowTail) return -tail(1 - p);
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(central, r) * q) / (polynomial(centralBelow, r) * r + 1);
}

const lowTail = 0.02425;
const central = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2,
  -3.066479806614716e1, 2.506628277459239,
];
const centralBelow = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
  -1.328068155288572e1,
];
const outer = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const outerBelow = [
  7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416,
];

function tail(p: number): number {
  const q = Math.sqrt(-2 * naturalLogarithm(p));
  return polynomial(outer, q) / (polynomial(outerBelow, q) * q + 1);
}

/** Horner's scheme, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

function powerOfTwo(exponent: number): number {
  let value = 1;
  const step = exponent < 0 ? 0.5 : 2;
  for (let n = Math.abs(exponent); n > 0; n -= 1) value *= step;
  return value;
}
