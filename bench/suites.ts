/** All suites in the order in which they run. A new one is a file beside this one and a line here. */
import { aggregationBench } from './aggregation.bench.js';
import { eventQueueBench } from './event-queue.bench.js';
import { libraryBench } from './library.bench.js';
import { parentBench } from './parent.bench.js';
import { reportBench } from './reports.bench.js';
import { type Effort, type Row, rowOf } from './row.js';
import { sweepBench } from './sweep.bench.js';

type Suite = (effort: Effort) => Promise<readonly Row[]>;

const suites: readonly Suite[] = [
  eventQueueBench,
  aggregationRows,
  parentBench,
  libraryBench,
  reportBench,
  sweepBench,
];

/** Runs all suites one after the other: side by side they would disturb each other. */
export async function runSuites(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const suite of suites) rows.push(...(await suite(effort)));
  return rows;
}

async function aggregationRows({ timeMs }: Effort): Promise<readonly Row[]> {
  const rows = await aggregationBench({ timeMs });
  return rows.map(({ way, partitions, replicas, nanosecondsPerChange, samples }) => {
    const name = `report and decision, ${partitions} × ${replicas} replicas, ${way}`;
    const words = { suite: 'aggregation', name, unit: 'operations' };
    return rowOf(words, { nsPerOp: nanosecondsPerChange, samples });
  });
}
