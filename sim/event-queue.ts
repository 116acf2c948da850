/**
 * The future, with a total order (instant, tie, order of arrival), so that what comes next never depends on how it is kept: the near future
 * in buckets, all else in a heap, whichever of the two has the earlier one next. The near future is shaped anew when it does not suit
 * the events; that costs a look at each of them and changes no answer. It draws no dice and knows no clock.
 */
import { SimulatorBug } from './assert.js';
import { EventHeap } from './event-heap.js';
import { EventKeys } from './event-keys.js';
import type { EventLists } from './event-lists.js';
import { type Look, lookAtObject } from './event-run.js';
import { EventSlots, roles, type Ticket } from './event-slots.js';
import type { Instant } from './instant.js';
import { NearFuture } from './near-future.js';
import type { QueueSnapshot } from './queue-snapshot.js';
import { Reach } from './reach.js';

export type { Ticket } from './event-slots.js';

/** Near at hand: what comes out of another module is looked up at every use. */
const { cancelled, awaited, background } = roles;
const dropsMin = 64;
/** So many events are left to the heap before it is worth shaping the near future. */
const unshapedMax = 32;

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
  private pendingInBackground = 0;
  /** Events that were called off and still have their slot. */
  private dropped = 0;
  private slots: EventSlots<E>;
  private near: NearFuture<E>;
  /** Those of the near future: most events go through them. */
  private lists: EventLists;
  private heap = new EventHeap();
  private readonly reach = new Reach();
  /** How many events were lately sent to the heap. */
  private strain = 0;
  /** How much strain is borne before the near future is shaped anew. */
  private patience = unshapedMax;

  /**
   * `capacity` is only a first guess; the queue grows as needed. `look` should read what a handler reads of an event: among very many
   * it looks at the next ones together, because looks one by one would each wait for memory.
   */
  constructor(capacity = 64, look: Look<E> = lookAtObject) {
    this.slots = new EventSlots(capacity);
    this.near = new NearFuture(this.slots, look);
    this.lists = this.near.lists;
  }

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.slots.taken - this.dropped;
  }

  /** Number of pending events that keep a run alive: all but the background ones. */
  get awaited(): number {
    return this.size - this.pendingInBackground;
  }

  /** How many events had a slot at the same time, at most; cancelled ones may keep theirs for a while. */
  get slotsUsed(): number {
    return this.slots.used - 1;
  }

  /** Adds an event. `at` must be finite; `tie` decides among equal instants. */
  push(at: Instant, tie: number, event: E, inBackground?: boolean): Ticket {
    const { slots, lists } = this;
    if (inBackground) this.pendingInBackground++;
    const slot = slots.occupy(event, inBackground ? background : awaited);
    const arrival = this.arrived++;
    if ((arrival & 15) === 0) this.reach.note(this.at, at);
    if (tie !== 0 || slot >= lists.room || !lists.place(slot, at, arrival))
      this.pushElsewhere(slot, at, tie, arrival);
    return slots.ticket(slot);
  }

  /** Calls an event off and forgets it at once. False if it was taken or called off before. */
  cancel(ticket: Ticket): boolean {
    const { slots } = this;
    const slot = slots.slotOf(ticket);
    if (slot === 0) return false;
    if (slots.role(slot) === background) this.pendingInBackground--;
    slots.forget(slot);
    this.dropped++;
    if (this.dropped > dropsMin && this.dropped > this.size && 4 * this.dropped > slots.used)
      this.dropCancelled();
    return true;
  }

  /** Takes the next event into the fields `at`, `event` and `inBackground`. False if there is none. */
  take(): boolean {
    const { slots, lists, heap } = this;
    const isAlone = lists.room !== 0 && heap.length === 0 && this.dropped === 0;
    const slot = isAlone ? lists.takeFirst(heap) : this.takeAny();
    if (slot === 0) return false;
    if (isAlone) this.at = lists.instants[slot]!;
    this.event = slots.events[slot];
    const isInBackground = slots.release(slot) === background;
    this.inBackground = isInBackground;
    if (isInBackground) this.pendingInBackground--;
    return true;
  }

  /** The next event as a value of its own. In a loop, `take` is cheaper. */
  pop(): { readonly at: Instant; readonly event: E } | undefined {
    if (!this.take()) return undefined;
    return { at: this.at, event: this.event as E };
  }

  /** When the next event is due. */
  peekAt(): Instant | undefined {
    const listed = this.listed();
    if (listed !== 0) return this.lists.instants[listed];
    const slot = this.first();
    if (slot === 0) return undefined;
    return slot === this.heap.first ? this.heap.firstAt : this.near.atOf(slot);
  }

  /** All pending events, in no particular but a reproducible order. For reports: it takes time with the size. */
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
  static restore<E>(from: QueueSnapshot<E>, look: Look<E> = lookAtObject): EventQueue<E> {
    const queue = new EventQueue<E>();
    const slots = EventSlots.restore(from.states, from.events, from.free);
    queue.slots = slots;
    queue.near = new NearFuture(slots, look);
    queue.lists = queue.near.lists;
    queue.arrived = from.arrived;
    for (const [place, slot] of from.slots.entries()) {
      const role = slots.role(slot);
      if (role === cancelled) queue.dropped++;
      if (role === background) queue.pendingInBackground++;
      queue.pushFar(slot, from.instants[place]!, from.ties[place]!, from.arrivals[place]!);
    }
    return queue;
  }

  /** The slot of the next event if that is simple: it is in the lists, earlier than all others, and not called off. Else 0. */
  private listed(): number {
    const { lists, heap, slots } = this;
    const slot = lists.room === 0 ? 0 : lists.next(heap);
    return lists.instants[slot]! < heap.firstAt && slots.role(slot) !== cancelled ? slot : 0;
  }

  /** Takes the slot of the next event out of the order, whatever there is to compare; 0 if there is none. */
  private takeAny(): number {
    const { near, heap } = this;
    const { run } = near.lines;
    // The run is empty as long as lists are used.
    const isAlone = run.tail !== 0 && heap.length === 0 && this.dropped === 0;
    const slot = isAlone ? run.first() : this.listed() || this.first();
    if (slot === 0) return 0;
    if (slot === heap.first) {
      this.at = heap.firstAt;
      heap.dropFirst();
    } else {
      this.at = near.atOf(slot);
      near.dropFirst();
    }
    return slot;
  }

  /** The slot of the next event, 0 if there is none. Cancelled ones are let go when they come to the front. */
  private first(): number {
    const { slots, near, heap } = this;
    for (;;) {
      let slot = near.first();
      if (slot === 0) {
        if (!this.openNext()) return 0;
        slot = near.first();
      }
      if (heap.length > 0 && (slot === 0 || heap.leads(near.atOf(slot), near.arrivalOf(slot))))
        slot = heap.first;
      if (this.dropped === 0 || slots.role(slot) !== cancelled) return slot;
      if (slot === heap.first) heap.dropFirst();
      else near.dropFirst();
      slots.release(slot);
      this.dropped--;
    }
  }

  /** Looks for the next bucket that holds anything. False if nothing is left to happen. */
  private openNext(): boolean {
    const { heap, near } = this;
    if (this.slots.taken === 0) return false;
    // Shaped anew before the search, not after it: the first bucket may then be empty, and what is next lie in a later one.
    if (near.lines.strain + this.strain > this.patience) this.arrange(this.list());
    if (near.first() === 0) near.advance(heap);
    return true;
  }

  /** Adds an event that has no place in the lists. */
  private pushElsewhere(slot: number, at: Instant, tie: number, arrival: number): void {
    if (at - at !== 0) {
      if (this.slots.release(slot) === background) this.pendingInBackground--;
      throw noInstant(at);
    }
    if (tie === 0 && this.lists.room === 0 && this.near.lines.place(slot, at, arrival)) return;
    this.pushFar(slot, at, tie, arrival);
  }

  private pushFar(slot: number, at: Instant, tie: number, arrival: number): void {
    this.heap.push(slot, at, tie, arrival);
    if (tie !== 0) return;
    this.strain++;
    const isFull = this.lists.room > 0 && slot >= this.lists.room;
    if (isFull || this.strain > this.patience) this.arrange(this.list());
  }

  /** Lets all cancelled events go, in the order of their slots. Paid for by the cancellations before it. */
  private dropCancelled(): void {
    const { slots } = this;
    const all = this.list();
    const kept = new EventKeys(this.size);
    for (let i = 0; i < all.length; i++) {
      const slot = all.slots[i]!;
      if (slots.role(slot) !== cancelled)
        kept.add(slot, all.instants[i]!, all.ties[i]!, all.arrivals[i]!);
    }
    for (let slot = slots.used - 1; slot > 0; slot--)
      if (slots.role(slot) === cancelled) slots.release(slot);
    this.dropped = 0;
    this.near.clear();
    this.fill(kept);
  }

  /** Every event that has a slot, cancelled ones too. */
  private list(): EventKeys {
    const keys = new EventKeys(this.slots.taken);
    this.near.listInto(keys);
    this.heap.listInto(keys);
    return keys;
  }

  /** Shapes the near future for what is pending and was pushed lately, and gives each of these events its place. */
  private arrange(keys: EventKeys): void {
    const { reach, near } = this;
    const from = this.at - this.at === 0 || keys.length === 0 ? this.at : keys.earliest();
    reach.fill(keys, from);
    const isAsBefore = near.shape(from - from === 0 ? from : 0, reach);
    this.patience = isAsBefore ? this.patience * 2 : Math.max(256, 2 * keys.length);
    this.fill(keys);
  }

  /** Gives each of these events its place; there are no others. */
  private fill(keys: EventKeys): void {
    const { near, heap } = this;
    heap.clear();
    for (let i = 0; i < keys.length; i++) {
      const slot = keys.slots[i]!;
      const at = keys.instants[i]!;
      const tie = keys.ties[i]!;
      const arrival = keys.arrivals[i]!;
      if (tie !== 0 || !near.lay(slot, at, arrival)) heap.push(slot, at, tie, arrival);
    }
    near.openFirst();
    this.strain = 0;
  }
}

/** Apart from the hot path: the compiler would make the words before it knows that they are needed. */
function noInstant(at: number): SimulatorBug {
  return new SimulatorBug(`an event is due at ${at}, which is no instant`);
}
