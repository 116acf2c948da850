/** Starts the threads of a hunt. The pool's library is loaded only then: a command that runs one scenario must not wait for it. */
import type { Hunt, Stretch } from './explore.js';
import type { Budget, HuntWatch, ShrunkFinding } from './explore-pool.js';

/** A hunt with threads of its own. */
export interface StartedHunt {
  hunt(watch: HuntWatch): Promise<Stretch>;
  shrink(stretch: Stretch): Promise<ShrunkFinding[]>;
  stop(): Promise<void>;
}

/** Threads for one hunt. Needs Node. */
export async function startHunt(hunt: Hunt, budget: Budget): Promise<StartedHunt> {
  const { ExplorePool } = await import('./explore-pool.js');
  return new ExplorePool(hunt, budget);
}
