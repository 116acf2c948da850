/**
 * The near future while few events are pending: a ring of buckets, each with a list that is in order at all times, so that an event goes
 * straight to its place and is taken from it. With many pending every step along a list would wait for memory. Takes only events with
 * tie 0 at whole milliseconds within its reach, and sends away what would cost it a search; the order is by instant, then arrival.
 */
import type { EventKeys } from './event-keys.js';
import type { Instant } from './instant.js';
import { type Awaiting, Ring } from './ring.js';

/** Behind so many others of its bucket an event finds its place by a search, not behind more. */
const searchMax = 24;

/** Ordered lists of slots by bucket. */
export class EventLists {
  readonly ring = new Ring();
  /** Slots below this number have room; 0 as long as lists are not used. */
  room = 0;
  /** Instant and arrival of the event of each slot. */
  instants: Float64Array = new Float64Array(1);
  arrivals: Float64Array = new Float64Array(1);
  /** For each bucket the last slot of its list; 0 if it is empty. */
  private lasts = new Int32Array(1);
  /** For each slot the next one of its list; the last one leads to the first. */
  private followers = new Int32Array(1);

  /** Empties the lists and lays out so many buckets of such a width, the first of which holds `at`. */
  shape(at: Instant, width: number, buckets: number): void {
    this.ring.shape(at, width, buckets);
    if (this.lasts.length === buckets) this.lasts.fill(0);
    else this.lasts = new Int32Array(buckets);
    if (this.followers.length >= this.room) return;
    this.instants = new Float64Array(this.room);
    this.arrivals = new Float64Array(this.room);
    this.followers = new Int32Array(this.room);
  }

  /** The first slot of the open bucket; 0 if that is empty. */
  first(): number {
    return this.followers[this.lasts[this.ring.open]!]!;
  }

  /** Takes an event in; false if it belongs elsewhere. There must be room for its slot, and it must have arrived after all others. */
  place(slot: number, at: Instant, arrival: number): boolean {
    const bucket = this.ring.bucketOf(at);
    const { followers, lasts, instants } = this;
    if (bucket < 0) return false;
    const last = lasts[bucket]!;
    if (last === 0) {
      this.ring.used.add(bucket);
      followers[slot] = slot;
    } else {
      if (at < instants[last]!) return this.insert(last, slot, at, arrival);
      followers[slot] = followers[last]!;
      followers[last] = slot;
    }
    lasts[bucket] = slot;
    instants[slot] = at;
    this.arrivals[slot] = arrival;
    return true;
  }

  /** The first slot of the next bucket that is not empty; 0 if none comes before what comes first elsewhere. */
  next(elsewhere: Awaiting): number {
    const last = this.lasts[this.ring.open]!;
    return last === 0 ? this.firstAfter(elsewhere) : this.followers[last]!;
  }

  /** Takes that first slot out; 0 if there is none. */
  takeFirst(elsewhere: Awaiting): number {
    const first = this.next(elsewhere);
    if (first !== 0) this.dropFirst();
    return first;
  }

  /** Takes the first slot out of the open bucket, which must hold any. */
  dropFirst(): void {
    const { lasts, followers } = this;
    const { open } = this.ring;
    const last = lasts[open]!;
    const first = followers[last]!;
    if (first === last) lasts[open] = 0;
    else followers[last] = followers[first]!;
  }

  /** As `place`, in any order of arrival. */
  lay(slot: number, at: Instant, arrival: number): boolean {
    const bucket = this.ring.bucketOf(at);
    const last = bucket < 0 ? 0 : this.lasts[bucket]!;
    if (last === 0 || this.precedes(last, at, arrival)) return this.place(slot, at, arrival);
    return this.insert(last, slot, at, arrival);
  }

  /** Adds all its events to a list of keys. */
  listInto(keys: EventKeys): void {
    for (const last of this.lasts) {
      if (last === 0) continue;
      let slot = last;
      do {
        slot = this.followers[slot]!;
        keys.add(slot, this.instants[slot]!, 0, this.arrivals[slot]!);
      } while (slot !== last);
    }
  }

  /** Puts an event that comes before the last one of its bucket into its place; false if there are too many before it. */
  private insert(last: number, slot: number, at: Instant, arrival: number): boolean {
    const { followers } = this;
    let before = last;
    let next = followers[before]!;
    for (let left = searchMax; this.precedes(next, at, arrival); left--) {
      if (left === 0) return false;
      before = next;
      next = followers[before]!;
    }
    followers[slot] = next;
    followers[before] = slot;
    this.instants[slot] = at;
    this.arrivals[slot] = arrival;
    return true;
  }

  private firstAfter(elsewhere: Awaiting): number {
    return this.ring.advance(elsewhere) ? this.first() : 0;
  }

  private precedes(slot: number, at: Instant, arrival: number): boolean {
    const other = this.instants[slot]!;
    return other < at || (other === at && this.arrivals[slot]! < arrival);
  }
}
