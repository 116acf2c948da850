/**
 * The future, with a total order (instant, tie, order of arrival), so that what comes next never depends on how it is kept: events of the
 * near future in a ring of buckets, all others in a heap, whichever of the two has the earlier one next. The ring is shaped anew when it
 * does not suit the events; that costs a look at each of them and changes no answer. It draws no dice and knows no clock.
 */
import { SimulatorBug } from './assert.js';
import { EventHeap } from './event-heap.js';
import { EventRing } from './event-ring.js';
import type { EventRun } from './event-run.js';
import { arrivalOffset, EventSlots, roles, stateOffset, type Ticket, tieOffset } from './event-slots.js';
import type { Instant } from './instant.js';
import { Reach } from './reach.js';

export type { Ticket } from './event-slots.js';

/** A queue as plain data. The events themselves are shared with the queue: clone the snapshot before the run goes on. */
export interface QueueSnapshot<E> {
  /** Instant, tie and arrival of each slot, in turn. Slot 0 is never used. */
  readonly keys: Float64Array;
  /** Generation and role of each slot in one number. */
  readonly states: Int32Array;
  readonly events: readonly (E | undefined)[];
  /** Slots to be used again, the next one first. */
  readonly free: Uint32Array;
  readonly arrived: number;
}

const dropsMin = 64;
/** So many events are left to the heap before it is worth shaping a ring. */
const unshapedMax = 32;
const bucketsMin = 64;
const bucketsMax = 4_096;

/**
 * Events by instant. Equal instants come out by tie, equal ties in order of arrival. At most 2^24 - 1 events at a time.
 * `take` puts the next event into the fields `at`, `event` and `inBackground` and allocates nothing; `pop` returns a value.
 */
export class EventQueue<E> {
  /** Instant of the event last taken. */
  at: Instant = Number.NEGATIVE_INFINITY;
  /** The event last taken. */
  event: E | undefined = undefined;
  /** Whether the event last taken was a background event. */
  inBackground = false;

  private live = 0;
  private liveInBackground = 0;
  /** Events that were called off and still have their slot. */
  private dropped = 0;
  private slots: EventSlots<E>;
  private ring: EventRing<E>;
  private run: EventRun<E>;
  private heap: EventHeap<E>;
  private readonly reach = new Reach();
  /** How much strain, and how many slots, the ring stands before it is shaped anew. */
  private patience = unshapedMax;
  private roomy = unshapedMax;

