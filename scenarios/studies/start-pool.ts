/** Starts worker threads for a study. The pool's library is loaded only then: a command that runs one scenario must not wait for it. */
import type { PoolLimits, StartedPool } from './study-pool.js';
import type { StudyPlan } from './study-result.js';

/** Threads for the runs of one study. Needs Node. */
export async function startPool(plan: StudyPlan, limits: PoolLimits): Promise<StartedPool> {
  const { StudyPool } = await import('./study-pool.js');
  return new StudyPool(plan, limits);
}
