/**
 * What the project promises of its speed, each beside what rows of one run say: ratios, because seconds depend on the machine. Pure; a promise
 * whose rows were not measured is left out.
 */
import type { Row } from './row.js';

/** A promise and how it is kept. */
export interface Promised {
  readonly name: string;
  readonly measured: number;
  readonly wanted: string;
  readonly isKept: boolean;
}

const day = '3000 stores, digest alone';
const watchedDay = '3000 stores, digest and invariants';
const simpyEvents = 15_000_000;

/** All promises about what was measured. */
export function promisesOf(rows: readonly Row[]): readonly Promised[] {
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
      'the model’s events a second to SimPy’s empty ones',
      simpy / ns('fleet', day, 'events'),
      1,
    ),
    atMost(
      'the fleet’s day to 15 million empty events of SimPy',
      ns('fleet', day, 'days') / (simpy * simpyEvents),
      1,
    ),
    atMost('peak memory of the fleet’s day, GB', peak / 1_000, 1.5),
    atMost(
      'the fleet’s day with all invariants to that without',
      ns('fleet', watchedDay, 'days') / ns('fleet', day, 'days'),
      2,
    ),
    atMost(
      'an event of 30,000 stores to one of 300',
      (sizes[2] ?? Number.NaN) / (sizes[0] ?? Number.NaN),
      1.5,
    ),
    atMost(
      'the dearest event of three sizes to the cheapest',
      Math.max(...sizes) / Math.min(...sizes),
      1.5,
    ),
    atLeast(
      'runs of a small scenario a second, in a sweep on one core',
      1e9 / ns('sweep', 'in the same thread', 'runs'),
      500,
    ),
    atLeast(
      'two workers to one, once they are warm',
      ns('sweep', 'warm, one worker', 'runs') / ns('sweep', 'warm, two workers', 'runs'),
      1.7,
    ),
  ].filter(({ measured }) => Number.isFinite(measured));
}

/** The promises as lines of text. */
export function renderPromises(promises: readonly Promised[]): string {
  return promises
    .map(
      ({ name, measured, wanted, isKept }) =>
        `${isKept ? 'kept  ' : 'BROKEN'}  ${name}: ${digits(measured)} (${wanted})`,
    )
    .join('\n');
}

/** A promise that holds from a limit on. */
export function atLeast(name: string, measured: number, limit: number): Promised {
  return { name, measured, wanted: `at least ${limit}`, isKept: measured >= limit };
}

/** A promise that holds up to a limit. */
function atMost(name: string, measured: number, limit: number): Promised {
  return { name, measured, wanted: `at most ${limit}`, isKept: measured <= limit };
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
