/**
 * What a run costs within a sweep: here and now, on one worker thread and on two. A study is measured as a whole, from its plan to its last run,
 * threads started and scenario read; two threads should give at least 1.7 times one.
 */
import { tuneForThreads } from '../cli/thread-tuning.js';
import {
  conductStudy,
  openStudy,
  ownExecutor,
  readScenarioText,
  type StudyPlan,
  startPool,
} from '../scenarios/index.js';
import { type Effort, type Row, rowOf } from './row.js';

const suite = 'sweep';
const file = 'scenarios/library/degraded/skipped-then-healed.yaml';
const fullSeeds = 2_000;
const smokeSeeds = 4;

/** Needs the repository as its working directory, and the compiled worker beside the compiled bench. */
export async function sweepBench({ smoke }: Effort): Promise<readonly Row[]> {
  const seeds = smoke ? smokeSeeds : fullSeeds;
  const rows = [await measured('in the same thread', seeds, own)];
  // Threads run compiled files only; a smoke of the sources has none.
  if (import.meta.url.endsWith('.ts')) return rows;
  rows.push(await measured('one worker', seeds, (plan) => onThreads(plan, 1)));
  rows.push(await measured('two workers', seeds, (plan) => onThreads(plan, 2)));
  return rows;
}

type Started = Awaited<ReturnType<typeof onThreads>>;

async function measured(
  name: string,
  seeds: number,
  start: (plan: StudyPlan) => Promise<Started>,
): Promise<Row> {
  const source = { file, text: readScenarioText(file) };
  const study = openStudy({
    kind: 'sweep',
    sources: [source],
    overrides: {},
    axes: [],
    where: [],
    seeds: `1..${seeds}`,
    simulator: 'bench',
  });
  const began = performance.now();
  const executor = await start(study.plan);
  await conductStudy(study, executor);
  const ns = (performance.now() - began) * 1e6;
  await executor.stop();
  return rowOf({ suite, name, unit: 'runs' }, { nsPerOp: ns / seeds, samples: seeds });
}

function onThreads(plan: StudyPlan, workers: number) {
  // As the command does.
  tuneForThreads(workers);
  return startPool(plan, { workers, runMsMax: 60_000 });
}

async function own(plan: StudyPlan): Promise<Started> {
  return { ...ownExecutor(plan), stop: async () => {} };
}
