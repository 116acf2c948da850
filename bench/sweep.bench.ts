/**
 * What a run costs within a sweep: here and now, on one worker thread and on two. A study is measured as a whole, from its plan to its last run,
 * threads started and scenario read.
 *
 * There is a short sweep and a long one. V8 compiles the model for each worker anew while the first few thousand runs are under way, and one
 * worker alone has the second core for that, which two must share: a short sweep tells what people wait for, a long one what two workers are
 * worth. Both are shown; the promise about two workers is about the long one. Long sweeps are measured in turns and the faster turn counts,
 * since nothing but other programs makes one slower than the other.
 */
import { tuneCompiler } from '../cli/compiler-tuning.js';
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
const shortSeeds = 2_000;
const longSeeds = 30_000;
const turns = 2;
const smokeSeeds = 4;

/** Needs the repository as its working directory, and the compiled worker beside the compiled bench. */
export async function sweepBench({ smoke }: Effort): Promise<readonly Row[]> {
  // As the command does.
  tuneCompiler();
  const [few, many] = smoke ? [smokeSeeds, 2 * smokeSeeds] : [shortSeeds, longSeeds];
  const rows = [await measured('in the same thread', few, own)];
  // Threads run compiled files only; a smoke of the sources has none.
  if (import.meta.url.endsWith('.ts')) return rows;
  rows.push(await measured('one worker', few, onThreads(1)));
  rows.push(await measured('two workers', few, onThreads(2)));
  const long: Row[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    long.push(await measured('long sweep, one worker', many, onThreads(1)));
    long.push(await measured('long sweep, two workers', many, onThreads(2)));
  }
  return [...rows, ...fastest(long)];
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

function onThreads(workers: number): Start {
  return (plan) => startPool(plan, { workers, runMsMax: 60_000 });
}

const own: Start = async (plan) => ({ ...ownExecutor(plan), stop: async () => {} });
