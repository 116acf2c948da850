/** Starts the threads of an exploration. The pool's library is loaded only then: a command that runs one scenario must not wait for it. */

import type { Exploration } from './explore.js';
import type { ExplorationExecutor } from './run-exploration.js';

/** Threads for one exploration. Needs Node. */
export async function startExploration(
  exploration: Exploration,
  workers: number,
): Promise<ExplorationExecutor> {
  const { ExplorePool } = await import('./explore-pool.js');
  return new ExplorePool(exploration, workers);
}
