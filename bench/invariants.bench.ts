/**
 * What watching the invariants adds to a run: the same run without and with them, alternately, in processor time, so that a busy machine
 * affects both alike. The third row of each size is the difference; it must stay below the first. Neither keeps a trace.
 */
import { loadScenario, prepare, type RunOptions, type Scenario } from '../scenarios/index.js';
import { dayOf } from './fleet-day.js';
import { type Effort, type Row, rowOf } from './row.js';

const suite = 'invariants';

/** A run that is measured, and how often: each time without and with invariants. */
interface Sized {
  readonly name: string;
  readonly scenario: Scenario;
  readonly rounds: number;
  /** Runs within one round, where one alone is too short for a clock. */
  readonly times: number;
}

/** Needs the repository as its working directory. */
export async function invariantsBench({ smoke }: Effort): Promise<readonly Row[]> {
  return sizes(smoke).flatMap(rowsOf);
}

function sizes(smoke: boolean): readonly Sized[] {
  const library = (file: string): Scenario => loadScenario(`scenarios/library/${file}.yaml`);
  const small = { rounds: smoke ? 1 : 60, times: smoke ? 1 : 10 };
  const files = [
    'degraded/skipped-then-healed',
    'hooks/thirty-minutes-between-regions',
    'design-flaws/slow-copy-never-finishes',
  ];
  return [
    ...files.map((file) => ({ name: file, scenario: library(file), ...small })),
    ...(smoke ? [10] : [300, 3_000]).map((stores) => ({
      name: `the day of ${stores} stores`,
      scenario: dayOf(stores),
      rounds: smoke ? 1 : stores > 300 ? 3 : 9,
      times: 1,
    })),
  ];
}

function rowsOf({ name, scenario, rounds, times }: Sized): readonly Row[] {
  const off: RunOptions = { trace: 'none', invariants: [] };
  const on: RunOptions = { trace: 'none' };
  const events = run(scenario, on) * times;
  const without: number[] = [];
  const watched: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    without.push(nsOf(times, scenario, off));
    watched.push(nsOf(times, scenario, on));
  }
  const row = (what: string, ns: number): Row =>
    rowOf(
      { suite, name: `${name}, ${what}`, unit: 'events' },
      { nsPerOp: Math.max(ns, 1) / events, samples: rounds },
    );
  const [before, after] = [median(without), median(watched)];
  return [
    row('invariants off', before),
    row('invariants on', after),
    row(`what they add (${Math.round((100 * (after - before)) / before)} %)`, after - before),
  ];
}

/** Nanoseconds of the processor. */
function nsOf(times: number, scenario: Scenario, options: RunOptions): number {
  const began = process.cpuUsage();
  for (let time = 0; time < times; time += 1) run(scenario, options);
  const { user, system } = process.cpuUsage(began);
  return (user + system) * 1e3;
}

/** Runs to the end, judges it, and gives the number of events. */
function run(scenario: Scenario, options: RunOptions): number {
  const { simulation, watch } = prepare(scenario, options);
  const end = simulation.run();
  if (options.invariants === undefined)
    watch.judgeEnd(simulation.world, end.at, end.reason === 'settled');
  return simulation.events;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
