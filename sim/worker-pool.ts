/** A pool of workers with a first-in-first-out queue, as plain data. The functions mutate their argument: only a model's `apply` calls them. */

import { SimulatorBug } from './assert.js';

/** Number of workers, and the tasks that run or wait. */
export interface WorkerPool {
  readonly workers: number;
  busy: number;
  waiting: number[];
}

/** A pool whose workers are all idle. */
export function createPool(workers: number): WorkerPool {
  if (!Number.isInteger(workers) || workers < 0)
    throw new SimulatorBug(`invalid number of workers: ${workers}`);
  return { workers, busy: 0, waiting: [] };
}

/** Assigns a task to a free worker, or queues it. */
export function submit(pool: WorkerPool, task: number): 'started' | 'queued' {
  if (pool.busy < pool.workers) {
    pool.busy += 1;
    return 'started';
  }
  pool.waiting.push(task);
  return 'queued';
}

/** Releases a worker and returns the next task it starts, if one waits. Throws SimulatorBug if no worker is busy. */
export function release(pool: WorkerPool): number | undefined {
  if (pool.busy === 0) throw new SimulatorBug('a worker was released, but none is busy');
  const next = pool.waiting.shift();
  if (next === undefined) pool.busy -= 1;
  return next;
}

/** Removes a task from the queue; a running task is not affected. */
export function withdraw(pool: WorkerPool, task: number): void {
  const place = pool.waiting.indexOf(task);
  if (place >= 0) pool.waiting.splice(place, 1);
}
