/**
 * Performance targets, each with the figure of one run: ratios, because seconds depend on the machine. Pure; a target
 * whose rows were not measured is left out.
 */
import type { Row } from './row.js';

/** A target and the measured value. */
export interface Target {
  readonly name: string;
  readonly measured: number;
  readonly required: string;
  readonly isMet: boolean;
}

const day = '3000 stores, digest alone';
const watchedDay = '3000 stores, digest and invariants';
const simpyEvents = 15_000_000;

/** All targets whose rows were measured. */
export function targetsOf(rows: readonly Row[]): readonly Target[] {
  const ns = (suite: string, name: string, unit: string): number =>
    rows.find((row) => row.suite === suite && row.name.startsWith(name) && row.unit === unit)
      ?.nsPerOp ?? Number.NaN;
  const simpy = ns('fleet', 'engine, 10000 pending: SimPy', 'events');
  const sizes = [300, 3_000, 30_000].map((stores) =>
    ns('fleet', `${stores} stores, digest alone`, 'events'),
  );
  const peak = rows.find(({ name, unit }) => name === day && unit === 'days')?.peakMb ?? Number.NaN;
  return [
    atLeast(
      "the model's events per second to SimPy's empty events",
      simpy / ns('fleet', day, 'events'),
      1,
    ),
    atMost(
      "time of a fleet's day to 15 million empty events of SimPy",
      ns('fleet', day, 'days') / (simpy * simpyEvents),
      1,
    ),
    atMost("peak memory of a fleet's day, GB", peak / 1_000, 1.5),
    atMost(
      "time of a fleet's day with all invariants to that without",
      ns('fleet', watchedDay, 'days') / ns('fleet', day, 'days'),
      2,
    ),
    atMost(
      'time per event with 30,000 stores to that with 300',
      (sizes[2] ?? Number.NaN) / (sizes[0] ?? Number.NaN),
      1.5,
    ),
    atMost(
      'slowest per-event time to fastest, across three fleet sizes',
      Math.max(...sizes) / Math.min(...sizes),
      1.5,
    ),
    atLeast(
      'runs of a small scenario per second, in a sweep on one core',
      1e9 / ns('sweep', 'in the same thread', 'runs'),
      500,
    ),
    atLeast(
      'throughput of two warm workers to that of one',
      ns('sweep', 'warm, one worker', 'runs') / ns('sweep', 'warm, two workers', 'runs'),
      1.7,
    ),
  ].filter(({ measured }) => Number.isFinite(measured));
}

/** The targets as lines of text. */
export function renderTargets(targets: readonly Target[]): string {
  return targets
    .map(
      ({ name, measured, required, isMet }) =>
        `${isMet ? 'met   ' : 'MISSED'}  ${name}: ${digits(measured)} (${required})`,
    )
    .join('\n');
}

/** A lower limit. */
export function atLeast(name: string, measured: number, limit: number): Target {
  return { name, measured, required: `at least ${limit}`, isMet: measured >= limit };
}

/** An upper limit. */
function atMost(name: string, measured: number, limit: number): Target {
  return { name, measured, required: `at most ${limit}`, isMet: measured <= limit };
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
