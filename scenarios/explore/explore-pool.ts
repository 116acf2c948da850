/**
 * A hunt on worker threads: runs are handed out in chunks, in order, until the budget is spent or somebody stops it. What is found does not
 * depend on how many threads there are, unless the budget is a time. Needs Node.
 */
import { Piscina } from 'piscina';
import { addStretches, type Hunt, noRuns, type Stretch } from './explore.js';
import type { Shrunk } from './shrink.js';

/** How much may be spent; whichever ends first. */
export interface Budget {
  readonly runs: number;
  /** Real milliseconds. */
  readonly ms: number;
  readonly workers: number;
}

/** How a hunt is watched and stopped from outside. */
export interface HuntWatch {
  progress(runs: number): void;
  isStopped(): boolean;
  /** Enough has been found: no further chunk is handed out. */
  isEnough?(total: Stretch): boolean;
}

/** A finding with its smallest scenario. */
export interface ShrunkFinding {
  readonly run: number;
  readonly breaks: string;
  readonly message: string;
  readonly shrunk: Shrunk;
}

/** Runs handed to a thread at once: some tenths of a second of work. */
const chunk = 40;

/** Threads that hunt together. */
export class ExplorePool {
  private readonly pool: Piscina;
  private readonly budget: Budget;

  constructor(hunt: Hunt, budget: Budget) {
    this.budget = budget;
    this.pool = new Piscina({
      filename: new URL('./explore-worker.js', import.meta.url).href,
      minThreads: 1,
      maxThreads: budget.workers,
      idleTimeout: 10_000,
      workerData: hunt,
    });
  }

  /** Hunts until the budget is spent. With a budget in runs the same runs are made whatever the number of threads. */
  async hunt(watch: HuntWatch): Promise<Stretch> {
    const began = performance.now();
    let total = noRuns;
    let next = 0;
    const isOver = (): boolean =>
      next >= this.budget.runs ||
      performance.now() - began >= this.budget.ms ||
      watch.isStopped() ||
      watch.isEnough?.(total) === true;
    const work = async (): Promise<void> => {
      while (!isOver()) {
        const from = next;
        const count = Math.min(chunk, this.budget.runs - from);
        next += count;
        const found = await this.ask<Stretch>('stretch', { from, count });
        if (found === undefined) return;
        total = addStretches(total, found);
        watch.progress(count);
      }
    };
    await Promise.all(Array.from({ length: this.budget.workers }, work));
    return total;
  }

  /** The first run of each broken thing, made as small as possible; in the order of the runs. */
  async shrink({ found }: Stretch): Promise<ShrunkFinding[]> {
    const firsts = found.filter(
      ({ breaks }, index) => found.findIndex((one) => one.breaks === breaks) === index,
    );
    const shrunk = await Promise.all(
      firsts.map(async (one) => {
        const smallest = await this.ask<Shrunk>('shrink', { run: one.run, breaks: one.breaks });
        return smallest === undefined ? [] : [{ ...one, shrunk: smallest }];
      }),
    );
    return shrunk.flat();
  }

  /** Ends all threads at once. */
  async stop(): Promise<void> {
    await this.pool.destroy();
  }

  /** `undefined` when the threads were stopped meanwhile. */
  private async ask<Answer>(name: string, task: unknown): Promise<Answer | undefined> {
    try {
      return await this.pool.run(task, { name });
    } catch (error) {
      if (error instanceof Error && /terminat|abort|destroy/i.test(error.message)) return undefined;
      throw error;
    }
  }
}
