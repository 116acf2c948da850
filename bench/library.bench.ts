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

/** Needs the repository as its working directory. */
export async function libraryBench(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const name of measuredScenarios) {
    const scenario = loadScenario(`scenarios/library/${name}.yaml`);
    rows.push(
      ...(await scenarioRows(`${name}, invariants on`, () => runScenario(scenario), effort)),
    );
    const unwatched = (): ReturnType<typeof runScenario> =>
      runScenario(scenario, { invariants: [] });
    rows.push(...(await scenarioRows(`${name}, invariants off`, unwatched, effort)));
  }
  return rows;
}

async function scenarioRows(
  name: string,
  run: () => { readonly events: number },
  effort: Effort,
): Promise<readonly Row[]> {
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
