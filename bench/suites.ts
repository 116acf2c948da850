/** All suites in the order in which they run. A new one is a file beside this one and a line here. */
import { eventQueueBench } from './event-queue.bench.js';
import { fleetBench } from './fleet.bench.js';
import { invariantsBench } from './invariants.bench.js';
import { kernelBench } from './kernel.bench.js';
import { libraryBench } from './library.bench.js';
import { parentBench } from './parent.bench.js';
import { reportBench } from './reports.bench.js';
import type { Effort, Row } from './row.js';
import { startUpBench } from './start-up.bench.js';
import { sweepBench } from './sweep.bench.js';

type Suite = (effort: Effort) => Promise<readonly Row[]>;

const suites: Readonly<Record<string, Suite>> = {
  kernel: kernelBench,
  'event-queue': eventQueueBench,
  parent: parentBench,
  library: libraryBench,
  fleet: fleetBench,
  invariants: invariantsBench,
  reports: reportBench,
  sweep: sweepBench,
  'start-up': startUpBench,
};

/** What can be measured alone. */
export const suiteNames = Object.keys(suites);

/** Runs suites, all unless some are named, one after the other: concurrent suites would disturb each other. */
export async function runSuites(
  effort: Effort,
  names: readonly string[] = suiteNames,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const name of names) {
    const suite = suites[name];
    if (suite === undefined)
      throw new Error(`no suite ${name}; there are ${suiteNames.join(', ')}`);
    rows.push(...(await suite(effort)));
  }
  return rows;
}
