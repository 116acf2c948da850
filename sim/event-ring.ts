/**
 * The near future as a ring of buckets, each as many milliseconds wide as suits the events: an event goes to its bucket without a look
 * at any other, and a bucket is put in order when its turn comes. Takes only events with tie 0 at whole milliseconds within its
 * reach, and sends away what would cost it a search; the order among its own is by instant, then arrival.
 */
import { BucketLines } from './bucket-lines.js';
import type { EventKeys } from './event-keys.js';
import { EventRun } from './event-run.js';
import type { EventSlots } from './event-slots.js';
import type { Instant } from './instant.js';

/** Buckets from the present on. The first is open: it is in order, as the run. */
export class EventRing<E> {
  /** The open bucket. */
  readonly run: EventRun<E>;
  /** What it cost lately that the buckets did not suit the events. */
  strain = 0;
  /** The instant at which the open bucket begins. */
  from: Instant = 0;
  /** Milliseconds of a bucket, a power of two. */
  width = 1;
  /** Number of buckets, a power of two; 0 before the ring is shaped. */
  buckets = 0;
  private perBucket = 1;
  private cursor = 0;
  private readonly lines = new BucketLines();

  constructor(slots: EventSlots<E>) {
    this.run = new EventRun(slots);
  }

  /** Empties the ring and gives it so many buckets of such a width, the first of which holds `at`. */
  shape(at: Instant, width: number, buckets: number): void {
    this.lines.shape(buckets);
    this.buckets = buckets;
    this.width = width;
    this.perBucket = 1 / width;
    this.from = Math.floor(at / width) * width;
    this.cursor = 0;
    this.run.clear();
    this.strain = 0;
  }

  /** Takes an event with tie 0 in; false if it belongs elsewhere. It must have arrived after all others. */
  place(slot: number, at: Instant, arrival: number): boolean {
    const ahead = (at - this.from) * this.perBucket;
    if (!(ahead >= 0 && ahead < this.buckets) || Math.floor(at) !== at) return false;
    const steps = ahead | 0;
    if (steps === 0) return this.run.add(slot, at, arrival);
    const bucket = (this.cursor + steps) & (this.buckets - 1);
    this.lines.add(bucket, slot, at, arrival);
    return true;
  }

  /** As `place`, in any order of arrival, as long as the ring was only shaped: `openFirst` has to follow. */
  lay(slot: number, at: Instant, arrival: number): boolean {
    const ahead = (at - this.from) * this.perBucket;
    if (!(ahead >= 0 && ahead < this.buckets) || Math.floor(at) !== at) return false;
    this.lines.add(ahead | 0, slot, at, arrival);
    return true;
  }

  /** Puts what was laid into the first bucket in order. */
  openFirst(): void {
    if (this.buckets > 0 && this.lines.used.has(this.cursor)) this.open(this.cursor);
  }

  /** The open bucket is empty: opens the next one that is not, but goes no further than to the bucket of an instant. */
  advance(until: Instant): void {
    const { cursor } = this;
    const { used } = this.lines;
    const found = used.count === 0 ? -1 : used.after(cursor);
    const steps = found < 0 ? Number.POSITIVE_INFINITY : (found - cursor) & (this.buckets - 1);
    const reach = (until - this.from) * this.perBucket;
    if (reach < steps) {
      this.move(Math.floor(reach));
      return;
    }
    this.from += steps * this.width;
    this.cursor = found;
    this.open(found);
  }

  /** Adds all its events to a list. */
  listInto(keys: EventKeys): void {
    this.run.listInto(keys);
    this.lines.listInto(keys);
  }

  private move(steps: number): void {
    if (steps <= 0) return;
    this.from += steps * this.width;
    this.cursor = (this.cursor + steps) & (this.buckets - 1);
  }

  private open(bucket: number): void {
    this.lines.empty(bucket, this.run);
    if (this.run.tail > 1) this.strain += this.run.order() >> 3;
  }
}
