/**
 * Worker threads for studies: hands chunks to them and answers in words when one is lost, takes too long or is stopped. One of the two files
 * of this folder that need Node. Decides nothing about what is run.
 */

import { Piscina } from 'piscina';
import type { Chunk, ChunkRows } from './chunk.js';
import type { ChunkOutcome, StudyExecutor } from './conduct.js';
import type { StudyPlan } from './study-result.js';

/** Timers of Node hold no more than this. */
const timerMax = 2_147_483_647;

/** A pool for one study. */
export class StudyPool implements StartedPool {
  readonly width: number;
  /** The threads themselves, for whoever wants to see them die. */
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
    // A thread's death is told by the chunk it had; one that had none is simply replaced.
    this.pool.on('error', () => {});
  }

  /** Never rejects: a worker that dies or takes too long is an answer. */
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

  /** Ends all threads at once, in the middle of a run if need be. */
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
  /** Ends all threads at once, in the middle of a run if need be. */
  stop(): Promise<void>;
}
