/**
 * Priority queues that the bench compares: ours and the best of npm. Each is filled with as many events as asked for and gives a function
 * that holds: takes the next event and puts one back, a step later. None of the packages keeps the order of equal instants.
 */
import { PriorityQueue } from '@datastructures-js/priority-queue';
import FlatQueue from 'flatqueue';
import { Heap } from 'heap-js';
import { MinQueue } from 'heapify';
import TinyQueue from 'tinyqueue';
import { EventQueue } from '../sim/index.js';

/** A queue to measure. `fill` gives the hold. */
export interface QueuePeer {
  readonly name: string;
  fill(pending: number, steps: Float64Array): (step: number) => void;
}

/** An event for the packages that want objects. */
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
      const queue = new EventQueue<number>(pending);
      for (const { at, id } of entries(pending, steps)) queue.push(at, 0, id);
      return (step) => {
        queue.take();
        queue.push(queue.at + step, 0, queue.event ?? 0);
      };
    },
  },
  {
    name: 'heapify',
    fill: (pending, steps) => {
      // It counts in 32 bits unless told otherwise, which its types do not know.
      const wide = Float64Array as unknown as Uint32ArrayConstructor;
      const queue = new MinQueue(pending + 1, [], [], Uint32Array as never, wide);
      for (const { at, id } of entries(pending, steps)) queue.push(id, at);
      return (step) => {
        const at = queue.peekPriority();
        const id = queue.pop() ?? 0;
        queue.push(id, at + step);
      };
    },
  },
  {
    name: 'flatqueue',
    fill: (pending, steps) => {
      const queue = new FlatQueue<number>(pending + 1);
      for (const { at, id } of entries(pending, steps)) queue.push(id, at);
      return (step) => {
        const at = queue.peekValue() ?? 0;
        queue.push(queue.pop() ?? 0, at + step);
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

/** The object is used again: the best case for a package. */
function hold(entry: Entry | undefined, step: number, push: (entry: Entry) => void): void {
  if (entry === undefined) return;
  entry.at += step;
  push(entry);
}
