/**
 * The pending events of a run, with a total order: instant, then tie, then order of arrival, so that the next event never depends on how
 * events are stored. The only entry point of this folder.
 *
 * Design: `event-slots.ts` stores the events and issues tickets; `event-heap.ts` is an implicit 4-ary heap of slots with the instants in
 * typed arrays. Push and take are O(log n) and allocate nothing, cancel is O(1): a cancelled event leaves its
 * slot when it reaches the front, or when cancelled events outnumber pending ones and all are removed in one pass, O(n), amortised O(1).
 *
 * Why a heap: buckets for the near future in front of a heap (1,400 lines until version 0.1.0) cost a third to a half as much in the hold
 * model of `npm run bench -- kernel`, and made no measurable difference to a run: the heap took 0.97 of their processor time for a day of
 * 3,000 stores (median of ten pairs, 0.75 to 1.12, 1.4 million events, same digest), because a handler costs far more than the queue.
 */
import { SimulatorBug } from '../assert.js';
import type { Instant } from '../instant.js';
import { EventHeap } from './event-heap.js';
import { EventSlots, roles, type Ticket } from './event-slots.js';

export type { Ticket } from './event-slots.js';

/** A queue as plain data. The events themselves are shared with the queue: clone the snapshot before the run continues. */
export interface QueueSnapshot<E> {
  /** Instant, tie, order of arrival and slot of every event that has a slot, in no particular order. */
  readonly instants: Float64Array;
  readonly ties: Float64Array;
  readonly arrivals: Float64Array;
  readonly slots: Int32Array;
  /** Generation and role of each slot, and what it holds. Slot 0 is never used. */
  readonly states: Int32Array;
  readonly events: readonly (E | undefined)[];
  /** Slots to be used again, the next one last. */
  readonly free: Int32Array;
  readonly arrived: number;
}

const { cancelled, awaited, background } = roles;
/** Minimum number of cancelled events before a removal pass. */
const droppedMin = 64;

/** Events by instant; equal instants come out by tie, equal ties in order of arrival. At most 2^24 - 1 events at a time. */
export class EventQueue<E> {
  /** Instant of the event last taken. */
  at: Instant = Number.NEGATIVE_INFINITY;
  /** The event last taken. */
  event: E | undefined = undefined;
  /** Whether the event last taken was a background event. */
  inBackground = false;

  private arrived = 0;
  private pendingInBackground = 0;
  /** Cancelled events that still have their slot. */
  private dropped = 0;
  private slots: EventSlots<E>;
  private readonly heap = new EventHeap();

  /** `capacity` is the initial size; the queue grows as needed. */
  constructor(capacity = 64) {
    this.slots = new EventSlots(capacity);
  }

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.heap.length - this.dropped;
  }

  /** Number of pending events that keep a run alive: all but the background ones. */
  get awaited(): number {
    return this.size - this.pendingInBackground;
  }

  /** The largest number of slots in use at one time; cancelled events may still occupy theirs. */
  get slotsUsed(): number {
    return this.slots.used - 1;
  }

  /** Adds an event. `tie` decides among equal instants. Throws SimulatorBug if `at` is not finite. */
  push(at: Instant, tie: number, event: E, inBackground?: boolean): Ticket {
    if (at - at !== 0) throw new SimulatorBug(`an event is due at ${at}, which is no instant`);
    const { slots } = this;
    if (inBackground) this.pendingInBackground++;
    const slot = slots.occupy(event, inBackground ? background : awaited);
    this.heap.push(slot, at, tie, this.arrived++);
    return slots.ticket(slot);
  }

  /** Cancels an event and forgets it at once. False if it was taken or cancelled before. */
  cancel(ticket: Ticket): boolean {
    const { slots } = this;
    const slot = slots.slotOf(ticket);
    if (slot === 0) return false;
    if (slots.role(slot) === background) this.pendingInBackground--;
    slots.forget(slot);
    this.dropped++;
    if (this.dropped > droppedMin && this.dropped > this.size) this.removeCancelled();
    return true;
  }

  /** Removes the next event into the fields `at`, `event` and `inBackground`, without allocation. False if there is none. */
  take(): boolean {
    const { slots, heap } = this;
    if (this.dropped !== 0) this.removeCancelledFirst();
    const slot = heap.first;
    if (slot === 0) return false;
    this.at = heap.firstAt;
    heap.dropFirst();
    this.event = slots.events[slot];
    this.inBackground = slots.release(slot) === background;
    if (this.inBackground) this.pendingInBackground--;
    return true;
  }

  /** Removes and returns the next event as a new object. `take` avoids the allocation. */
  pop(): { readonly at: Instant; readonly event: E } | undefined {
    return this.take() ? { at: this.at, event: this.event as E } : undefined;
  }

  /** When the next event is due. */
  peekAt(): Instant | undefined {
    if (this.dropped !== 0) this.removeCancelledFirst();
    return this.heap.length === 0 ? undefined : this.heap.firstAt;
  }

  /** All pending events, in a reproducible order. O(n): for reports. */
  pending(): E[] {
    const { slots } = this;
    const found: E[] = [];
    for (let slot = 1; slot < slots.used; slot++)
      if (slots.role(slot) > cancelled) found.push(slots.events[slot] as E);
    return found;
  }

  /** The queue as plain data, tickets included. */
  snapshot(): QueueSnapshot<E> {
    const { slots } = this;
    const keys = this.heap.keys();
    return {
      instants: keys.instants,
      ties: keys.ties,
      arrivals: keys.arrivals,
      slots: keys.slots,
      states: slots.states.slice(0, slots.used),
      events: slots.events.slice(),
      free: slots.freeSlots(),
      arrived: this.arrived,
    };
  }

  /** Restores a queue from a snapshot: same order, same tickets. */
  static restore<E>(from: QueueSnapshot<E>): EventQueue<E> {
    const queue = new EventQueue<E>();
    const { instants, ties, arrivals } = from;
    queue.slots = EventSlots.restore(from.states, from.events, from.free);
    queue.arrived = from.arrived;
    for (const [index, slot] of from.slots.entries()) {
      const role = queue.slots.role(slot);
      if (role === cancelled) queue.dropped++;
      if (role === background) queue.pendingInBackground++;
      queue.heap.push(slot, instants[index]!, ties[index]!, arrivals[index]!);
    }
    return queue;
  }

  private removeCancelledFirst(): void {
    const { slots, heap } = this;
    while (heap.length > 0 && slots.role(heap.first) === cancelled) {
      slots.release(heap.first);
      heap.dropFirst();
      this.dropped--;
    }
  }

  /** Removes all cancelled events: O(n), amortised over the preceding cancellations. */
  private removeCancelled(): void {
    const { slots, heap } = this;
    const { instants, ties, arrivals, slots: all } = heap.keys();
    heap.clear();
    for (const [index, slot] of all.entries()) {
      if (slots.role(slot) === cancelled) slots.release(slot);
      else heap.push(slot, instants[index]!, ties[index]!, arrivals[index]!);
    }
    this.dropped = 0;
  }
}
