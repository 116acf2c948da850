/**
 * The near future, kept in one of two ways: in lists as long as few slots were ever used, in lines with more. Which one it is changes no
 * order. Where it says `first`, that is the slot of the first event of the open bucket.
 */
import type { EventKeys } from './event-keys.js';
import { EventLines } from './event-lines.js';
import { EventLists } from './event-lists.js';
import type { Look } from './event-run.js';
import type { EventSlots } from './event-slots.js';
import type { Instant } from './instant.js';
import type { Reach } from './reach.js';
import type { Awaiting, Ring } from './ring.js';

/** As long as no more slots were ever used, events are kept in lists, in so many buckets a slot that most have a bucket alone. */
const listedMax = 32_768;
const listedMin = 256;
const bucketsPerSlot = 4;
/** With more they are kept in lines, in so many buckets that those at which events arrive stay in a near cache. */
const bucketsOfLines = 4_096;

/** Lists or lines: the lists if those have room for any slot. */
export class NearFuture<E> {
  readonly lists = new EventLists();
  readonly lines: EventLines<E>;
  private readonly slots: EventSlots<E>;

  constructor(slots: EventSlots<E>, look: Look<E>) {
    this.slots = slots;
    this.lines = new EventLines(slots, look);
  }

  /** Lays it out anew, empty, for the slots that were ever used and a reach; it begins at `at`. Says whether that is as it was. */
  shape(at: Instant, reach: Reach): boolean {
    const { lists } = this;
    const slotsUsed = this.slots.used;
    const { width, buckets } = this.ring;
    lists.room = slotsUsed >= listedMax ? 0 : roomFor(slotsUsed);
    const wanted = lists.room === 0 ? bucketsOfLines : bucketsPerSlot * lists.room;
    this.layOut(at, reach.width(wanted), wanted);
    return this.ring.width === width && wanted === buckets;
  }

  /** Empties it and leaves it as it is otherwise. */
  clear(): void {
    const { from, width, buckets } = this.ring;
    if (buckets > 0) this.layOut(from, width, buckets);
  }

  /** Takes an event in, in any order of arrival, as long as it was only shaped: `openFirst` has to follow. False if it belongs elsewhere. */
  lay(slot: number, at: Instant, arrival: number): boolean {
    if (this.lists.room > 0) return this.lists.lay(slot, at, arrival);
    return this.lines.lay(slot, at, arrival);
  }

  openFirst(): void {
    if (this.lists.room === 0) this.lines.openFirst();
  }

  /** The slot of the first event; 0 if the open bucket is empty. */
  first(): number {
    return this.lists.room > 0 ? this.lists.first() : this.lines.run.first();
  }

  atOf(first: number): Instant {
    const { run } = this.lines;
    return this.lists.room > 0 ? this.lists.instants[first]! : run.instants[run.head]!;
  }

  arrivalOf(first: number): number {
    const { run } = this.lines;
    return this.lists.room > 0 ? this.lists.arrivals[first]! : run.arrivals[run.head]!;
  }

  dropFirst(): void {
    if (this.lists.room > 0) this.lists.dropFirst();
    else this.lines.run.dropFirst();
  }

  /** The open bucket is empty: opens the next one that is not, but goes no further than to the bucket of what comes first elsewhere. */
  advance(elsewhere: Awaiting): void {
    if (this.lists.room > 0) this.lists.ring.advance(elsewhere);
    else if (this.lines.ring.buckets > 0) this.lines.advance(elsewhere);
  }

  /** Adds all its events to a list. */
  listInto(keys: EventKeys): void {
    if (this.lists.room > 0) this.lists.listInto(keys);
    else this.lines.listInto(keys);
  }

  private get ring(): Ring {
    return this.lists.room > 0 ? this.lists.ring : this.lines.ring;
  }

  private layOut(at: Instant, width: number, buckets: number): void {
    if (this.lists.room > 0) this.lists.shape(at, width, buckets);
    else this.lines.shape(at, width, buckets);
  }
}

/** Room for all slots below a number, and some more. */
function roomFor(slots: number): number {
  let room = listedMin;
  while (room <= slots) room *= 2;
  return room;
}
