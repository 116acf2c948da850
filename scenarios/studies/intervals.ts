/**
 * Confidence intervals: Student's for means, Wilson's for shares. Quantiles are literal tables and exact arithmetic, so that a result file has
 * the same bytes on every machine. Independent of runs.
 */
import type { Interval } from './study-result.js';

/** The supported confidence levels. */
export const confidences = [0.9, 0.95, 0.99] as const;

/** Student's interval of a mean; absent for fewer than two values. `deviation` is the sample's. */
export function meanInterval(
  { count, mean, deviation }: { count: number; mean: number; deviation: number },
  confidence: number,
): Interval | undefined {
  if (count < 2) return undefined;
  const half = (studentQuantile(count - 1, confidence) * deviation) / Math.sqrt(count);
  return { low: mean - half, high: mean + half };
}

/** Wilson's interval of a share of `yes` among `count`; absent for fewer than two. */
export function shareInterval(
  yes: number,
  count: number,
  confidence: number,
): Interval | undefined {
  if (count < 2) return undefined;
  const z = tableOf(confidence).normal;
  const share = yes / count;
  const below = 1 + (z * z) / count;
  const middle = (share + (z * z) / (2 * count)) / below;
  const half =
    (z / below) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  // At the ends the exact bound is 0 or 1, which rounding may miss.
  return { low: yes === 0 ? 0 : middle - half, high: yes === count ? 1 : middle + half };
}

/** The two-sided quantile of Student's t: a table to 30 degrees of freedom, beyond it Cornish and Fisher's expansion. */
export function studentQuantile(degrees: number, confidence: number): number {
  const { normal: z, student } = tableOf(confidence);
  const known = student[degrees - 1];
  if (known !== undefined) return known;
  const z2 = z * z;
  const n = degrees;
  const first = (z * (z2 + 1)) / 4;
  const second = (z * (5 * z2 * z2 + 16 * z2 + 3)) / 96;
  const third = (z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15)) / 384;
  return z + first / n + second / (n * n) + third / (n * n * n);
}

interface Table {
  readonly confidence: number;
  readonly normal: number;
  readonly student: readonly number[];
}

function tableOf(confidence: number): Table {
  const found = tables.find((table) => table.confidence === confidence);
  if (found === undefined) throw new RangeError(`no table for a confidence of ${confidence}`);
  return found;
}

/** To nine digits; the test compares them with the integral they solve. */
const tables: readonly Table[] = [
  {
    confidence: 0.9,
    normal: 1.64485362695,
    student: [
      6.31375151, 2.91998558, 2.35336343, 2.13184679, 2.01504837, 1.94318028, 1.89457861,
      1.85954804, 1.83311293, 1.81246112, 1.79588482, 1.78228756, 1.7709334, 1.76131014, 1.75305036,
      1.74588368, 1.73960673, 1.73406361, 1.72913281, 1.72471824, 1.7207429, 1.71714437, 1.71387153,
      1.71088208, 1.70814076, 1.70561792, 1.70328845, 1.70113093, 1.69912703, 1.69726089,
    ],
  },
  {
    confidence: 0.95,
    normal: 1.95996398454,
    student: [
      12.7062047, 4.30265273, 3.18244631, 2.77644511, 2.57058184, 2.44691185, 2.36462425,
      2.30600414, 2.26215716, 2.22813885, 2.20098516, 2.17881283, 2.16036866, 2.14478669,
      2.13144955, 2.1199053, 2.10981558, 2.10092204, 2.09302405, 2.08596345, 2.07961384, 2.07387307,
      2.06865761, 2.06389856, 2.05953855, 2.05552944, 2.05183052, 2.04840714, 2.04522964,
      2.04227246,
    ],
  },
  {
    confidence: 0.99,
    normal: 2.57582930355,
    student: [
      63.6567412, 9.9248432, 5.84090931, 4.60409487, 4.03214298, 3.70742802, 3.4994833, 3.35538733,
      3.24983554, 3.16927267, 3.10580652, 3.05453959, 3.01227584, 2.97684273, 2.94671288,
      2.92078162, 2.89823052, 2.87844047, 2.86093461, 2.84533971, 2.83135956, 2.81875606,
      2.80733568, 2.7969395, 2.78743581, 2.77871453, 2.77068296, 2.76326246, 2.7563859, 2.74999565,
    ],
  },
];
