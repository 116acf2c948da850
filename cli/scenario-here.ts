/**
 * Runs a scenario on the command's own thread: starting another one takes longer than most runs. The run pauses often enough for signals to be
 * handled, and ends in words before the memory is used up.
 */
import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { answerOf } from './run-answer.js';
import type {
  PlanAnswer,
  PlanRequest,
  RunAnswer,
  RunRequest,
  ScenarioRunner,
} from './run-protocol.js';

/** Share of the heap's limit above which the process would soon be ended by V8, without a word. */
const fullHeap = 0.9;

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
    const { used_heap_size, heap_size_limit } = getHeapStatistics();
    return used_heap_size > fullHeap * heap_size_limit ? outOfMemory(heap_size_limit) : undefined;
  };
}

function outOfMemory(bytes: number): string {
  const megabytes = Math.round(bytes / 1_048_576);
  return `the run needs more than the ${megabytes} MB of memory that Node.js may use\n    give it more (NODE_OPTIONS=--max-old-space-size=8000), or keep no facts (--trace digest)`;
}
