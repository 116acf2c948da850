/** An exploration without worker threads: the same runs and findings as on threads, one after the other. */
import { exploreStretch, type Hunt, type HuntExecutor, shrinkRun } from '../../scenarios/index.js';

export async function startHunt(hunt: Hunt): Promise<HuntExecutor> {
  return {
    width: 1,
    stretch: async (from, count) => ({ kind: 'done', answer: exploreStretch(hunt, from, count) }),
    shrink: async ({ run, breaks }) => ({ kind: 'done', answer: shrinkRun(hunt, run, breaks) }),
    stop: async () => {},
  };
}
