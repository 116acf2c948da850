/** The command's side of the thread that runs scenarios: ask, wait for the answer, stop at once when interrupted. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RunAnswer, RunRequest } from './run-protocol.js';

/** A thread that answers one request at a time. */
export class ScenarioThread {
  private readonly worker = new Worker(new URL('./run-worker.js', import.meta.url));

  /** The answer; a thread that dies is a bug like any other. */
  async ask(request: RunRequest): Promise<RunAnswer> {
    const aborted = new AbortController();
    const answered = once(this.worker, 'message', { signal: aborted.signal });
    const died = once(this.worker, 'exit', { signal: aborted.signal }).then(() => [ended]);
    this.worker.postMessage(request);
    try {
      const [answer]: RunAnswer[] = await Promise.race([answered, died]);
      return answer ?? ended;
    } catch (error) {
      return { kind: 'bug', words: error instanceof Error ? error.message : String(error) };
    } finally {
      died.catch(() => undefined);
      answered.catch(() => undefined);
      aborted.abort();
    }
  }

  /** Ends the thread, in the middle of a run if need be. */
  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}

const ended: RunAnswer = { kind: 'bug', words: 'the thread that runs scenarios ended by itself' };
