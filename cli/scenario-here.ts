/**
 * Runs a scenario on the main thread: starting another one takes longer than most runs. The run pauses often enough for signals to be
 * handled, and ends with a message before the memory is used up.
 */
import { setImmediate } from 'node:timers/promises';
import { isMemoryLow, outOfMemory } from './memory-limit.js';
import { answerOf } from './run-answer.js';
import type {
  PlanAnswer,
  PlanRequest,
  RunAnswer,
  RunRequest,
  ScenarioRunner,
} from './run-protocol.js';

/** A runner without a thread of its own. */
export class ScenarioHere implements ScenarioRunner {
  private isStopped = false;

  plan(request: PlanRequest): Promise<PlanAnswer> {
    return answerOf(request, this.pause) as Promise<PlanAnswer>;
  }

  run(request: RunRequest): Promise<RunAnswer> {
    return answerOf(request, this.pause) as Promise<RunAnswer>;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
  }

  private readonly pause = async (): Promise<string | undefined> => {
    await setImmediate();
    if (this.isStopped) return 'the run was stopped';
    return isMemoryLow() ? outOfMemory() : undefined;
  };
}
