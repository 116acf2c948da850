/**
 * The parameter grid of a study: which values are varied, every combination of them, and which combinations are left out. Pure; whether a
 * combination makes a valid scenario is checked when it is read.
 */

import { parseDuration } from '../../sim/index.js';
import { didYouMean, nameList } from '../near-miss.js';
import { equalsSign, type PlainValue, readValues, valueText } from '../settings.js';
import { readSize } from '../units.js';
import { StudyError } from './study-error.js';

/** One thing that is varied and its values, in the order given. */
export interface Axis {
  readonly path: string;
  readonly values: readonly PlainValue[];
}

/** One value for each axis. */
export type Combination = readonly { readonly path: string; readonly value: PlainValue }[];

/** Combinations that one study may have. */
const combinationsMax = 10_000;

/** `PATH=V1,V2`; a value `1..50` or `0..100..10` stands for whole numbers. Throws StudyError. */
export function readAxis(text: string, option: string): Axis {
  const at = equalsSign(text);
  const path = text.slice(0, Math.max(0, at)).trim();
  if (path === '')
    throw new StudyError(`${option} ${text} names no field and values`, {
      expected: `PATH=V1,V2, such as stores.0.size='10 GB,40 GB'`,
    });
  const values = readValues(text.slice(at + 1))?.flatMap((value) => expanded(value, text));
  if (values === undefined || values.length === 0)
    throw new StudyError(`${option} ${text}: there are no values to read`, {
      expected: 'values separated by commas, each as a scenario file writes it',
      hint: 'put quotes around a value with a comma or a colon: "dc-0,dc-1"',
    });
  const twice = values.find((value, index) => sameAt(values, value) !== index);
  if (twice !== undefined)
    throw new StudyError(`${option} ${text} has the value ${valueText(twice)} twice`);
  return { path, values };
}

/** Every combination, the last axis changing fastest, without those that a constraint leaves out. Throws StudyError. */
export function combinations(axes: readonly Axis[], where: readonly string[]): Combination[] {
  refuseRepeats(axes);
  const size = axes.reduce((product, { values }) => product * values.length, 1);
  if (size > combinationsMax)
    throw new StudyError(`the grid has ${size} combinations`, {
      expected: `at most ${combinationsMax}`,
      hint: 'vary fewer values at once',
    });
  let grid: Combination[] = [[]];
  for (const { path, values } of axes)
    grid = grid.flatMap((one) => values.map((value) => [...one, { path, value }]));
  const constraints = where.map((text) => readConstraint(text, axes));
  const left = grid.filter((one) => constraints.every((holds) => holds(one)));
  if (left.length > 0) return left;
  throw new StudyError(`--where ${where.join(' --where ')} leaves out every combination`, {
    found: `${grid.length} combinations, none of which satisfies it`,
  });
}

function expanded(value: PlainValue, text: string): readonly PlainValue[] {
  const range =
    typeof value === 'string' ? /^(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(value) : null;
  if (range === null) return [value];
  const [from, to, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)];
  if (to < from || step === 0)
    throw new StudyError(`${text}: the range ${range[0]} has no values`, {
      expected: 'FROM..TO or FROM..TO..STEP, rising',
    });
  const count = Math.floor((to - from) / step) + 1;
  if (count > combinationsMax)
    throw new StudyError(`${text}: the range ${range[0]} has ${count} values`, {
      expected: `at most ${combinationsMax}`,
    });
  return Array.from({ length: count }, (_, index) => from + index * step);
}

function sameAt(values: readonly PlainValue[], wanted: PlainValue): number {
  return values.findIndex((value) => JSON.stringify(value) === JSON.stringify(wanted));
}

function refuseRepeats(axes: readonly Axis[]): void {
  const paths = axes.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined)
    throw new StudyError(`${twice} is varied twice`, { hint: 'give all its values in one option' });
}

type Holds = (combination: Combination) => boolean;

/** `a<b`, with a varied path (or its last part) on the left and another one or a value on the right. */
function readConstraint(text: string, axes: readonly Axis[]): Holds {
  const match = /^\s*(.+?)\s*(<=|>=|!=|<|>|=)\s*(.+?)\s*$/.exec(hideBrackets(text));
  if (match === null)
    throw new StudyError(`--where ${text} compares nothing`, {
      expected: 'PATH<VALUE or PATH<PATH, with one of < <= > >= = !=',
    });
  const [, left = '', sign = '', right = ''] = match.map(showBrackets);
  const paths = axes.map(({ path }) => path);
  const place = axisNamed(left, paths);
  if (place === undefined) {
    const hint = didYouMean(left, [...paths, ...paths.map(lastPart)]);
    throw new StudyError(`--where ${text}: ${left} is not varied`, {
      expected: `one of ${nameList(paths)}`,
      hint,
    });
  }
  const other = axisNamed(right, paths);
  const literal = other === undefined ? (readValues(right)?.[0] ?? right) : null;
  return (combination) => {
    const value = combination[place]?.value ?? null;
    const against = other === undefined ? literal : (combination[other]?.value ?? null);
    return compared(value, sign, against, text);
  };
}

function hideBrackets(text: string): string {
  return text.replace(/\[[^\]]*\]/g, (part) => part.replaceAll('=', '\u0001'));
}

function showBrackets(text: string): string {
  return text.replaceAll('\u0001', '=');
}

/** By its whole path, or by its last part when only one path ends so. */
function axisNamed(written: string, paths: readonly string[]): number | undefined {
  const whole = paths.indexOf(written);
  if (whole >= 0) return whole;
  const ending = paths.flatMap((path, place) => (lastPart(path) === written ? [place] : []));
  return ending.length === 1 ? ending[0] : undefined;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function compared(left: PlainValue, sign: string, right: PlainValue, text: string): boolean {
  if (sign === '=') return amount(left) === amount(right);
  if (sign === '!=') return amount(left) !== amount(right);
  const [one, other] = [amount(left), amount(right)];
  if (typeof one !== 'number' || typeof other !== 'number')
    throw new StudyError(`--where ${text}: ${String(one)} and ${String(other)} have no order`, {
      expected: 'numbers, durations or sizes on both sides of < and >; texts take = and !=',
    });
  return (
    { '<': one < other, '<=': one <= other, '>': one > other, '>=': one >= other }[sign] ?? false
  );
}

/** A number for what has an order: numbers, durations in milliseconds, sizes in bytes. */
function amount(value: PlainValue): number | string {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return JSON.stringify(value);
  const size = readSize(value);
  return parseDuration(value) ?? ('value' in size ? size.value : value);
}
