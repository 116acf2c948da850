/** Starts worker threads for a study. The pool's library is loaded only then: a command that runs one scenario must not wait for it. */
import type { StudyExecutor } from './conduct.js';
import type { StudyPlan } from './study-result.js';

/** How many threads, and what one run may cost. */
export interface PoolLimits {
  readonly workers: number;
  /** Real time that one run may take. */
  readonly runMsMax: number;
  /** Heap of one worker, in MB; absent: Node's own limit. */
  readonly heapMb?: number | undefined;
}

/** An executor with threads of its own. */
export interface StartedPool extends StudyExecutor {
  /** Ends all threads at once, in the middle of a run if need be. */
  stop(): Promise<void>;
}

/** Threads for the runs of one study. Needs Node. */
export async function startPool(plan: StudyPlan, limits: PoolLimits): Promise<StartedPool> {
  const { StudyPool } = await import('./study-pool.js');
  return new StudyPool(plan, limits);
}
