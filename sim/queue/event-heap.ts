/**
 * Implicit 4-ary heap of slots, ordered by their events. Instants are stored in an array parallel to the slots, so that most comparisons
 * read one array; arrivals and ties are read only for equal instants. Tickets and cancellation are not handled here.
 */
import type { Instant } from '../instant.js';

/** The keys of events as parallel arrays, in any order. */
export interface EventKeys {
  readonly instants: Float64Array;
  readonly ties: Float64Array;
  readonly arrivals: Float64Array;
  readonly slots: Int32Array;
}

/** A heap of slots by instant, tie and arrival. */
export class EventHeap {
  length = 0;
  private instants: Float64Array = new Float64Array(64);
  private arrivals: Float64Array = new Float64Array(64);
  private entries = new Int32Array(64);
  /** Tie of each slot. */
  private ties: Float64Array = new Float64Array(64);

  /** The first slot; 0 if the heap is empty. */
  get first(): number {
    return this.length === 0 ? 0 : this.entries[0]!;
  }

  /** The instant of the first. The heap must not be empty. */
  get firstAt(): Instant {
    return this.instants[0]!;
  }

  push(slot: number, at: Instant, tie: number, arrival: number): void {
    if (this.length === this.entries.length) this.grow();
    if (slot >= this.ties.length) this.ties = widened(this.ties, slot * 2);
    this.ties[slot] = tie;
    this.siftUp(this.length++, slot, at, arrival);
  }

  /** Removes the first. The heap must not be empty. */
  dropFirst(): void {
    const last = --this.length;
    if (last > 0) this.siftDown(this.entries[last]!, this.instants[last]!, this.arrivals[last]!);
  }

  clear(): void {
    this.length = 0;
  }

  /** The keys of all its events, as copies. */
  keys(): EventKeys {
    const slots = this.entries.slice(0, this.length);
    return {
      instants: this.instants.slice(0, this.length),
      ties: Float64Array.from(slots, (slot) => this.ties[slot]!),
      arrivals: this.arrivals.slice(0, this.length),
      slots,
    };
  }

  private siftUp(from: number, slot: number, at: Instant, arrival: number): void {
    const { instants } = this;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const other = instants[parent]!;
      if (at > other || (at === other && !this.isBefore(slot, arrival, parent))) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.put(hole, slot, at, arrival);
  }

  private siftDown(slot: number, at: Instant, arrival: number): void {
    const { instants, arrivals, entries, length } = this;
    let hole = 0;
    for (let child = 1; child < length; child = 4 * hole + 1) {
      const end = child + 4 < length ? child + 4 : length;
      let least = child;
      let next = instants[child]!;
      for (let other = child + 1; other < end; other++) {
        const instant = instants[other]!;
        if (instant > next) continue;
        if (instant === next && !this.isBefore(entries[other]!, arrivals[other]!, least)) continue;
        least = other;
        next = instant;
      }
      if (at < next || (at === next && this.isBefore(slot, arrival, least))) break;
      this.move(least, hole);
      hole = least;
    }
    this.put(hole, slot, at, arrival);
  }

  /** Order among equal instants: tie, then arrival. `index` is a position in the heap. */
  private isBefore(slot: number, arrival: number, index: number): boolean {
    const tie = this.ties[slot]!;
    const other = this.ties[this.entries[index]!]!;
    return tie < other || (tie === other && arrival < this.arrivals[index]!);
  }

  private move(from: number, to: number): void {
    this.put(to, this.entries[from]!, this.instants[from]!, this.arrivals[from]!);
  }

  private put(index: number, slot: number, at: Instant, arrival: number): void {
    this.entries[index] = slot;
    this.instants[index] = at;
    this.arrivals[index] = arrival;
  }

  private grow(): void {
    const capacity = this.length * 2;
    this.instants = widened(this.instants, capacity);
    this.arrivals = widened(this.arrivals, capacity);
    const { entries } = this;
    this.entries = new Int32Array(capacity);
    this.entries.set(entries);
  }
}

function widened(from: Float64Array, capacity: number): Float64Array {
  const into = new Float64Array(capacity);
  into.set(from);
  return into;
}
