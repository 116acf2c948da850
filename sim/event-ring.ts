/**
 * The near future as a ring of buckets, each as many milliseconds wide as suits the events: an event goes to its bucket without a look
 * at any other, and a bucket is put in order when its turn comes. Takes only events with tie 0 at whole milliseconds within its
 * reach, and sends away what would cost it a search; the order among its own is by instant, then arrival.
 */
import { arrivalOffset, type EventSlots, nextOffset } from './event-slots.js';
import type { Instant } from './instant.js';
import { UsedBuckets } from './used-buckets.js';

/** How far an event that belongs into the middle of the open bucket looks for its place. */
const searchMax = 16;
/** A bucket with more events than this, in disorder, is a sign that buckets are too wide. */
const crowd = 8;

/** Buckets from the present on; the first is open: it is in order, and the next event is its head. */
export class EventRing<E> {
  /** First slot of the open bucket; 0 if it is empty. */
  head = 0;
  /** What it cost lately that the buckets did not suit the events. */
  strain = 0;
  /** The instant at which the open bucket begins. */
  from: Instant = 0;
  /** Milliseconds of a bucket, a power of two. */
  width = 1;
  /** Number of buckets, a power of two; 0 before the ring is shaped. */
  buckets = 0;
  private readonly slots: EventSlots<E>;
  private readonly bins = new Int32Array(32);
  private tail = 0;
  private perBucket = 1;
  private cursor = 0;
  private used = new UsedBuckets(64);
  /** The event that came last into each bucket; each leads to the one before it. */
  private lasts = new Int32Array(64);

  constructor(slots: EventSlots<E>) {
    this.slots = slots;
  }

  /** Empties the ring and gives it so many buckets of such a width, the first of which holds `at`. */
  shape(at: Instant, width: number, buckets: number): void {
    if (this.lasts.length < buckets) this.lasts = new Int32Array(buckets);
    else this.lasts.fill(0, 0, this.buckets);
    this.used = new UsedBuckets(buckets);
    this.buckets = buckets;
    this.width = width;
    this.perBucket = 1 / width;
    this.from = Math.floor(at / width) * width;
    this.cursor = 0;
    this.head = 0;
    this.strain = 0;
  }

  /** Takes an event with tie 0 in; false if it belongs elsewhere. It must have arrived after all others with its instant. */
  place(slot: number, at: Instant): boolean {
    const ahead = (at - this.from) * this.perBucket;
    if (!(ahead >= 0 && ahead < this.buckets) || Math.floor(at) !== at) return false;
    const steps = ahead | 0;
    if (steps === 0) return this.placeInOpen(slot, at);
    this.put(slot, (this.cursor + steps) & (this.buckets - 1));
    return true;
  }

  /** As `place`, in any order of arrival, as long as the ring was only shaped: `openFirst` has to follow. */
  lay(slot: number, at: Instant): boolean {
    const ahead = (at - this.from) * this.perBucket;
    if (!(ahead >= 0 && ahead < this.buckets) || Math.floor(at) !== at) return false;
    this.put(slot, ahead | 0);
    return true;
  }

  /** Puts what was laid into the first bucket in order. */
  openFirst(): void {
    if (this.lasts[this.cursor] !== 0) this.open(this.cursor);
  }

  private put(slot: number, bucket: number): void {
    const last = this.lasts[bucket]!;
    this.slots.whole[(slot << 3) + nextOffset] = last;
    this.lasts[bucket] = slot;
    if (last === 0) this.used.add(bucket);
  }

  /** Drops the first event of the open bucket. */
  dropHead(): void {
    this.head = this.slots.whole[(this.head << 3) + nextOffset]!;
  }

  /** The open bucket is empty: opens the next one that is not, but goes no further than to the bucket of an instant. */
  advance(until: Instant): void {
    const { used, cursor, width } = this;
    const reach = Math.floor((until - this.from) * this.perBucket);
    const found = used.count === 0 ? -1 : used.after(cursor);
    const steps = found < 0 ? Number.POSITIVE_INFINITY : (found - cursor) & (this.buckets - 1);
    if (reach < steps) {
      if (reach > 0) this.move(reach);
      return;
    }
    this.from += steps * width;
    this.cursor = found;
    this.open(found);
  }

