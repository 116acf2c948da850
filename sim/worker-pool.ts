/** A pool of workers with a first-in-first-out queue, as plain data. The functions change their argument: only a model's writer calls them. */

import { SimulatorBug } from './assert.js';

/** Workers and the tasks that wait for one. */
export interface WorkerPool {
  readonly workers: number;
  busy: number;
  waiting: number[];
}

/** A pool in which everybody is idle. */
export function createPool(workers: number): WorkerPool {
  if (!Number.isInteger(workers) || workers < 0)
    throw new SimulatorBug(`a pool of ${workers} workers cannot be`);
  return { workers, busy: 0, waiting: [] };
}

/** Gives a task to a free worker, or queues it. */
export function submit(pool: WorkerPool, task: number): 'started' | 'queued' {
  if (pool.busy < pool.workers) {
    pool.busy += 1;
    return 'started';
  }
  pool.waiting.push(task);
  return 'queued';
}

/** A worker is done: answers with the task it turns to, if one waits. */
export function release(pool: WorkerPool): number | undefined {
  if (pool.busy === 0) throw new SimulatorBug('a worker is released where nobody works');
  const next = pool.waiting.shift();
  if (next === undefined) pool.busy -= 1;
  return next;
}

/** Takes a task out of the queue; one that runs is left alone. */
export function withdraw(pool: WorkerPool, task: number): void {
  const place = pool.waiting.indexOf(task);
  if (place >= 0) pool.waiting.splice(place, 1);
}
