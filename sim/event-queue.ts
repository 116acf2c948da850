/**
 * The future, with a total order (instant, tie, order of arrival), so that what comes next never depends on how it is kept: events of the
 * near future in a ring of buckets, all others in a heap, whichever of the two has the earlier one next. The ring is shaped anew when it
 * does not suit the events; that costs a look at each of them and changes no answer. It draws no dice and knows no clock.
 */
import { SimulatorBug } from './assert.js';
import { EventHeap } from './event-heap.js';
import { EventKeys } from './event-keys.js';
import { EventRing } from './event-ring.js';
import type { EventRun } from './event-run.js';
import { EventSlots, roles, type Ticket } from './event-slots.js';
import type { Instant } from './instant.js';
import { Reach } from './reach.js';

export type { Ticket } from './event-slots.js';

/** A queue as plain data. The events themselves are shared with the queue: clone the snapshot before the run goes on. */
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

const dropsMin = 64;
/** So many events are left to the heap before it is worth shaping a ring. */
const unshapedMax = 32;
const bucketsMin = 64;
/** So many buckets that those at which events arrive stay in a near cache. */
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

  private arrived = 0;
  private live = 0;
  private liveInBackground = 0;
  /** Events that were called off and still have their slot. */
  private dropped = 0;
  private slots: EventSlots<E>;
  private ring: EventRing<E>;
  private run: EventRun<E>;
  private heap = new EventHeap();
  private readonly reach = new Reach();
  /** How much strain the ring stands before it is shaped anew. */
  private patience = unshapedMax;

  /** `capacity` is only a first guess; the queue grows as needed. */
  constructor(capacity = 64) {
    this.slots = new EventSlots(capacity);
    this.ring = new EventRing(this.slots);
    this.run = this.ring.run;
  }

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.live;
  }

  /** Number of pending events that keep a run alive: all but the background ones. */
  get awaited(): number {
    return this.live - this.liveInBackground;
  }

  /** How many events had a slot at the same time, at most; cancelled ones may keep theirs for a while. */
  get slotsUsed(): number {
    return this.slots.used - 1;
  }

  /** Adds an event. `at` must be finite; `tie` decides among equal instants. */
  push(at: Instant, tie: number, event: E, inBackground = false): Ticket {
    if (at - at !== 0) throw noInstant(at);
    const { slots, ring } = this;
    const slot = slots.occupy(event, inBackground ? roles.background : roles.awaited);
    const arrival = this.arrived++;
    this.live++;
    if (inBackground) this.liveInBackground++;
    if ((arrival & 15) === 0) this.reach.note(at - ring.from);
    if (tie !== 0 || !ring.place(slot, at, arrival)) this.pushFar(slot, at, tie, arrival);
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
    if (this.dropped > dropsMin && this.dropped > this.live && 4 * this.dropped > slots.used)
      this.dropCancelled();
    return true;
  }

  /** Takes the next event into the fields `at`, `event` and `inBackground`. False if there is none. */
  take(): boolean {
    const { run } = this;
    // Most events: the run has the next one, and there is nothing beside it to compare or to let go.
    const isPlain = run.tail !== 0 && this.heap.length === 0 && this.dropped === 0;
    const slot = isPlain ? run.entries[run.head]! : this.first();
    if (slot === 0) return false;
    this.leave(slot, isPlain);
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
    if (slot === 0) return undefined;
    return slot === this.heap.first ? this.heap.firstAt : this.run.instants[this.run.head]!;
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
    const { instants, ties, arrivals, slots: places } = this.list();
    return {
      instants,
      ties,
      arrivals,
      slots: places,
      states: slots.states.slice(0, slots.used),
      events: slots.events.slice(),
      free: slots.freeSlots(),
      arrived: this.arrived,
    };
  }

  /** A queue that continues where the snapshot was made: same order, same tickets. */
  static restore<E>(from: QueueSnapshot<E>): EventQueue<E> {
    const queue = new EventQueue<E>();
    const slots = EventSlots.restore(from.states, from.events, from.free);
    queue.slots = slots;
    queue.ring = new EventRing(slots);
    queue.run = queue.ring.run;
    queue.arrived = from.arrived;
    for (const [place, slot] of from.slots.entries()) {
      const role = slots.role(slot);
      if (role === roles.cancelled) queue.dropped++;
      else queue.live++;
      if (role === roles.background) queue.liveInBackground++;
      queue.pushFar(slot, from.instants[place]!, from.ties[place]!, from.arrivals[place]!);
    }
    return queue;
  }

  private leave(slot: number, isOfRun: boolean): void {
    const { slots, run, heap } = this;
    if (isOfRun || slot !== heap.first) {
      this.at = run.instants[run.head]!;
      run.dropFirst();
    } else {
      this.at = heap.firstAt;
      heap.dropFirst();
    }
    this.live--;
    this.event = slots.events[slot];
    this.inBackground = slots.release(slot) === roles.background;
    if (this.inBackground) this.liveInBackground--;
  }

  /** The slot of the next event, 0 if there is none. Cancelled ones are let go when they come to the front. */
  private first(): number {
    const { slots, run, heap } = this;
    for (;;) {
      if (run.tail === 0 && !this.openNext()) return 0;
      const { head } = run;
      let slot = run.tail === 0 ? 0 : run.entries[head]!;
      if (heap.length > 0 && (slot === 0 || heap.leads(run.instants[head]!, run.arrivals[head]!)))
        slot = heap.first;
      if (this.dropped === 0 || slots.role(slot) !== roles.cancelled) return slot;
      if (slot === heap.first) heap.dropFirst();
      else run.dropFirst();
      slots.release(slot);
      this.dropped--;
    }
  }

  /** Looks for the next bucket that holds anything. False if nothing is left to happen. */
  private openNext(): boolean {
    const { ring, run, heap } = this;
    if (this.live + this.dropped === 0) return false;
    if (ring.buckets === 0) return true;
    // Shaped anew before the search, not after it: the first bucket may then be empty, and what is next lie in a later one.
    if (ring.strain > this.patience) this.arrange(this.list());
    if (run.tail === 0) ring.advance(heap.firstAt);
    return true;
  }

  private pushFar(slot: number, at: Instant, tie: number, arrival: number): void {
    this.heap.push(slot, at, tie, arrival);
    if (tie === 0 && ++this.ring.strain > this.patience) this.arrange(this.list());
  }

  /** Lets all cancelled events go, in the order of their slots. Paid for by the cancellations before it. */
  private dropCancelled(): void {
    const { slots, ring } = this;
    const all = this.list();
    const kept = new EventKeys(this.live);
    for (let i = 0; i < all.length; i++) {
      const slot = all.slots[i]!;
      if (slots.role(slot) !== roles.cancelled)
        kept.add(slot, all.instants[i]!, all.ties[i]!, all.arrivals[i]!);
    }
    for (let slot = slots.used - 1; slot > 0; slot--)
      if (slots.role(slot) === roles.cancelled) slots.release(slot);
    this.dropped = 0;
    if (ring.buckets > 0) ring.shape(ring.from, ring.width, ring.buckets);
    this.fill(kept);
  }

  /** Every event that has a slot, cancelled ones too. */
  private list(): EventKeys {
    const keys = new EventKeys(this.live + this.dropped);
    this.ring.listInto(keys);
    this.heap.listInto(keys);
    return keys;
  }

  /** Shapes the ring for what is pending and was pushed lately, and gives each of these events its place. */
  private arrange(keys: EventKeys): void {
    const { ring, reach } = this;
    let buckets = bucketsMin;
    while (2 * buckets < keys.length && buckets < bucketsMax) buckets *= 2;
    const from = this.at - this.at === 0 || keys.length === 0 ? this.at : keys.earliest();
    reach.fill(keys, from);
    const width = reach.width(buckets);
    const isAsBefore = width === ring.width && buckets === ring.buckets;
    this.patience = isAsBefore ? this.patience * 2 : Math.max(256, 2 * keys.length);
    ring.shape(from - from === 0 ? from : 0, width, buckets);
    this.fill(keys);
  }

  /** Gives each of these events its place; there are no others. */
  private fill(keys: EventKeys): void {
    const { ring, heap } = this;
    heap.clear();
    for (let i = 0; i < keys.length; i++) {
      const slot = keys.slots[i]!;
      const at = keys.instants[i]!;
      const tie = keys.ties[i]!;
      const arrival = keys.arrivals[i]!;
      if (tie !== 0 || !ring.lay(slot, at, arrival)) heap.push(slot, at, tie, arrival);
    }
    ring.openFirst();
    ring.strain = 0;
  }
}

/** Apart from the hot path: the compiler would make the words of a sentence in the same function before it knows that they are needed. */
function noInstant(at: number): SimulatorBug {
  return new SimulatorBug(`an event is due at ${at}, which is no instant`);
}
