/**
 * The future: a binary heap in typed arrays with a total order (instant, tie, order of arrival), so that what comes next never
 * depends on the shape of the heap. Events live in slots; the heap moves only an instant and a slot number. A cancelled event leaves
 * an empty slot in the heap that is dropped when it surfaces, or together with others when they are the majority.
 * It draws no dice and knows no clock.
 */
import { SimulatorBug } from './assert.js';
import type { Instant } from './instant.js';

/** Names one pushed event. Always positive, never used for another event of the same queue. */
export type Ticket = number;

/** A queue as plain data. The events themselves are shared with the queue: clone the snapshot before the run goes on. */
export interface QueueSnapshot<E> {
  readonly instants: Float64Array;
  readonly slots: Uint32Array;
  readonly ties: Float64Array;
  readonly arrivals: Float64Array;
  readonly generations: Uint32Array;
  readonly roles: Uint8Array;
  readonly events: readonly (E | undefined)[];
  readonly free: Uint32Array;
  readonly arrived: number;
}

/** A ticket is generation * slotsMax + slot, so that it names its slot and still is never used twice. */
const slotsMax = 2 ** 24;
const generationMax = 2 ** 29 - 1;
const dropsMin = 64;

/** What a slot holds. */
const empty = 0;
const cancelled = 1;
const awaited = 2;
const background = 3;

