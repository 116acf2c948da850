/** The memory that this process may use: whether it is nearly used up, and what to do about it. */
import { getHeapStatistics } from 'node:v8';

/** Share of the heap's limit above which V8 would soon end the process without a message. */
const fullHeap = 0.9;

/** Whether the heap is nearly full. */
export function isMemoryLow(): boolean {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  return used_heap_size > fullHeap * heap_size_limit;
}

/** What a run that needs more is ended with. */
export function outOfMemory(): string {
  const limitMb = Math.round(getHeapStatistics().heap_size_limit / 1_048_576);
  return (
    `the run is out of memory: it needs more than the ${limitMb} MB that this process may use\n` +
    '    hint:     keep no facts (--trace digest), end it earlier (--until 2h), or allow more: NODE_OPTIONS=--max-old-space-size=MB'
  );
}
