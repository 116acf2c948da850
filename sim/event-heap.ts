/**
 * Slots in the order of their events: a binary heap that holds the instants beside the slots and asks for ties and arrivals only among
 * equal instants. The home of every event that the ring cannot take. Knows nothing of tickets and of what was called off.
 */
import type { EventKeys } from './event-keys.js';
import type { Instant } from './instant.js';

/** A heap of slots by instant, tie and arrival. */
export class EventHeap {
  length = 0;
  /** The first one is infinity as long as there is no event. */
  private instants: Float64Array = new Float64Array(64).fill(Number.POSITIVE_INFINITY, 0, 1);
  private entries = new Int32Array(64);
  /** Tie and arrival of each slot. */
  private ties: Float64Array = new Float64Array(64);
  private arrivals: Float64Array = new Float64Array(64);

  /** The slot that comes first; 0 if there is none. */
  get first(): number {
    return this.length === 0 ? 0 : this.entries[0]!;
  }

  /** The instant of the first; infinity if there is none. */
  get firstAt(): Instant {
    return this.instants[0]!;
  }

  /** Whether its first comes before an event with tie 0. It must not be empty. */
  leads(at: Instant, arrival: number): boolean {
    const first = this.instants[0]!;
    if (first !== at) return first < at;
    const slot = this.entries[0]!;
    const tie = this.ties[slot]!;
    return tie < 0 || (tie === 0 && this.arrivals[slot]! < arrival);
  }

  push(slot: number, at: Instant, tie: number, arrival: number): void {
    if (this.length === this.entries.length) this.grow();
    if (slot >= this.ties.length) this.growKeys(slot * 2);
    this.ties[slot] = tie;
    this.arrivals[slot] = arrival;
    this.siftUp(this.length++, at, slot);
  }

  dropFirst(): void {
    const last = --this.length;
    if (last > 0) this.siftDown(this.instants[last]!, this.entries[last]!);
    else this.instants[0] = Number.POSITIVE_INFINITY;
  }

  clear(): void {
    this.length = 0;
    this.instants[0] = Number.POSITIVE_INFINITY;
  }

  /** Adds all its events to a list. */
  listInto(keys: EventKeys): void {
    for (let i = 0; i < this.length; i++) {
      const slot = this.entries[i]!;
      keys.add(slot, this.instants[i]!, this.ties[slot]!, this.arrivals[slot]!);
    }
  }

  private siftUp(from: number, at: Instant, slot: number): void {
    const { instants, entries } = this;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const other = instants[parent]!;
      if (at > other || (at === other && !this.outranks(slot, entries[parent]!))) break;
      instants[hole] = other;
      entries[hole] = entries[parent]!;
      hole = parent;
    }
    instants[hole] = at;
    entries[hole] = slot;
  }

  private siftDown(at: Instant, slot: number): void {
    const { instants, entries, length } = this;
    let hole = 0;
    for (let child = 1; child < length; child = 2 * hole + 1) {
      if (child + 1 < length && this.entryPrecedes(child + 1, child)) child += 1;
      const next = instants[child]!;
      if (at < next || (at === next && this.outranks(slot, entries[child]!))) break;
      instants[hole] = next;
      entries[hole] = entries[child]!;
      hole = child;
    }
    instants[hole] = at;
    entries[hole] = slot;
  }

  private entryPrecedes(a: number, b: number): boolean {
    const first = this.instants[a]!;
    const second = this.instants[b]!;
    return (
      first < second || (first === second && this.outranks(this.entries[a]!, this.entries[b]!))
    );
  }

  /** Order among equal instants: tie, then arrival. */
  private outranks(a: number, b: number): boolean {
    const first = this.ties[a]!;
    const second = this.ties[b]!;
    return first < second || (first === second && this.arrivals[a]! < this.arrivals[b]!);
  }

  private grow(): void {
    this.instants = widened(this.instants, this.length * 2);
    const { entries } = this;
    this.entries = new Int32Array(this.length * 2);
    this.entries.set(entries);
  }

  private growKeys(capacity: number): void {
    this.ties = widened(this.ties, capacity);
    this.arrivals = widened(this.arrivals, capacity);
  }
}

function widened(from: Float64Array, capacity: number): Float64Array {
  const into = new Float64Array(capacity);
  into.set(from);
  return into;
}
