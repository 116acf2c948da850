/**
 * The command's side of the thread that runs scenarios: ask, wait for the answer, stop at once when
 * interrupted.
 */
import { Worker } from 'node:worker_threads';
import type {
  Bug,
  PlanAnswer,
  PlanRequest,
  RunAnswer,
  RunRequest,
  ScenarioRunner,
} from './run-protocol.js';

/** A thread that answers one request at a time; one that dies answers with a bug. */
export class ScenarioThread implements ScenarioRunner {
  private readonly worker = new Worker(new URL('./run-worker.js', import.meta.url));
  private hasEnded = false;

  constructor() {
    this.worker.once('exit', () => {
      this.hasEnded = true;
    });
  }

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
    await this.worker.terminate();
  }

  private ask<Answer>(request: PlanRequest | RunRequest): Promise<Answer | Bug> {
    return new Promise((resolve) => {
      const answered = (answer: Answer): void => settle(answer);
      const failed = (error: Error): void =>
        settle({ kind: 'bug', words: error.stack ?? error.message });
      const ended = (): void =>
        settle({ kind: 'bug', words: 'the thread that runs scenarios ended by itself' });
      const settle = (answer: Answer | Bug): void => {
        this.worker.off('message', answered).off('error', failed).off('exit', ended);
        resolve(answer);
      };
      this.worker.on('message', answered).on('error', failed).on('exit', ended);
      // A thread that is gone would never answer.
      if (this.hasEnded) ended();
      else this.worker.postMessage(request);
    });
  }
}
