/**
 * A fleet's day: fleets of three sizes, the cost of an event in each, and what invariants, the trace and the digest add to it. Runs take
 * seconds, so each is done once, after a small one that warms the code; the row of the machine's SimPy stands beside them.
 */
import {
  loadScenario,
  parseScenario,
  prepare,
  runScenario,
  type Scenario,
} from '../scenarios/index.js';
import { type Effort, type Row, rowOf } from './row.js';
import { simpyRows } from './simpy.js';

const suite = 'fleet';
const file = 'scenarios/large/a-day-of-a-large-fleet.yaml';

/** Stores, and as many pushes. */
export const fleetSizes = [300, 3_000, 30_000] as const;

/** A way of running a day, and what it answers with: how many events there were. */
interface Way {
  readonly name: string;
  readonly run: (scenario: Scenario) => number;
}

const ways: readonly Way[] = [
  { name: 'digest alone', run: (scenario) => bare(scenario) },
  { name: 'digest and invariants', run: (scenario) => watched(scenario) },
  { name: 'digest, trace, invariants and report', run: (scenario) => runScenario(scenario).events },
];

/** Needs the repository as its working directory. */
export async function fleetBench(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const sizes = effort.smoke ? [10] : fleetSizes;
  bare(dayOf(sizes[0] ?? 10));
  for (const stores of sizes) {
    const scenario = dayOf(stores);
    for (const way of stores === 30_000 ? ways.slice(0, 1) : ways)
      rows.push(...dayRows(`${stores} stores, ${way.name}`, () => way.run(scenario)));
  }
  return [...rows, ...simpyRows(suite, effort.smoke ? 100 : 10_000, effort)];
}

/** The large scenario with so many stores and pushes. */
export function dayOf(stores: number): Scenario {
  const text = loadScenario(file).text.replace('stores: 3000', `stores: ${stores}`);
  // Links and writers grow with the fleet, so that every size is as busy.
  const rates = `{ linkRate: ${Math.max(1, (stores / 3_000) * 4)} GB/s, writeRate: 1 GB/s }`;
  return parseScenario(
    text.replace('pushes: 3000', `pushes: ${stores}`).replace(/\{ linkRate.*\}/, rates),
    file,
  );
}

function dayRows(name: string, run: () => number): readonly Row[] {
  const began = performance.now();
  const events = run();
  const ns = (performance.now() - began) * 1e6;
  return [
    rowOf({ suite, name, unit: 'days' }, { nsPerOp: ns, samples: 1 }),
    rowOf({ suite, name, unit: 'events' }, { nsPerOp: ns / events, samples: events }),
  ];
}

function bare(scenario: Scenario): number {
  const { simulation } = prepare(scenario, { invariants: [], trace: 'none' });
  simulation.run();
  return simulation.events;
}

function watched(scenario: Scenario): number {
  const { simulation } = prepare(scenario, { trace: 'none' });
  simulation.run();
  return simulation.events;
}
