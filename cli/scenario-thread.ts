/**
 * The main thread's side of the thread that runs scenarios: sends a request, waits for the response, and stops
 * when interrupted. A thread that exits, out of memory or by itself, is replaced before the next request.
 */
import { Worker } from 'node:worker_threads';
import { outOfMemory } from './memory-limit.js';
import type {
  Bug,
  Lost,
  PlanAnswer,
  PlanRequest,
  RunAnswer,
  RunRequest,
  ScenarioRunner,
} from './run-protocol.js';

/** A thread that answers one request at a time; one that exits resolves with the reason. */
export class ScenarioThread implements ScenarioRunner {
  private worker: Worker | undefined;
  private isStopped = false;

  /** Which files there are and which reports. */
  plan(request: PlanRequest): Promise<PlanAnswer> {
    return this.ask<PlanAnswer>(request);
  }

  /** Runs one scenario. */
  run(request: RunRequest): Promise<RunAnswer> {
    return this.ask<RunAnswer>(request);
  }

  /** Terminates the thread, even during a run. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.worker?.terminate();
  }

  private ask<Answer>(request: PlanRequest | RunRequest): Promise<Answer | Bug | Lost> {
    // A thread that has exited would never respond.
    if (this.isStopped) return Promise.resolve(endedByItself);
    const worker = this.worker ?? this.started();
    return new Promise((resolve) => {
      const answered = (answer: Answer): void => settle(answer);
      const failed = (error: Error): void => settle(lossOf(error));
      const ended = (): void => settle(endedByItself);
      const settle = (answer: Answer | Bug | Lost): void => {
        worker.off('message', answered).off('error', failed).off('exit', ended);
        resolve(answer);
      };
      worker.on('message', answered).on('error', failed).on('exit', ended);
      worker.postMessage(request);
    });
  }

  private started(): Worker {
    const worker = new Worker(new URL('./run-worker.js', import.meta.url));
    const forget = (): void => {
      if (this.worker === worker) this.worker = undefined;
    };
    // A thread that has failed takes no further request, although it has not ended yet.
    worker.once('error', forget).once('exit', forget);
    this.worker = worker;
    return worker;
  }
}

const endedByItself: Bug = { kind: 'bug', words: 'the thread that runs scenarios ended by itself' };

function lossOf(error: Error): Bug | Lost {
  if (!('code' in error) || error.code !== 'ERR_WORKER_OUT_OF_MEMORY')
    return { kind: 'bug', words: error.stack ?? error.message };
  return { kind: 'lost', words: outOfMemory() };
}