  private open(bucket: number): void {
    const last = this.lasts[bucket]!;
    this.lasts[bucket] = 0;
    this.used.remove(bucket);
    if (this.slots.whole[(last << 3) + nextOffset] === 0) this.head = this.tail = last;
    else this.order(last);
  }

  private move(steps: number): void {
    this.from += steps * this.width;
    this.cursor = (this.cursor + steps) & (this.buckets - 1);
  }

  private placeInOpen(slot: number, at: Instant): boolean {
    const { wide, whole } = this.slots;
    if (this.head === 0) {
      whole[(slot << 3) + nextOffset] = 0;
      this.head = this.tail = slot;
      return true;
    }
    if (at >= wide[this.tail << 2]!) {
      whole[(slot << 3) + nextOffset] = 0;
      whole[(this.tail << 3) + nextOffset] = slot;
      this.tail = slot;
      return true;
    }
    return this.placeAmong(slot, at);
  }

  /** For an event that is due before the last one of the open bucket. */
  private placeAmong(slot: number, at: Instant): boolean {
    const { wide, whole } = this.slots;
    let before = 0;
    let after = this.head;
    for (let i = 0; i < searchMax; i++) {
      if (at < wide[after << 2]!) {
        whole[(slot << 3) + nextOffset] = after;
        if (before === 0) this.head = slot;
        else whole[(before << 3) + nextOffset] = slot;
        return true;
      }
      before = after;
      after = whole[(after << 3) + nextOffset]!;
    }
    return false;
  }

  /**
   * Puts a bucket in order: what comes ever earlier is turned round as it is read, and the runs are merged by size. Events of one
   * instant lie in the bucket from the last to the first, and so are one run.
   */
  private order(last: number): void {
    const { wide, whole } = this.slots;
    let count = 0;
    let runs = 0;
    let tail = last;
    for (let rest = last; rest !== 0; ) {
      let run = rest;
      if (wide[run << 2]! >= wide[tail << 2]!) tail = this.later(run, tail);
      rest = whole[(run << 3) + nextOffset]!;
      whole[(run << 3) + nextOffset] = 0;
      count++;
      while (rest !== 0 && this.precedes(rest, run)) {
        const next = whole[(rest << 3) + nextOffset]!;
        whole[(rest << 3) + nextOffset] = run;
        run = rest;
        rest = next;
        count++;
      }
      runs++;
      this.keep(run);
    }
    this.tail = tail;
    this.head = this.mergeAll();
    if (runs > 1 && count > crowd) this.strain += count;
  }

  /** Merges a run with those of its size, as one adds one to a binary number. */
  private keep(run: number): void {
    const { bins } = this;
    let merged = run;
    let bin = 0;
    for (; bins[bin] !== 0; bin++) {
      merged = this.merge(bins[bin]!, merged);
      bins[bin] = 0;
    }
    bins[bin] = merged;
  }

  private mergeAll(): number {
    const { bins } = this;
    let merged = 0;
    for (let bin = 0; bin < bins.length; bin++) {
      if (bins[bin] === 0) continue;
      merged = merged === 0 ? bins[bin]! : this.merge(bins[bin]!, merged);
      bins[bin] = 0;
    }
    return merged;
  }

  private merge(one: number, other: number): number {
    const { whole } = this.slots;
    let a = one;
    let b = other;
    let head = 0;
    let tail = 0;
    while (a !== 0 && b !== 0) {
      let least = a;
      if (this.precedes(a, b)) a = whole[(a << 3) + nextOffset]!;
      else {
        least = b;
        b = whole[(b << 3) + nextOffset]!;
      }
      if (tail === 0) head = least;
      else whole[(tail << 3) + nextOffset] = least;
      tail = least;
    }
    whole[(tail << 3) + nextOffset] = a === 0 ? b : a;
    return head;
  }

  private later(a: number, b: number): number {
    return this.precedes(a, b) ? b : a;
  }

  private precedes(a: number, b: number): boolean {
    const { wide } = this.slots;
    const first = wide[a << 2]!;
    const second = wide[b << 2]!;
    if (first !== second) return first < second;
    return wide[(a << 2) + arrivalOffset]! < wide[(b << 2) + arrivalOffset]!;
  }
}
