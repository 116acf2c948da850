/**
 * Storage of pending events: a numbered slot each, identified by a ticket. Free slots are reused last in, first out. Instants and order
 * are kept by the heap.
 */
import { SimulatorBug } from '../assert.js';

/** Identifies one pushed event. Always positive, never reused in the same queue. */
export type Ticket = number;

/** Role of a slot: free, a cancelled event, an event that keeps a run alive, a background event. */
export const roles = { empty: 0, cancelled: 1, awaited: 2, background: 3 } as const;

/** A ticket is generation * slotsMax + slot, so that it identifies its slot and is unique. */
const slotsMax = 2 ** 24;
/** A state is generation * 4 + role, in 31 bits. */
const roleMask = 3;
const lastState = (2 ** 29 - 1) * 4;

/** All slots. Slot 0 is never used: slot number 0 means "none". */
export class EventSlots<E> {
  /** Generation and role of each slot. */
  states: Int32Array;
  events: (E | undefined)[] = [undefined];
  /** Number of slots ever used, including slot 0. */
  used = 1;
  private free: Int32Array;
  private freeCount = 0;

  constructor(capacity: number) {
    this.states = new Int32Array(capacity + 1);
    this.free = new Int32Array(capacity + 1);
  }

  /** Stores an event and returns its slot. Throws SimulatorBug when all 2^24 - 1 slots are taken. */
  occupy(event: E, role: number): number {
    const slot = this.freeCount > 0 ? this.free[--this.freeCount]! : this.fresh();
    this.states[slot] = this.states[slot]! | role;
    this.events[slot] = event;
    return slot;
  }

  /** Empties a slot and returns its role. A slot whose generations are exhausted is retired, so that no ticket is reused. */
  release(slot: number): number {
    const state = this.states[slot]!;
    this.events[slot] = undefined;
    if (state >= lastState) this.states[slot] = lastState;
    else {
      this.states[slot] = (state | roleMask) + 1;
      this.free[this.freeCount++] = slot;
    }
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

  /** Forgets a cancelled event; its slot stays taken until the heap has removed it. */
  forget(slot: number): void {
    this.states[slot] = (this.states[slot]! & ~roleMask) | roles.cancelled;
    this.events[slot] = undefined;
  }

  /** Free slots; the last one is reused first. */
  freeSlots(): Int32Array {
    return this.free.slice(0, this.freeCount);
  }

  /** Restores the slots of a snapshot. */
  static restore<E>(states: Int32Array, events: readonly (E | undefined)[], free: Int32Array) {
    const slots = new EventSlots<E>(Math.max(64, states.length));
    slots.states.set(states);
    slots.events = events.slice();
    slots.used = states.length;
    slots.free.set(free);
    slots.freeCount = free.length;
    return slots;
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
