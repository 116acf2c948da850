/**
 * A study on worker threads: progress for people, a result file that is written again every second, and a stop on a signal. What is run
 * and in which batches is decided by the study itself.
 */
import { conductStudy, type OpenStudy, startPool } from '../scenarios/index.js';
import { tuneCompiler } from './compiler-tuning.js';
import type { Interruption } from './interruption.js';
import { Keeper } from './keeper.js';
import { Progress } from './progress.js';

/** How a study is run. */
export interface SessionLimits {
  readonly workers: number;
  readonly runMsMax: number;
  readonly heapMb: number | undefined;
  /** Writes what is finished so far; absent: nothing is kept of a killed study. */
  readonly save: (() => void) | undefined;
}

/** Runs what is missing, until a signal comes. */
export async function conductOnThreads(
  study: OpenStudy,
  limits: SessionLimits,
  interruption: Interruption,
): Promise<void> {
  if (study.missing(study.seeds.length).length === 0 && study.plan.stop === undefined) return;
  tuneCompiler();
  const pool = await startPool(study.plan, limits);
  interruption.whenItComes(() => void pool.stop());
  const { done, of } = study.progress;
  const bar = new Progress(of - done, 'runs');
  let shown = done;
  const keeper = new Keeper(limits.save);
  try {
    await conductStudy(study, pool, {
      isStopped: () => interruption.isThere,
      progress: () => {
        bar.advance(study.progress.done - shown);
        shown = study.progress.done;
        keeper.changed();
      },
    });
  } finally {
    keeper.end();
    bar.end();
    await pool.stop();
  }
}
