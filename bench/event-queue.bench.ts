/**
 * What an event costs the queue. The hold model: the queue keeps its size, and every operation takes the
 * next event and pushes one for later. With heavy ties most events share their instant with others, so
 * that the order of arrival has to decide; without, hardly two are equal.
 */
import { EventQueue, RandomStreams } from '../sim/index.js';
import { type Effort, measure, type Row } from './row.js';

/** How many events are pending while the queue is measured. */
export const pendingCounts = [100, 10_000, 1_000_000] as const;

const holdsPerCall = 4_096;
/** A power of two, so that wrapping around is a mask. */
const stepCount = 65_536;

/** Taking and pushing one event, at every size, with and without ties; and cancelling events. */
export async function eventQueueBench(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const pending of effort.smoke ? pendingCounts.slice(0, 1) : pendingCounts) {
    for (const [name, steps] of [
      ['hardly any ties', drawnSteps(1e9)],
      ['heavy ties', drawnSteps(4)],
    ] as const)
      rows.push(
        await holdRow(`hold, ${pending} pending, ${name}`, holdRound(pending, steps), effort),
      );
    const name = `hold, ${pending} pending, one more called off each time`;
    rows.push(await holdRow(name, cancellingRound(pending, drawnSteps(1e9)), effort));
  }
  return rows;
}

function holdRow(name: string, call: () => void, effort: Effort): Promise<Row> {
  return measure({ suite: 'event queue', name, unit: 'events', times: holdsPerCall, call }, effort);
}

/** How far ahead events are pushed: whole milliseconds below `below`, drawn once. */
function drawnSteps(below: number): Float64Array {
  const streams = new RandomStreams('event queue');
  return Float64Array.from({ length: stepCount }, () => Math.floor(streams.draw('step') * below));
}

function filledQueue(pending: number, steps: Float64Array): EventQueue<number> {
  const queue = new EventQueue<number>(pending);
  for (let i = 0; i < pending; i += 1) queue.push(steps[i % stepCount]!, 0, i);
  return queue;
}

function holdRound(pending: number, steps: Float64Array): () => void {
  const queue = filledQueue(pending, steps);
  let next = 0;
  return () => {
    for (let i = 0; i < holdsPerCall; i += 1) {
      queue.take();
      next = (next + 1) & (stepCount - 1);
      queue.push(queue.at + steps[next]!, 0, i);
    }
  };
}

/** Like a timeout that hardly ever fires: pushed with every event, cancelled before it is due. */
function cancellingRound(pending: number, steps: Float64Array): () => void {
  const queue = filledQueue(pending, steps);
  let next = 0;
  let timeout = 0;
  return () => {
    for (let i = 0; i < holdsPerCall; i += 1) {
      queue.take();
      queue.cancel(timeout);
      next = (next + 1) & (stepCount - 1);
      timeout = queue.push(queue.at + 2e9, 0, i);
      queue.push(queue.at + steps[next]!, 0, i);
    }
  };
}
