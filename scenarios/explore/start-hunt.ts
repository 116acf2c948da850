/** Starts the threads of a hunt. The pool's library is loaded only then: a command that runs one scenario must not wait for it. */
import type { HuntExecutor } from './conduct-hunt.js';
import type { Hunt } from './explore.js';

/** Threads for one hunt. Needs Node. */
export async function startHunt(hunt: Hunt, workers: number): Promise<HuntExecutor> {
  const { ExplorePool } = await import('./explore-pool.js');
  return new ExplorePool(hunt, workers);
}
