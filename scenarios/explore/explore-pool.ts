/** Worker threads for an exploration: dispatches tasks and returns a message when a worker is lost or stopped. Needs Node. */
import { Piscina } from 'piscina';
import type { Batch, Exploration } from './explore.js';
import type {
  DrawnFinding,
  ExplorationExecutor,
  ShrinkTime,
  TaskOutcome,
} from './run-exploration.js';
import type { Shrunk } from './shrink.js';

/** The threads of one exploration. */
export class ExplorePool implements ExplorationExecutor {
  private readonly pool: Piscina;
  private isStopped = false;

  constructor(
    exploration: Exploration,
    readonly width: number,
  ) {
    this.pool = new Piscina({
      filename: new URL('./explore-worker.js', import.meta.url).href,
      minThreads: 1,
      maxThreads: width,
      idleTimeout: 10_000,
      workerData: exploration,
    });
    // The exit of a thread is reported by its task.
    this.pool.on('error', () => {});
  }

  stretch(from: number, count: number, until?: number): Promise<TaskOutcome<Batch>> {
    return this.ask('stretch', { from, count, until });
  }

  shrink(
    { run, breaks }: DrawnFinding,
    time: ShrinkTime | undefined,
  ): Promise<TaskOutcome<Shrunk>> {
    return this.ask('shrink', { run, breaks, time });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.pool.destroy();
  }

  private async ask<Answer>(name: string, task: unknown): Promise<TaskOutcome<Answer>> {
    try {
      return { kind: 'done', answer: await this.pool.run(task, { name }) };
    } catch (error) {
      if (this.isStopped) return { kind: 'stopped' };
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ERR_WORKER_OUT_OF_MEMORY')
        return { kind: 'lost', reason: 'its thread ran out of memory', blamed: true };
      const words = error instanceof Error ? error.message : String(error);
      return {
        kind: 'lost',
        reason: `its thread was lost: ${words.split('\n', 1)[0]}`,
        blamed: false,
      };
    }
  }
}
