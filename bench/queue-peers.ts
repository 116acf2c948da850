/**
 * Priority queues that the bench compares: ours and the best of npm. Each is filled with as many events as asked for and gives a function
 * that holds: takes the next event, reads it as a handler would, and puts it back a step later. Packages that hold numbers alone are given
 * a table of events, as their user would have to keep one. None of the packages keeps the order of equal instants.
 */
import { PriorityQueue } from '@datastructures-js/priority-queue';
import FlatQueue from 'flatqueue';
import { Heap } from 'heap-js';
import { MinQueue } from 'heapify';
import TinyQueue from 'tinyqueue';
import { EventQueue } from '../sim/index.js';

/** A queue to measure. `fill` gives the hold, which answers with the number of the event that was taken. */
export interface QueuePeer {
  readonly name: string;
  fill(pending: number, steps: Float64Array): (step: number) => number;
}

/** An event. Packages that want the instant within it use `at`. */
interface Entry {
  at: number;
  readonly id: number;
}

const byInstant = (one: Entry, other: Entry): number => one.at - other.at;

function entries(pending: number, steps: Float64Array): Entry[] {
  return Array.from({ length: pending }, (_, id) => ({ at: steps[id % steps.length]!, id }));
}

/** The first is ours. */
export const queuePeers: readonly QueuePeer[] = [
  {
    name: 'pushsim (total order, cancellable)',
    fill: (pending, steps) => {
      const queue = new EventQueue<Entry>(pending);
      for (const entry of entries(pending, steps)) queue.push(entry.at, 0, entry);
      return (step) => {
        queue.take();
        const entry = queue.event as Entry;
        queue.push(queue.at + step, 0, entry);
        return entry.id;
      };
    },
  },
  {
    name: 'heapify',
    fill: (pending, steps) => {
      // It counts in 32 bits by default; its types lack the option.
      const wide = Float64Array as unknown as Uint32ArrayConstructor;
      const queue = new MinQueue(pending + 1, [], [], Uint32Array as never, wide);
      const table = entries(pending, steps);
      for (const { at, id } of table) queue.push(id, at);
      return (step) => {
        const at = queue.peekPriority();
        const place = queue.pop() ?? 0;
        const entry = table[place]!;
        table[place] = entry;
        queue.push(place, at + step);
        return entry.id;
      };
    },
  },
  {
    name: 'flatqueue',
    fill: (pending, steps) => {
      const queue = new FlatQueue<number>(pending + 1);
      const table = entries(pending, steps);
      for (const { at, id } of table) queue.push(id, at);
      return (step) => {
        const at = queue.peekValue() ?? 0;
        const place = queue.pop() ?? 0;
        const entry = table[place]!;
        table[place] = entry;
        queue.push(place, at + step);
        return entry.id;
      };
    },
  },
  {
    name: 'tinyqueue',
    fill: (pending, steps) => {
      const queue = new TinyQueue<Entry>(entries(pending, steps), byInstant);
      return (step) => hold(queue.pop(), step, (entry) => queue.push(entry));
    },
  },
  {
    name: 'heap-js',
    fill: (pending, steps) => {
      const queue = new Heap<Entry>(byInstant);
      queue.init(entries(pending, steps));
      return (step) => hold(queue.pop(), step, (entry) => queue.push(entry));
    },
  },
  {
    name: '@datastructures-js/priority-queue',
    fill: (pending, steps) => {
      const queue = PriorityQueue.fromArray<Entry>(entries(pending, steps), byInstant);
      return (step) => hold(queue.dequeue() ?? undefined, step, (entry) => queue.enqueue(entry));
    },
  },
];

/** Reuses the object: the best case for a package. */
function hold(entry: Entry | undefined, step: number, push: (entry: Entry) => void): number {
  if (entry === undefined) return 0;
  entry.at += step;
  push(entry);
  return entry.id;
}
