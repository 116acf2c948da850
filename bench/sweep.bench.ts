/**
 * The time per run of a sweep: in this thread, on one worker thread and on two. A study is measured as a whole, from its plan to its last run,
 * threads started and scenario read.
 *
 * Short sweeps are measured with cold threads, the common case: V8 compiles the model in each worker during the
 * first few thousand runs; a single worker can use the second core for that, two must share it. The speed-up of two workers
 * is measured with warm threads, like everything else here. Those rounds alternate, and the
 * fastest counts, because other programs can only slow a round down.
 */
import { tuneCompiler } from '../cli/compiler-tuning.js';
import {
  conductStudy,
  inProcessExecutor,
  openStudy,
  readScenarioText,
  type StudyPlan,
  startPool,
} from '../scenarios/index.js';
import { type Effort, type Row, rowOf } from './row.js';

const suite = 'sweep';
const file = 'scenarios/library/degraded/skipped-then-healed.yaml';
const shortSeeds = 2_000;
const warmSeeds = 20_000;
/** After so many runs a worker has compiled nearly all of the model. */
const warmingSeeds = 6_000;
const turns = 2;
const smokeSeeds = 4;

/** Needs the repository as its working directory, and the compiled worker beside the compiled bench. */
export async function sweepBench({ smoke }: Effort): Promise<readonly Row[]> {
  // As the command does.
  tuneCompiler();
  const few = smoke ? smokeSeeds : shortSeeds;
  const rows = [await measured('in the same thread', few, own)];
  // Threads run compiled files only; a smoke of the sources has none.
  if (import.meta.url.endsWith('.ts')) return rows;
  rows.push(await measured('one worker', few, onThreads(1)));
  rows.push(await measured('two workers', few, onThreads(2)));
  if (smoke) return rows;
  const warm: Row[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    warm.push(await measuredWarm('warm, one worker', 1));
    warm.push(await measuredWarm('warm, two workers', 2));
  }
  return [...rows, ...fastest(warm)];
}

function fastest(rows: readonly Row[]): readonly Row[] {
  const best = new Map<string, Row>();
  for (const row of rows) {
    const known = best.get(row.name);
    if (known === undefined || row.nsPerOp < known.nsPerOp) best.set(row.name, row);
  }
  return [...best.values()];
}

type Start = (plan: StudyPlan) => ReturnType<typeof startPool>;

async function measured(name: string, seeds: number, start: Start): Promise<Row> {
  const study = sweepOf(seeds);
  const began = performance.now();
  const executor = await start(study.plan);
  await conductStudy(study, executor);
  const ns = (performance.now() - began) * 1e6;
  await executor.stop();
  return runsRow(name, ns, seeds);
}

async function measuredWarm(name: string, workers: number): Promise<Row> {
  const warming = sweepOf(workers * warmingSeeds);
  const executor = await onThreads(workers)(warming.plan);
  await conductStudy(warming, executor);
  const study = sweepOf(warmSeeds);
  const began = performance.now();
  await conductStudy(study, executor);
  const ns = (performance.now() - began) * 1e6;
  await executor.stop();
  return runsRow(name, ns, warmSeeds);
}

function runsRow(name: string, ns: number, seeds: number): Row {
  return rowOf({ suite, name, unit: 'runs' }, { nsPerOp: ns / seeds, samples: seeds });
}

function sweepOf(seeds: number): ReturnType<typeof openStudy> {
  return openStudy({
    kind: 'sweep',
    sources: [{ file, text: readScenarioText(file) }],
    overrides: {},
    axes: [],
    where: [],
    seeds: `1..${seeds}`,
    simulator: 'bench',
  });
}

function onThreads(workers: number): Start {
  return (plan) => startPool(plan, { workers, runMsMax: 60_000 });
}

const own: Start = async (plan) => ({ ...inProcessExecutor(plan), stop: async () => {} });
