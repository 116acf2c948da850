/** An exploration without worker threads: the same runs and findings as scenarios/explore/explore-pool.ts, one after the other. */
import { noRuns } from '../../scenarios/explore/explore.js';
import type { Budget } from '../../scenarios/explore/explore-pool.js';
import {
  addStretches,
  exploreStretch,
  type Hunt,
  type Stretch,
  shrinkRun,
} from '../../scenarios/explore/index.js';
import type { StartedHunt } from '../../scenarios/explore/start-hunt.js';

/** Runs in a row before the budget is looked at again; as many as a thread is handed at once. */
const chunk = 40;

export async function startHunt(hunt: Hunt, budget: Budget): Promise<StartedHunt> {
  return {
    async hunt(watch): Promise<Stretch> {
      const began = performance.now();
      let total = noRuns;
      for (let from = 0; from < budget.runs; from += chunk) {
        if (performance.now() - began >= budget.ms || watch.isEnough?.(total) === true) break;
        total = addStretches(
          total,
          exploreStretch(hunt, from, Math.min(chunk, budget.runs - from)),
        );
      }
      return total;
    },
    shrink: async ({ found }) => {
      const firsts = found.filter(
        ({ breaks }, index) => found.findIndex((one) => one.breaks === breaks) === index,
      );
      return firsts.map((one) => ({ ...one, shrunk: shrinkRun(hunt, one.run, one.breaks) }));
    },
    stop: async () => {},
  };
}