  /** `capacity` is only a first guess; the queue grows as needed. */
  constructor(capacity = 64) {
    this.slots = new EventSlots(capacity);
    this.ring = new EventRing(this.slots);
    this.run = this.ring.run;
    this.heap = new EventHeap(this.slots);
  }

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.live;
  }

  /** Number of pending events that keep a run alive: all but the background ones. */
  get awaited(): number {
    return this.live - this.liveInBackground;
  }

  /** How many events were pending at most, those counted that were called off and had not been let go. */
  get slotsUsed(): number {
    return this.slots.used - 1;
  }

  /** Adds an event. `at` must be finite; `tie` decides among equal instants. */
  push(at: Instant, tie: number, event: E, inBackground = false): Ticket {
    if (at - at !== 0) throw new SimulatorBug(`an event is due at ${at}, which is no instant`);
    const { slots, ring } = this;
    const slot = slots.occupy(at, tie, event, inBackground ? roles.background : roles.awaited);
    this.live++;
    if (inBackground) this.liveInBackground++;
    if ((slots.arrived & 7) === 0) this.reach.note(at - ring.from);
    if (tie !== 0 || !ring.place(slot, at)) this.pushFar(slot, at);
    return slots.ticket(slot);
  }

  /** Calls an event off and forgets it at once. False if it was taken or called off before. */
  cancel(ticket: Ticket): boolean {
    const { slots } = this;
    const slot = slots.slotOf(ticket);
    if (slot === 0) return false;
    this.live--;
    if (slots.role(slot) === roles.background) this.liveInBackground--;
    slots.forget(slot);
    this.dropped++;
    if (this.dropped > dropsMin && this.dropped > this.live && this.dropped * 4 > slots.used)
      this.dropCancelled();
    return true;
  }

  /** Takes the next event into the fields `at`, `event` and `inBackground`. False if there is none. */
  take(): boolean {
    const slot = this.first();
    if (slot === 0) return false;
    const { slots, run } = this;
    this.at = slots.wide[slot << 2]!;
    this.event = slots.events[slot];
    this.inBackground = slots.role(slot) === roles.background;
    this.live--;
    if (this.inBackground) this.liveInBackground--;
    if (slot === run.first) run.dropFirst();
    else this.heap.dropFirst();
    slots.release(slot);
    return true;
  }

  /** The next event as a value of its own. In a loop, `take` is cheaper. */
  pop(): { readonly at: Instant; readonly event: E } | undefined {
    if (!this.take()) return undefined;
    return { at: this.at, event: this.event as E };
  }

  /** When the next event is due. */
  peekAt(): Instant | undefined {
    const slot = this.first();
    return slot === 0 ? undefined : this.slots.wide[slot << 2]!;
  }

  /** All pending events, in no particular but a reproducible order. For reports: it takes time with the size. */
  pending(): E[] {
    const { slots } = this;
    const found: E[] = [];
    for (let slot = 1; slot < slots.used; slot++)
      if (slots.role(slot) > roles.cancelled) found.push(slots.events[slot] as E);
    return found;
  }

  /** The queue as plain data, tickets included. */
  snapshot(): QueueSnapshot<E> {
    const { slots } = this;
    const keys = new Float64Array(slots.used * 3);
    const states = new Int32Array(slots.used);
    for (let slot = 1; slot < slots.used; slot++) {
      keys[slot * 3] = slots.wide[slot << 2]!;
      keys[slot * 3 + 1] = slots.wide[(slot << 2) + tieOffset]!;
      keys[slot * 3 + 2] = slots.wide[(slot << 2) + arrivalOffset]!;
      states[slot] = slots.whole[(slot << 3) + stateOffset]!;
    }
    const { arrived } = slots;
    return { keys, states, events: slots.events.slice(), free: slots.freeSlots(), arrived };
  }

  /** A queue that continues where the snapshot was made: same order, same tickets. */
  static restore<E>(from: QueueSnapshot<E>): EventQueue<E> {
    const queue = new EventQueue<E>(Math.max(64, from.states.length));
    const { slots } = queue;
    slots.used = from.states.length;
    slots.arrived = from.arrived;
    slots.events = from.events.slice();
    for (let slot = 1; slot < slots.used; slot++) {
      slots.wide.set(from.keys.subarray(slot * 3, slot * 3 + 3), slot << 2);
      slots.whole[(slot << 3) + stateOffset] = from.states[slot]!;
      const role = slots.role(slot);
      if (role > roles.cancelled) queue.live++;
      if (role === roles.background) queue.liveInBackground++;
      if (role === roles.cancelled) queue.dropped++;
    }
    slots.setFreeSlots(from.free);
    queue.arrange();
    return queue;
  }

  /** The slot of the next event, 0 if there is none. Cancelled ones are let go when they come to the front. */
  private first(): number {
    const { slots, run, heap } = this;
    for (;;) {
      if (run.tail === 0) this.openNext();
      let slot = run.first;
      if (heap.length > 0 && (slot === 0 || slots.precedes(heap.first, slot))) slot = heap.first;
      if (slot === 0 || slots.role(slot) !== roles.cancelled) return slot;
      if (slot === run.first) run.dropFirst();
      else heap.dropFirst();
      slots.release(slot);
      this.dropped--;
    }
  }

  private openNext(): void {
    const { ring, heap } = this;
    if (ring.buckets === 0 || this.live + this.dropped === 0) return;
    ring.advance(heap.firstAt);
    if (ring.strain > this.patience) this.arrange();
  }

  private pushFar(slot: number, at: Instant): void {
    this.heap.push(slot, at);
    this.ring.strain++;
    if (this.ring.strain > this.patience) this.arrange();
  }

  /** Lets all cancelled events go. Paid for by the cancellations before it. */
  private dropCancelled(): void {
    const { slots } = this;
    for (let slot = slots.used - 1; slot > 0; slot--)
      if (slots.role(slot) === roles.cancelled) slots.release(slot);
    this.dropped = 0;
    this.arrange();
  }

  /** Shapes the ring for what is pending and was pushed lately, and gives each event its place anew. */
  private arrange(): void {
    const { slots, ring, heap, reach } = this;
    const entries = this.live + this.dropped;
    let buckets = bucketsMin;
    while (buckets < entries && buckets < bucketsMax) buckets *= 2;
    const least = this.leastInstant();
    if (!reach.isKnown) this.noteAll(least);
    const width = reach.width(buckets);
    const isSame = width === ring.width && buckets === ring.buckets;
    const patience = Math.max(256, 2 * entries, slots.used >> 2);
    this.patience = isSame ? this.patience * 2 : patience;
    ring.shape(this.at - this.at === 0 ? this.at : least, width, buckets);
    heap.clear();
    for (let slot = 1; slot < slots.used; slot++) {
      if (slots.role(slot) === roles.empty) continue;
      const at = slots.wide[slot << 2]!;
      if (slots.wide[(slot << 2) + tieOffset] !== 0 || !ring.lay(slot, at)) heap.push(slot, at);
    }
    ring.openFirst();
    ring.strain = 0;
  }

  /** Before enough was pushed, what is pending has to do: a sample across all slots. */
  private noteAll(least: Instant): void {
    const { slots, reach } = this;
    const stride = Math.max(1, slots.used >> 6);
    for (let i = 1; !reach.isKnown; i++) {
      const slot = (i * stride) % slots.used;
      reach.note(slots.role(slot) === roles.empty ? 0 : slots.wide[slot << 2]! - least);
    }
  }

  private leastInstant(): Instant {
    const { slots } = this;
    let least = Number.POSITIVE_INFINITY;
    for (let slot = 1; slot < slots.used; slot++)
      if (slots.role(slot) !== roles.empty) least = Math.min(least, slots.wide[slot << 2]!);
    return least === Number.POSITIVE_INFINITY ? 0 : least;
  }
}
