/** An exploration without worker threads: the same runs and findings as on threads, one after the other. */
import {
  type Exploration,
  type ExplorationExecutor,
  exploreBatch,
  shrinkRun,
} from '../../scenarios/explore/index.js';

export async function startExploration(exploration: Exploration): Promise<ExplorationExecutor> {
  return {
    width: 1,
    stretch: async (from, count) => ({
      kind: 'done',
      answer: exploreBatch(exploration, from, count),
    }),
    shrink: async ({ run, breaks }) => ({
      kind: 'done',
      answer: shrinkRun(exploration, run, breaks),
    }),
    stop: async () => {},
  };
}
