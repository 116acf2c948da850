/**
 * A study on worker threads: progress for people, result files on the way, and an end when somebody presses Ctrl-C. What is run and in which
 * batches is decided by the study itself.
 */
import { conductStudy, type OpenStudy, startPool } from '../scenarios/index.js';
import { tuneCompiler } from './compiler-tuning.js';
import { Progress } from './progress.js';
import { writeStudy } from './study-show.js';

/** How a study is run. */
export interface SessionLimits {
  readonly workers: number;
  readonly runMsMax: number;
  readonly heapMb: number | undefined;
  /** File for what is finished on the way; absent: nothing is kept of a killed study. */
  readonly out: string | undefined;
}

/** Runs what is missing and says whether it was interrupted. */
export async function conductOnThreads(study: OpenStudy, limits: SessionLimits): Promise<boolean> {
  if (study.missing(study.seeds.length).length === 0 && study.plan.stop === undefined) return false;
  tuneCompiler();
  const pool = await startPool(study.plan, limits);
  const { done, of } = study.progress;
  const bar = new Progress(of - done, 'runs');
  let shown = done;
  const keeper = new Keeper(study, limits.out);
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
    void pool.stop();
  };
  process.on('SIGINT', interrupt);
  try {
    await conductStudy(study, pool, {
      isStopped: () => isInterrupted,
      progress: () => {
        bar.advance(study.progress.done - shown);
        shown = study.progress.done;
        keeper.keep();
      },
    });
  } finally {
    process.removeListener('SIGINT', interrupt);
    bar.end();
    await pool.stop();
  }
  return isInterrupted;
}

/** Writes the unfinished result now and then, so that a killed command loses little. */
class Keeper {
  private notBefore = 0;

  constructor(
    private readonly study: OpenStudy,
    private readonly out: string | undefined,
  ) {}

  keep(): void {
    const began = performance.now();
    if (this.out === undefined || began < this.notBefore) return;
    writeStudy(this.out, this.study.result());
    const tookMs = performance.now() - began;
    this.notBefore = performance.now() + Math.max(leastMs, shareOfTime * tookMs);
  }
}

const leastMs = 1_000;
/** Writing takes at most one part in so many. */
const shareOfTime = 30;
