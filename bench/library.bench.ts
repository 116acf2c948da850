/**
 * What a whole scenario costs, from its World to its summary, with and without watching the invariants:
 * runs per second, and the events that this makes. Files are read and checked before the clock starts.
 */
import { loadScenario, runScenario } from '../scenarios/index.js';
import { type Effort, measure, type Row, rowOf } from './row.js';

const suite = 'library';

/** The scenarios that are measured, below the library's folder. */
export const measuredScenarios = [
  'degraded/skipped-then-healed',
  'normal/full-push-with-da-vinci',
] as const;

/** A way to run a scenario; gives what it has done. */
interface Way {
  readonly name: string;
  readonly run: () => { readonly events: number };
}

/** Runs of each way before any is measured: they share code, and the first must not include the JIT warm-up of all. */
const warmRuns = 300;

/** Needs the repository as its working directory. */
export async function libraryBench(effort: Effort): Promise<readonly Row[]> {
  const ways = measuredScenarios.flatMap(waysOf);
  for (let i = 0; i < (effort.smoke ? 1 : warmRuns); i += 1) for (const { run } of ways) run();
  const rows: Row[] = [];
  for (const way of ways) rows.push(...(await rowsOf(way, effort)));
  return rows;
}

function waysOf(name: string): readonly Way[] {
  const scenario = loadScenario(`scenarios/library/${name}.yaml`);
  return [
    { name: `${name}, invariants on`, run: () => runScenario(scenario) },
    { name: `${name}, invariants off`, run: () => runScenario(scenario, { invariants: [] }) },
  ];
}

async function rowsOf({ name, run }: Way, effort: Effort): Promise<readonly Row[]> {
  const { events } = run();
  const call = (): void => {
    run();
  };
  const runs = await measure({ suite, name, unit: 'runs', times: 1, call }, effort);
  return [
    runs,
    rowOf({ suite, name, unit: 'events' }, { ...runs, nsPerOp: runs.nsPerOp / events }),
  ];
}
