/**
 * Worker threads for studies: dispatches chunks and returns a message when a worker is lost, times out or is stopped. One of the two files
 * of this folder that need Node. Does not decide what is run.
 */

import { Piscina } from 'piscina';
import type { Chunk, ChunkRows } from './chunk.js';
import type { ChunkOutcome, StudyExecutor } from './conduct.js';
import type { StudyPlan } from './study-result.js';

/** The maximum delay of Node's timers. */
const timerMax = 2_147_483_647;

/** A pool for one study. */
export class StudyPool implements StartedPool {
  readonly width: number;
  /** The threads themselves, for observing their exit. */
  readonly pool: Piscina<Chunk, ChunkRows>;

  constructor(
    plan: StudyPlan,
    private readonly limits: PoolLimits,
  ) {
    this.width = limits.workers;
    this.pool = new Piscina({
      filename: new URL('./study-worker.js', import.meta.url).href,
      name: 'runChunk',
      minThreads: 1,
      maxThreads: limits.workers,
      idleTimeout: 10_000,
      workerData: { scenarios: plan.scenarios, variants: plan.variants },
      ...(limits.heapMb === undefined
        ? {}
        : { resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } }),
    });
    // The exit of a thread is reported by its chunk; an idle thread is replaced without a report.
    this.pool.on('error', () => {});
  }

  /** Never rejects: a worker that exits or times out is an outcome. */
  async run(chunk: Chunk): Promise<ChunkOutcome> {
    const began = performance.now();
    const allowedMs = Math.min(timerMax, this.limits.runMsMax * chunk.seeds.length);
    const signal = AbortSignal.timeout(allowedMs);
    try {
      const found = await this.pool.run(chunk, { signal });
      return { kind: 'ran', found, elapsedMs: performance.now() - began };
    } catch (error) {
      if (!signal.aborted) return lossOf(error);
      const reason = `it took longer than ${this.limits.runMsMax / 1000} s`;
      return { kind: 'lost', reason, blamed: true };
    }
  }

  /** Terminates all threads immediately, even during a run. */
  async stop(): Promise<void> {
    await this.pool.destroy();
  }
}

function lossOf(error: unknown): ChunkOutcome {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      kind: 'lost',
      reason: 'its worker ran out of memory; --memory MB gives it more',
      blamed: true,
    };
  const words = error instanceof Error ? error.message : String(error);
  const reason = `its worker was lost: ${words.split('\n', 1)[0]}`;
  return { kind: 'lost', reason, blamed: false };
}

/** How many threads, and what one run may cost. */
export interface PoolLimits {
  readonly workers: number;
  /** Real time that one run may take. */
  readonly runMsMax: number;
  /** Heap of one worker, in MB; absent: Node's own limit. */
  readonly heapMb?: number | undefined;
}

/** An executor with threads of its own. */
export interface StartedPool extends StudyExecutor {
  /** Terminates all threads immediately, even during a run. */
  stop(): Promise<void>;
}