/**
 * Events by instant. Equal instants come out by tie, equal ties in order of arrival. At most 2^24 events at a time.
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
  private arrived = 0;

  private length = 0;
  private instants: Float64Array;
  private slots: Uint32Array;

  private slotsUsed = 0;
  private freeCount = 0;
  private free: Uint32Array;
  private ties: Float64Array;
  private arrivals: Float64Array;
  private generations: Uint32Array;
  private roles: Uint8Array;
  private events: (E | undefined)[] = [];

  /** `capacity` is only a first guess; the queue grows as needed. */
  constructor(capacity = 64) {
    this.instants = new Float64Array(capacity);
    this.slots = new Uint32Array(capacity);
    this.free = new Uint32Array(capacity);
    this.ties = new Float64Array(capacity);
    this.arrivals = new Float64Array(capacity);
    this.generations = new Uint32Array(capacity);
    this.roles = new Uint8Array(capacity);
  }

  /** Number of pending events, cancelled ones not counted. */
  get size(): number {
    return this.live;
  }

  /** Number of pending events that keep a run alive: all but the background ones. */
  get awaited(): number {
    return this.live - this.liveInBackground;
  }

  /** Adds an event. `at` must be finite; `tie` decides among equal instants. */
  push(at: Instant, tie: number, event: E, inBackground = false): Ticket {
    if (at - at !== 0) throw new SimulatorBug(`an event is due at ${at}, which is no instant`);
    const slot = this.freeCount > 0 ? this.free[--this.freeCount]! : this.freshSlot();
    this.ties[slot] = tie;
    this.arrivals[slot] = this.arrived++;
    this.roles[slot] = inBackground ? background : awaited;
    this.events[slot] = event;
    this.live++;
    if (inBackground) this.liveInBackground++;
    this.siftUp(this.length++, at, slot);
    return this.generations[slot]! * slotsMax + slot;
  }

  /** Calls an event off and forgets it at once. False if it was taken or called off before. */
  cancel(ticket: Ticket): boolean {
    const slot = ticket % slotsMax;
    if (!(slot < this.slotsUsed) || this.roles[slot]! <= cancelled) return false;
    if (this.generations[slot]! !== (ticket - slot) / slotsMax) return false;
    this.live--;
    if (this.roles[slot] === background) this.liveInBackground--;
    this.roles[slot] = cancelled;
    this.events[slot] = undefined;
    const dropped = this.length - this.live;
    if (dropped > dropsMin && dropped > this.live) this.dropCancelled();
    return true;
  }

  /** Takes the next event into the fields `at`, `event` and `inBackground`. False if there is none. */
  take(): boolean {
    this.dropLeading();
    if (this.length === 0) return false;
    const slot = this.slots[0]!;
    this.at = this.instants[0]!;
    this.event = this.events[slot];
    this.inBackground = this.roles[slot] === background;
    this.live--;
    if (this.inBackground) this.liveInBackground--;
    this.dropFirst(slot);
    return true;
  }

  /** The next event as a value of its own. In a loop, `take` is cheaper. */
  pop(): { readonly at: Instant; readonly event: E } | undefined {
    if (!this.take()) return undefined;
    return { at: this.at, event: this.event as E };
  }

  /** When the next event is due. */
  peekAt(): Instant | undefined {
    this.dropLeading();
    return this.length === 0 ? undefined : this.instants[0]!;
  }

  /** All pending events, in no particular but a reproducible order. For reports: it takes time with the size. */
  pending(): E[] {
    const found: E[] = [];
    for (let slot = 0; slot < this.slotsUsed; slot++) {
      if (this.roles[slot]! > cancelled) found.push(this.events[slot] as E);
    }
    return found;
  }

  /** The queue as plain data, tickets included. */
  snapshot(): QueueSnapshot<E> {
    return {
      instants: this.instants.slice(0, this.length),
      slots: this.slots.slice(0, this.length),
      ties: this.ties.slice(0, this.slotsUsed),
      arrivals: this.arrivals.slice(0, this.slotsUsed),
      generations: this.generations.slice(0, this.slotsUsed),
      roles: this.roles.slice(0, this.slotsUsed),
      events: this.events.slice(0, this.slotsUsed),
      free: this.free.slice(0, this.freeCount),
      arrived: this.arrived,
    };
  }

  /** A queue that continues where the snapshot was made: same order, same tickets. */
  static restore<E>(from: QueueSnapshot<E>): EventQueue<E> {
    const capacity = Math.max(64, from.generations.length);
    const queue = new EventQueue<E>(capacity);
    queue.instants.set(from.instants);
    queue.slots.set(from.slots);
    queue.ties.set(from.ties);
    queue.arrivals.set(from.arrivals);
    queue.generations.set(from.generations);
    queue.roles.set(from.roles);
    queue.free.set(from.free);
    queue.events = from.events.slice();
    queue.length = from.instants.length;
    queue.slotsUsed = from.generations.length;
    queue.freeCount = from.free.length;
    queue.arrived = from.arrived;
    for (const role of from.roles) {
      if (role > cancelled) queue.live++;
      if (role === background) queue.liveInBackground++;
    }
    return queue;
  }

  private freshSlot(): number {
    const slot = this.slotsUsed++;
    if (slot === slotsMax) throw new SimulatorBug(`more than ${slotsMax} events are pending`);
    if (slot === this.generations.length) this.grow(Math.max(64, slot * 2));
    this.generations[slot] = 1;
    return slot;
  }

  /** The heap never holds more entries than there are slots, so all arrays grow together. */
  private grow(capacity: number): void {
    this.instants = widened(this.instants, new Float64Array(capacity));
    this.slots = widened(this.slots, new Uint32Array(capacity));
    this.free = widened(this.free, new Uint32Array(capacity));
    this.ties = widened(this.ties, new Float64Array(capacity));
    this.arrivals = widened(this.arrivals, new Float64Array(capacity));
    this.generations = widened(this.generations, new Uint32Array(capacity));
    this.roles = widened(this.roles, new Uint8Array(capacity));
  }

  /** A slot that has used up its generations is retired, so that no ticket comes back. */
  private freeSlot(slot: number): void {
    this.roles[slot] = empty;
    this.events[slot] = undefined;
    const generation = this.generations[slot]!;
    if (generation === generationMax) return;
    this.generations[slot] = generation + 1;
    this.free[this.freeCount++] = slot;
  }

  private dropLeading(): void {
    while (this.length > 0) {
      const slot = this.slots[0]!;
      if (this.roles[slot] !== cancelled) return;
      this.dropFirst(slot);
    }
  }

  private dropFirst(slot: number): void {
    this.freeSlot(slot);
    const last = --this.length;
    if (last > 0) this.siftDown(0, this.instants[last]!, this.slots[last]!);
  }

  /** Removes all cancelled entries and orders the rest anew. Paid for by the cancellations before it. */
  private dropCancelled(): void {
    let kept = 0;
    for (let i = 0; i < this.length; i++) {
      const slot = this.slots[i]!;
      if (this.roles[slot] === cancelled) {
        this.freeSlot(slot);
      } else {
        this.instants[kept] = this.instants[i]!;
        this.slots[kept++] = slot;
      }
    }
    this.length = kept;
    for (let i = (kept >> 1) - 1; i >= 0; i--) {
      this.siftDown(i, this.instants[i]!, this.slots[i]!);
    }
  }

  private siftUp(from: number, at: Instant, slot: number): void {
    const { instants, slots } = this;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const other = instants[parent]!;
      if (at > other || (at === other && !this.outranks(slot, slots[parent]!))) break;
      instants[hole] = other;
      slots[hole] = slots[parent]!;
      hole = parent;
    }
    instants[hole] = at;
    slots[hole] = slot;
  }

  private siftDown(from: number, at: Instant, slot: number): void {
    const { instants, slots, length } = this;
    let hole = from;
    for (let child = 2 * hole + 1; child < length; child = 2 * hole + 1) {
      const right = child + 1;
      if (right < length && this.entryPrecedes(right, child)) child = right;
      const next = instants[child]!;
      if (at < next || (at === next && this.outranks(slot, slots[child]!))) break;
      instants[hole] = next;
      slots[hole] = slots[child]!;
      hole = child;
    }
    instants[hole] = at;
    slots[hole] = slot;
  }

  private entryPrecedes(a: number, b: number): boolean {
    const first = this.instants[a]!;
    const second = this.instants[b]!;
    return first < second || (first === second && this.outranks(this.slots[a]!, this.slots[b]!));
  }

  /** Order among equal instants: tie, then arrival. */
  private outranks(a: number, b: number): boolean {
    const first = this.ties[a]!;
    const second = this.ties[b]!;
    return first < second || (first === second && this.arrivals[a]! < this.arrivals[b]!);
  }
}

function widened<A extends Float64Array | Uint32Array | Uint8Array>(from: A, into: A): A {
  into.set(from);
  return into;
}
