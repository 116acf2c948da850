/**
 * The command's side of the thread that runs scenarios: ask, wait for the answer, stop at once when
 * interrupted. A thread that ends, for want of memory or by itself, is replaced before the next request.
 */
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Bug, Lost, PlanAnswer, PlanRequest, RunAnswer, RunRequest } from './run-protocol.js';

/** A thread that answers one request at a time; one that dies answers with the reason. */
export class ScenarioThread {
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

  /** Ends the thread, in the middle of a run if need be. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.worker?.terminate();
  }

  private ask<Answer>(request: PlanRequest | RunRequest): Promise<Answer | Bug | Lost> {
    // A thread that is gone would never answer.
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
  const limitMb = Math.round(getHeapStatistics().heap_size_limit / 1_048_576);
  return {
    kind: 'lost',
    words:
      `the run is out of memory: it needs more than the ${limitMb} MB that this process may use\n` +
      '    hint:     keep no facts (--trace digest), end it earlier (--until 2h), or allow more: NODE_OPTIONS=--max-old-space-size=MB',
  };
}
