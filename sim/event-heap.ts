/**
 * Slots in the order of their events: a binary heap that holds the instants beside the slots and asks for ties and arrivals only among
 * equal instants. The home of every event that the ring cannot take. Knows nothing of tickets and of what was called off.
 */
import { arrivalOffset, type EventSlots, tieOffset } from './event-slots.js';
import type { Instant } from './instant.js';

/** A heap of slots by instant, tie and arrival. */
export class EventHeap<E> {
  length = 0;
  private readonly slots: EventSlots<E>;
  private instants = new Float64Array(64);
  private entries = new Int32Array(64);

  constructor(slots: EventSlots<E>) {
    this.slots = slots;
  }

  /** The slot that comes first; 0 if there is none. */
  get first(): number {
    return this.length === 0 ? 0 : this.entries[0]!;
  }

  /** The instant of the first; infinity if there is none. */
  get firstAt(): Instant {
    return this.length === 0 ? Number.POSITIVE_INFINITY : this.instants[0]!;
  }

  push(slot: number, at: Instant): void {
    if (this.length === this.entries.length) this.grow(this.length * 2);
    this.siftUp(this.length++, at, slot);
  }

  dropFirst(): void {
    const last = --this.length;
    if (last > 0) this.siftDown(this.instants[last]!, this.entries[last]!);
  }

  clear(): void {
    this.length = 0;
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
    return first < second || (first === second && this.outranks(this.entries[a]!, this.entries[b]!));
  }

  /** Order among equal instants: tie, then arrival. */
  private outranks(a: number, b: number): boolean {
    const { wide } = this.slots;
    const first = wide[(a << 2) + tieOffset]!;
    const second = wide[(b << 2) + tieOffset]!;
    if (first !== second) return first < second;
    return wide[(a << 2) + arrivalOffset]! < wide[(b << 2) + arrivalOffset]!;
  }

  private grow(capacity: number): void {
    const { instants, entries } = this;
    this.instants = new Float64Array(capacity);
    this.instants.set(instants);
    this.entries = new Int32Array(capacity);
    this.entries.set(entries);
  }
}
