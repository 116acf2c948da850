/**
 * The open bucket of the ring: events in order in one piece of memory, taken from the front. What is pushed for the present usually
 * belongs to its end. All ties are 0, so the order is by instant, then arrival.
 */
import type { EventKeys } from './event-keys.js';
import type { EventSlots } from './event-slots.js';
import type { Instant } from './instant.js';

/** How many entries an event that belongs into the middle may push aside. */
const shiftMax = 16;
/** Pieces of this length are put in order by themselves before they are merged. */
const piece = 16;
/** A long run is read so many entries ahead. */
const ahead = 96;

/** Reads any number that lies in an event, and changes nothing. */
export type Look<E> = (event: E) => number;

/** Where events are not numbers, a look at their kind reads where they begin. */
export function lookAtObject(event: unknown): number {
  return typeof event === 'object' ? 1 : 0;
}

/** A sorted run of events, from `head` to before `tail`; both are 0 when it is empty. */
export class EventRun<E> {
  head = 0;
  tail = 0;
  instants = new Float64Array(64);
  arrivals = new Float64Array(64);
  entries = new Int32Array(64);
  private readonly slots: EventSlots<E>;
  private readTo = -1;
  private otherInstants = new Float64Array(0);
  private otherArrivals = new Float64Array(0);
  private otherEntries = new Int32Array(0);
  private readonly look: Look<E>;
  /** A sum of what was read ahead; nobody needs to know it, but it has to be read. */
  seen = 0;

  constructor(slots: EventSlots<E>, look: Look<E>) {
    this.slots = slots;
    this.look = look;
  }

  /** The slot of the first event; 0 if there is none. */
  first(): number {
    return this.tail === 0 ? 0 : this.entries[this.head]!;
  }

  dropFirst(): void {
    const head = this.head + 1;
    this.head = head;
    if (head === this.tail) this.clear();
    else if (head === this.readTo) this.readAhead();
  }

  clear(): void {
    this.head = 0;
    this.tail = 0;
    this.readTo = -1;
  }

  /** Adds an event that arrived after all others; false if it would push too many of them aside. */
  add(slot: number, at: Instant, arrival: number): boolean {
    let place = this.tail;
    if (place === this.entries.length || (place > 0 && at < this.instants[place - 1]!)) {
      place = this.makePlace(at);
      if (place < 0) return false;
    }
    this.instants[place] = at;
    this.arrivals[place] = arrival;
    this.entries[place] = slot;
    this.tail++;
    return true;
  }

  /** Makes an empty run hold `count` events, which are then written into it and put in order by `order`. */
  begin(count: number): void {
    while (this.entries.length < count) this.grow();
    this.tail = count;
  }

  /** Puts everything in order. Says how many events were not, as far as it has to know. */
  order(): number {
    const { tail } = this;
    if (tail <= piece) {
      this.sortPiece(0, tail);
      return 0;
    }
    this.readTo = 1;
    let last = 1;
    while (last < tail && !this.isAfter(last - 1, last)) last++;
    if (last === tail) return 0;
    this.mergePieces();
    return tail;
  }

  /** Adds all its events to a list. */
  listInto(keys: EventKeys): void {
    for (let i = this.head; i < this.tail; i++)
      keys.add(this.entries[i]!, this.instants[i]!, 0, this.arrivals[i]!);
  }

  /** Makes a place for an event that arrived last; -1 if that is too far from the end. */
  private makePlace(at: Instant): number {
    if (this.tail === this.entries.length) this.makeRoom();
    const { instants, head, tail } = this;
    const least = Math.max(head, tail - shiftMax);
    let place = tail;
    while (place > least && at < instants[place - 1]!) place--;
    if (place === least && place > head && at < instants[place - 1]!) return -1;
    this.shift(place);
    return place;
  }

