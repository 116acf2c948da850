/**
 * A binary heap of transfers by the service at which they complete, ties in the order in which they joined. An array that is mutated in
 * place; independent of links and time.
 */

/** A transfer with the service at which it completes. `order` breaks ties. */
export interface HeapEntry {
  readonly id: number;
  readonly end: number;
  readonly order: number;
}

/** Adds an entry. */
export function pushEntry(heap: HeapEntry[], added: HeapEntry): void {
  heap.push(added);
  for (let place = heap.length - 1; place > 0; ) {
    const above = (place - 1) >> 1;
    const [one, other] = [heap[place], heap[above]];
    if (one === undefined || other === undefined || !precedes(one, other)) return;
    heap[place] = other;
    heap[above] = one;
    place = above;
  }
}

/** Removes and returns the first entry. */
export function popLeast(heap: HeapEntry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let place = 0; ; ) {
    let least = place;
    for (const below of [2 * place + 1, 2 * place + 2]) {
      const [one, other] = [heap[below], heap[least]];
      if (one !== undefined && other !== undefined && precedes(one, other)) least = below;
    }
    const [one, other] = [heap[place], heap[least]];
    if (least === place || one === undefined || other === undefined) return;
    heap[place] = other;
    heap[least] = one;
    place = least;
  }
}

/** Builds a heap of these entries by sorting them. */
export function rebuildHeap(entries: HeapEntry[]): HeapEntry[] {
  return entries.sort((one, other) => one.end - other.end || one.order - other.order);
}

function precedes(one: HeapEntry, other: HeapEntry): boolean {
  return one.end === other.end ? one.order < other.order : one.end < other.end;
}
