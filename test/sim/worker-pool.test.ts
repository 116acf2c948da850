/** Workers and those who wait for one: first come, first served. */
import { describe, expect, test } from 'vitest';
import { createPool, release, SimulatorBug, submit, withdraw } from '../../sim/index.js';

describe('worker pool', () => {
  test('tasks start while a worker is free, and queue after that', () => {
    const pool = createPool(2);
    expect([1, 2, 3].map((task) => submit(pool, task))).toEqual(['started', 'started', 'queued']);
    expect(pool).toEqual({ workers: 2, busy: 2, waiting: [3] });
  });

  test('a worker who is done turns to the task that has waited longest', () => {
    const pool = createPool(1);
    for (const task of [1, 2, 3]) submit(pool, task);
    expect(release(pool)).toBe(2);
    expect(release(pool)).toBe(3);
    expect(pool.busy).toBe(1);
    expect(release(pool)).toBeUndefined();
    expect(pool).toEqual(createPool(1));
  });

  test('the worker who went idle takes the next task', () => {
    const pool = createPool(1);
    submit(pool, 1);
    release(pool);
    expect(submit(pool, 2)).toBe('started');
  });

  test('a task that was withdrawn is passed over', () => {
    const pool = createPool(1);
    for (const task of [1, 2, 3, 4]) submit(pool, task);
    withdraw(pool, 3);
    expect([release(pool), release(pool), release(pool)]).toEqual([2, 4, undefined]);
  });

  test('withdrawing a running or unknown task changes nothing', () => {
    const pool = createPool(1);
    submit(pool, 1);
    submit(pool, 2);
    withdraw(pool, 1);
    withdraw(pool, 9);
    expect(pool).toEqual({ workers: 1, busy: 1, waiting: [2] });
  });

  test('a pool without workers starts nothing', () => {
    const pool = createPool(0);
    expect(submit(pool, 1)).toBe('queued');
    expect(pool.waiting).toEqual([1]);
  });

  test('a release without a busy worker, and a fractional pool size, are bugs of the simulator', () => {
    expect(() => release(createPool(2))).toThrow(SimulatorBug);
    expect(() => createPool(1.5)).toThrow(SimulatorBug);
    expect(() => createPool(-1)).toThrow(SimulatorBug);
  });

  test('a pool is plain data', () => {
    const pool = createPool(1);
    for (const task of [1, 2, 3]) submit(pool, task);
    const clone = structuredClone(pool);
    release(pool);
    expect(release(clone)).toBe(2);
  });
});
