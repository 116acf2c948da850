/**
 * One day of a fleet, simulated in one way: how long it took, how many events it had, how much memory the program needed at most. As a program
 * it takes the number of stores and the way, and prints the answer as JSON.
 */
import { fileURLToPath } from 'node:url';
import {
  loadScenario,
  parseScenario,
  prepare,
  runScenario,
  type Scenario,
} from '../scenarios/index.js';
import { venice } from '../scenarios/run/run.js';
import { Simulation } from '../sim/index.js';
import { threadNs } from './thread-time.js';

const file = 'scenarios/large/a-day-of-a-large-fleet.yaml';
const warmingStores = 300;

/** The measurements of a day. */
export interface Lived {
  readonly events: number;
  /** Wall-clock time. */
  readonly ns: number;
  /** Of the main thread, as SimPy's are measured. */
  readonly threadNs: number;
  /** Resident memory of the program at its highest, in megabytes. */
  readonly peakMb: number;
}

/** A way to run a day: what is done besides the model itself. */
export type WayName =
  | 'digest alone'
  | 'no digest'
  | 'digest and invariants'
  | 'digest, trace, invariants and report';

const ways: Readonly<Record<WayName, (scenario: Scenario) => { readonly events: number }>> = {
  'digest alone': (scenario) =>
    toTheEnd(prepare(scenario, { invariants: [], trace: 'none' }).simulation),
  'no digest': (scenario) => toTheEnd(withoutDigest(scenario)),
  'digest and invariants': (scenario) => toTheEnd(prepare(scenario, { trace: 'none' }).simulation),
  'digest, trace, invariants and report': (scenario) => runScenario(scenario),
};

/** Runs it in this process. Needs the repository as its working directory. */
export function dayInHere(stores: number, way: WayName): Lived {
  const live = ways[way];
  live(dayOf(Math.min(stores, warmingStores)));
  const scenario = dayOf(stores);
  const began = performance.now();
  const threadBegan = threadNs();
  const { events } = live(scenario);
  const ns = (performance.now() - began) * 1e6;
  return {
    events,
    ns,
    threadNs: threadNs() - threadBegan,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}

/** The large scenario with so many stores and pushes. */
export function dayOf(stores: number): Scenario {
  const text = loadScenario(file).text.replace('stores: 3000', `stores: ${stores}`);
  // Links and what servers take in grow with the fleet, so that every size is equally loaded: with a higher load a scan has more to do.
  const size = Math.max(0.25, stores / 3_000);
  const rates = `{ linkRate: ${4 * size} GB/s, serverRate: ${500 * size} MB/s, writeRate: 1 GB/s }`;
  return parseScenario(
    text.replace('pushes: 3000', `pushes: ${stores}`).replace(/\{ linkRate.*\}/, rates),
    file,
  );
}

function toTheEnd(simulation: { run(): unknown; readonly events: number }) {
  simulation.run();
  return simulation;
}

/** The same run with a model that encodes nothing. */
function withoutDigest(scenario: Scenario) {
  const { simulation } = prepare(scenario, { invariants: [], trace: 'none' });
  const { start } = scenario.setup;
  return Simulation.resume(simulation.snapshot(), {
    model: { ...venice, encode: () => undefined },
    seed: scenario.seed,
    ties: scenario.ties,
    start,
    limits: {
      horizon: start + scenario.horizon,
      eventsMax: scenario.eventsMax,
      eventsAtOneInstantMax: 1_000_000,
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , stores, way] = process.argv;
  console.log(JSON.stringify(dayInHere(Number(stores), way as WayName)));
}
