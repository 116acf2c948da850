/**
 * Commands that run in the process of a test use no worker threads: scenarios, studies and explorations run in the calling thread. Tests of
 * threads themselves start the real command.
 */
import { vi } from 'vitest';
import type { PlanRequest, RunRequest } from '../../cli/run-protocol.js';
import type { Exploration } from '../../scenarios/explore/index.js';
import type { StudyPlan } from '../../scenarios/index.js';

// The replacements are imported at the first call, because a static import would be part of an import cycle.
vi.mock('../../cli/scenario-thread.js', () => ({
  ScenarioThread: class {
    plan = (request: Request) => answer(request);
    run = (request: Request) => answer(request);
    stop = async () => {};
  },
}));

vi.mock('../../scenarios/studies/start-pool.js', () => ({
  startPool: async (plan: StudyPlan) => {
    const { inProcessExecutor } = await import('../../scenarios/index.js');
    return { ...inProcessExecutor(plan), stop: async () => {} };
  },
}));

vi.mock('../../scenarios/explore/start-exploration.js', () => ({
  startExploration: async (exploration: Exploration) => {
    const { startExploration } = await import('./exploration-in-process.js');
    return startExploration(exploration);
  },
}));

type Request = PlanRequest | RunRequest;

/** Clones request and answer, as messages between threads are. */
async function answer(request: Request) {
  const { answerOf } = await import('../../cli/run-answer.js');
  return structuredClone(await answerOf(structuredClone(request), async () => undefined));
}
