/**
 * The near future while many events are pending: a ring of buckets, each with its events in lines as they came; a bucket is put in order
 * when its turn comes, as the run. Takes only events with tie 0 at whole milliseconds within its reach, and sends away what would cost
 * it a search; the order among its own is by instant, then arrival.
 */
import { BucketLines } from './bucket-lines.js';
import type { EventKeys } from './event-keys.js';
import { EventRun, type Look } from './event-run.js';
import type { EventSlots } from './event-slots.js';
import type { Instant } from './instant.js';
import { type Awaiting, Ring } from './ring.js';

/** Buckets of events, the open one in order. */
export class EventLines<E> {
  readonly ring = new Ring();
  /** The open bucket. */
  readonly run: EventRun<E>;
  /** What it cost lately to put buckets in order. */
  strain = 0;
  private readonly lines = new BucketLines();

  constructor(slots: EventSlots<E>, look: Look<E>) {
    this.run = new EventRun(slots, look);
  }

  /** Empties it and lays out so many buckets of such a width, the first of which holds `at`. */
  shape(at: Instant, width: number, buckets: number): void {
    this.ring.shape(at, width, buckets);
    this.lines.shape(buckets);
    this.run.clear();
    this.strain = 0;
  }

  /** Takes an event in; false if it belongs elsewhere. It must have arrived after all others. */
  place(slot: number, at: Instant, arrival: number): boolean {
    const { ring } = this;
    const bucket = ring.bucketOf(at);
    if (bucket < 0) return false;
    if (bucket === ring.open) return this.run.add(slot, at, arrival);
    if (this.lines.add(bucket, slot, at, arrival)) ring.used.add(bucket);
    return true;
  }

  /** As `place`, in any order of arrival, as long as it was only shaped: `openFirst` has to follow. */
  lay(slot: number, at: Instant, arrival: number): boolean {
    const bucket = this.ring.bucketOf(at);
    if (bucket < 0) return false;
    if (this.lines.add(bucket, slot, at, arrival)) this.ring.used.add(bucket);
    return true;
  }

  /** Puts what was laid into the first bucket in order. */
  openFirst(): void {
    if (this.lines.has(this.ring.open)) this.order();
  }

  /** The open bucket is empty: opens the next one that is not, but goes no further than to the bucket of what comes first elsewhere. */
  advance(elsewhere: Awaiting): void {
    if (this.ring.advance(elsewhere)) this.order();
  }

  /** Adds all its events to a list. */
  listInto(keys: EventKeys): void {
    this.run.listInto(keys);
    this.lines.listInto(keys);
  }

  private order(): void {
    this.lines.empty(this.ring.open, this.run);
    if (this.run.tail > 1) this.strain += this.run.order() >> 3;
  }
}