  private shift(place: number): void {
    const { instants, arrivals, entries } = this;
    for (let i = this.tail; i > place; i--) {
      instants[i] = instants[i - 1]!;
      arrivals[i] = arrivals[i - 1]!;
      entries[i] = entries[i - 1]!;
    }
  }

  private isAfter(one: number, other: number): boolean {
    const { instants, arrivals } = this;
    const first = instants[one]!;
    const second = instants[other]!;
    return first > second || (first === second && arrivals[one]! > arrivals[other]!);
  }

  /** Merges from below: pieces, pairs of pieces, and so on. */
  private mergePieces(): void {
    const { tail } = this;
    const capacity = this.entries.length;
    for (let low = 0; low < tail; low += piece) this.sortPiece(low, Math.min(tail, low + piece));
    if (this.otherEntries.length < capacity) {
      this.otherInstants = new Float64Array(capacity);
      this.otherArrivals = new Float64Array(capacity);
      this.otherEntries = new Int32Array(capacity);
    }
    for (let length = piece; length < tail; length *= 2) {
      for (let low = 0; low < tail; low += 2 * length)
        this.merge(low, Math.min(tail, low + length), Math.min(tail, low + 2 * length));
      [this.instants, this.otherInstants] = [this.otherInstants, this.instants];
      [this.arrivals, this.otherArrivals] = [this.otherArrivals, this.arrivals];
      [this.entries, this.otherEntries] = [this.otherEntries, this.entries];
    }
  }

  private sortPiece(low: number, high: number): void {
    const { instants, arrivals, entries } = this;
    for (let i = low + 1; i < high; i++) {
      const at = instants[i]!;
      const arrival = arrivals[i]!;
      const slot = entries[i]!;
      let place = i;
      for (; place > low; place--) {
        const other = instants[place - 1]!;
        if (other < at || (other === at && arrivals[place - 1]! < arrival)) break;
        instants[place] = other;
        arrivals[place] = arrivals[place - 1]!;
        entries[place] = entries[place - 1]!;
      }
      instants[place] = at;
      arrivals[place] = arrival;
      entries[place] = slot;
    }
  }

  private merge(low: number, middle: number, high: number): void {
    const { instants, arrivals, entries, otherInstants, otherArrivals, otherEntries } = this;
    let one = low;
    let other = middle;
    for (let i = low; i < high; i++) {
      const isOther = other < high && (one === middle || this.isAfter(one, other));
      const from = isOther ? other++ : one++;
      otherInstants[i] = instants[from]!;
      otherArrivals[i] = arrivals[from]!;
      otherEntries[i] = entries[from]!;
    }
  }

  /** Looks at the next events together: looks one by one would each wait for memory. */
  private readAhead(): void {
    const { entries, head } = this;
    const { events, states } = this.slots;
    const end = Math.min(this.tail, head + ahead);
    let seen = 0;
    for (let i = head; i < end; i++) {
      const slot = entries[i]!;
      const event = events[slot];
      seen = (seen + (states[slot]! & 1)) | 0;
      if (event !== undefined) seen = (seen + this.look(event)) | 0;
    }
    this.seen = seen;
    this.readTo = head + ahead;
  }

  /** The end of the memory is reached: uses what was left at its front, or more memory. */
  private makeRoom(): void {
    const { head, tail } = this;
    if (head <= tail >> 1) {
      this.grow();
      return;
    }
    this.instants.copyWithin(0, head, tail);
    this.arrivals.copyWithin(0, head, tail);
    this.entries.copyWithin(0, head, tail);
    this.tail = tail - head;
    this.head = 0;
    this.readTo = 1;
  }

  private grow(): void {
    const { instants, arrivals, entries } = this;
    const capacity = entries.length * 2;
    this.instants = new Float64Array(capacity);
    this.instants.set(instants);
    this.arrivals = new Float64Array(capacity);
    this.arrivals.set(arrivals);
    this.entries = new Int32Array(capacity);
    this.entries.set(entries);
  }
}
