/**
 * Where pending events live: a numbered slot each, which a ticket names. Slots are used again, the one that was left last first.
 * Knows neither instants nor order: those are with the ring and the heap.
 */
import { SimulatorBug } from './assert.js';

/** Names one pushed event. Always positive, never used for another event of the same queue. */
export type Ticket = number;

/** What a slot holds: nothing, an event that was called off, one that keeps a run alive, one that does not. */
export const roles = { empty: 0, cancelled: 1, awaited: 2, background: 3 } as const;

/** A ticket is generation * slotsMax + slot, so that it names its slot and still is never used twice. */
const slotsMax = 2 ** 24;
/** A state is generation * 4 + role, in 31 bits. */
const roleMask = 3;
const lastState = (2 ** 29 - 1) * 4;

/** All slots. Slot 0 is never used: as a number of a slot, 0 says that there is none. */
export class EventSlots<E> {
  /** Generation and role of each slot. */
  states: Int32Array;
  events: (E | undefined)[] = [undefined];
  /** Slots ever used, number 0 counted. */
  used = 1;
  private free: Int32Array;
  private freeCount = 0;
  private retired = 0;
  /** The slot that was left last, 0 if it is used again; the others that are free wait in `free`. */
  private spare = 0;

  constructor(capacity: number) {
    this.states = new Int32Array(capacity + 1);
    this.free = new Int32Array(capacity + 1);
  }

  /** How many slots are taken. */
  get taken(): number {
    return this.used - 1 - this.retired - this.freeCount - (this.spare === 0 ? 0 : 1);
  }

  /** Lets an event in and gives its slot. */
  occupy(event: E, role: number): number {
    const slot = this.spare === 0 ? this.another() : this.spare;
    this.spare = 0;
    this.states[slot] = this.states[slot]! | role;
    this.events[slot] = event;
    return slot;
  }

  /** Empties a slot and gives its role. */
  release(slot: number): number {
    const state = this.states[slot]!;
    this.events[slot] = undefined;
    this.states[slot] = (state | roleMask) + 1;
    if (this.spare !== 0 || state >= lastState) this.keep(slot);
    else this.spare = slot;
    return state & roleMask;
  }

  role(slot: number): number {
    return this.states[slot]! & roleMask;
  }

  ticket(slot: number): Ticket {
    return (this.states[slot]! >> 2) * slotsMax + slot;
  }

  /** The slot of a ticket whose event is still pending; 0 if there is none. */
  slotOf(ticket: Ticket): number {
    const slot = ticket % slotsMax;
    if (!(slot < this.used) || this.role(slot) <= roles.cancelled) return 0;
    return this.ticket(slot) === ticket ? slot : 0;
  }

  /** Forgets an event that was called off; its slot stays taken until the order lets go of it. */
  forget(slot: number): void {
    this.states[slot] = (this.states[slot]! & ~roleMask) | roles.cancelled;
    this.events[slot] = undefined;
  }

  /** Slots that can be used again, the next one last. */
  freeSlots(): Int32Array {
    const all = new Int32Array(this.freeCount + (this.spare === 0 ? 0 : 1));
    all.set(this.free.subarray(0, this.freeCount));
    if (this.spare !== 0) all[this.freeCount] = this.spare;
    return all;
  }

  /** Slots as they were, out of a snapshot. */
  static restore<E>(states: Int32Array, events: readonly (E | undefined)[], free: Int32Array) {
    const slots = new EventSlots<E>(Math.max(64, states.length));
    slots.states.set(states);
    slots.events = events.slice();
    slots.used = states.length;
    slots.free.set(free);
    slots.freeCount = free.length;
    for (let slot = 1; slot < slots.used; slot++)
      if (slots.role(slot) === roles.empty) slots.retired++;
    slots.retired -= free.length;
    return slots;
  }

  /** Keeps a slot that was left beside another one. One that has used up its generations is retired, so that no ticket comes back. */
  private keep(slot: number): void {
    if (this.states[slot]! < 0) {
      this.states[slot] = lastState;
      this.retired++;
      return;
    }
    if (this.spare !== 0) this.free[this.freeCount++] = this.spare;
    this.spare = slot;
  }

  /** A slot to be used, if none was left just now. */
  private another(): number {
    return this.freeCount > 0 ? this.free[--this.freeCount]! : this.fresh();
  }

  private fresh(): number {
    const slot = this.used++;
    if (slot === slotsMax) throw new SimulatorBug(`more than ${slotsMax - 1} events are pending`);
    if (slot >= this.states.length) {
      const capacity = Math.max(64, slot * 2);
      this.states = widened(this.states, capacity);
      this.free = widened(this.free, capacity);
    }
    this.states[slot] = 4;
    return slot;
  }
}

function widened(from: Int32Array, capacity: number): Int32Array {
  const into = new Int32Array(capacity);
  into.set(from);
  return into;
}
