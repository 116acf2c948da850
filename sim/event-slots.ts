/**
 * Where pending events live: a numbered slot each, with its numbers side by side in 32 bytes, so that one look at an event is one
 * look at memory. Slots are used again, the one left last first. Keeps no order: see the ring and the heap for that.
 */
import { SimulatorBug } from './assert.js';
import type { Instant } from './instant.js';

/** Names one pushed event. Always positive, never used for another event of the same queue. */
export type Ticket = number;

/** What a slot holds: nothing, an event that was called off, one that keeps a run alive, one that does not. */
export const roles = { empty: 0, cancelled: 1, awaited: 2, background: 3 } as const;

/** Offsets within `wide`, which has four places for a slot, and within `whole`, which has eight of half the size. */
export const tieOffset = 1;
export const arrivalOffset = 2;
export const nextOffset = 6;
export const stateOffset = 7;

/** A ticket is generation * slotsMax + slot, so that it names its slot and still is never used twice. */
const slotsMax = 2 ** 24;
/** A state is generation * 4 + role, in 31 bits. */
const roleMask = 3;
const generationMax = 2 ** 29 - 1;

/** All slots. Slot 0 is never used: as a number of a slot, 0 says that there is none. */
export class EventSlots<E> {
  /** Instant, tie and arrival of each slot. */
  wide: Float64Array;
  /** The slot that follows in a list, and the state, of each slot. */
  whole: Int32Array;
  events: (E | undefined)[] = [undefined];
  /** Slots ever used, number 0 counted. */
  used = 1;
  /** Events ever pushed. */
  arrived = 0;
  private free = 0;

  constructor(capacity: number) {
    const bytes = new ArrayBuffer((capacity + 1) * 32);
    this.wide = new Float64Array(bytes);
    this.whole = new Int32Array(bytes);
  }

  /** Lets an event in and gives its slot. The slot is in no list yet. */
  occupy(at: Instant, tie: number, event: E, role: number): number {
    let slot = this.free;
    if (slot === 0) slot = this.fresh();
    const { wide, whole } = this;
    const place = slot << 3;
    this.free = whole[place + nextOffset]!;
    whole[place + nextOffset] = 0;
    whole[place + stateOffset] = (whole[place + stateOffset]! & ~roleMask) | role;
    wide[slot << 2] = at;
    wide[(slot << 2) + tieOffset] = tie;
    wide[(slot << 2) + arrivalOffset] = this.arrived++;
    this.events[slot] = event;
    return slot;
  }

  /** Empties a slot. One that has used up its generations is retired, so that no ticket comes back. */
  release(slot: number): void {
    const { whole } = this;
    const place = slot << 3;
    this.events[slot] = undefined;
    const state = whole[place + stateOffset]! & ~roleMask;
    if (state === generationMax * 4) {
      whole[place + stateOffset] = state;
      return;
    }
    whole[place + stateOffset] = state + 4;
    whole[place + nextOffset] = this.free;
    this.free = slot;
  }

  role(slot: number): number {
    return this.whole[(slot << 3) + stateOffset]! & roleMask;
  }

  ticket(slot: number): Ticket {
    return (this.whole[(slot << 3) + stateOffset]! >> 2) * slotsMax + slot;
  }

  /** The slot of a ticket whose event is still pending; 0 if there is none. */
  slotOf(ticket: Ticket): number {
    const slot = ticket % slotsMax;
    if (!(slot < this.used) || this.role(slot) <= roles.cancelled) return 0;
    return this.ticket(slot) === ticket ? slot : 0;
  }

  /** Forgets an event that was called off; its slot stays taken until the order lets go of it. */
  forget(slot: number): void {
    const place = (slot << 3) + stateOffset;
    this.whole[place] = (this.whole[place]! & ~roleMask) | roles.cancelled;
    this.events[slot] = undefined;
  }

  /** Whether the event of one slot comes before that of another: instant, tie, order of arrival. */
  precedes(one: number, other: number): boolean {
    const { wide } = this;
    const a = one << 2;
    const b = other << 2;
    if (wide[a]! !== wide[b]!) return wide[a]! < wide[b]!;
    if (wide[a + tieOffset]! !== wide[b + tieOffset]!)
      return wide[a + tieOffset]! < wide[b + tieOffset]!;
    return wide[a + arrivalOffset]! < wide[b + arrivalOffset]!;
  }

  /** Slots that can be used again, the next one first. */
  freeSlots(): Uint32Array {
    const found: number[] = [];
    for (let slot = this.free; slot !== 0; slot = this.whole[(slot << 3) + nextOffset]!)
      found.push(slot);
    return Uint32Array.from(found);
  }

  /** Says which slots can be used again. */
  setFreeSlots(slots: Uint32Array): void {
    this.free = 0;
    for (let i = slots.length - 1; i >= 0; i--) {
      this.whole[(slots[i]! << 3) + nextOffset] = this.free;
      this.free = slots[i]!;
    }
  }

  private fresh(): number {
    const slot = this.used++;
    if (slot === slotsMax) throw new SimulatorBug(`more than ${slotsMax - 1} events are pending`);
    if (slot << 2 >= this.wide.length) this.grow(Math.max(64, slot * 2));
    this.whole[(slot << 3) + stateOffset] = 4;
    return slot;
  }

  private grow(capacity: number): void {
    const bytes = new ArrayBuffer(Math.min(capacity, slotsMax) * 32);
    const wide = new Float64Array(bytes);
    wide.set(this.wide);
    this.wide = wide;
    this.whole = new Int32Array(bytes);
  }
}
