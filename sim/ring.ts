/**
 * Where instants lie in a ring of buckets, each some milliseconds wide, and which of them comes next. The first bucket is open: events are
 * taken from it. Knows nothing of what a bucket holds.
 */
import type { Instant } from './instant.js';
import { UsedBuckets } from './used-buckets.js';

/** Whatever else events are kept in. */
export interface Awaiting {
  /** When its first event is due; infinity if there is none. */
  readonly firstAt: Instant;
}

/** A window into the future, from the open bucket on. */
export class Ring {
  /** The instant at which the open bucket begins. */
  from: Instant = 0;
  /** Milliseconds of a bucket, a power of two. */
  width = 1;
  /** Number of buckets, a power of two; 0 before the ring is shaped. */
  buckets = 0;
  /** The open bucket. */
  open = 0;
  private perBucket = 1;
  /** Buckets that may hold anything. Those that do must be in it. */
  readonly used = new UsedBuckets();

  /** So many buckets of such a width, all empty, the first of which holds `at`. */
  shape(at: Instant, width: number, buckets: number): void {
    this.used.shape(buckets);
    this.buckets = buckets;
    this.width = width;
    this.perBucket = 1 / width;
    this.from = Math.floor(at / width) * width;
    this.open = 0;
  }

  /** The bucket of an instant; -1 if that lies outside of the window or is no whole millisecond. */
  bucketOf(at: Instant): number {
    const ahead = (at - this.from) * this.perBucket;
    if (!(ahead >= 0 && ahead < this.buckets) || Math.floor(at) !== at) return -1;
    return (this.open + (ahead | 0)) & (this.buckets - 1);
  }

  /**
   * The open bucket is empty: opens the next one that is not, but goes no further than to the bucket of what comes first elsewhere; that one
   * may hold nothing. Says whether it found one.
   */
  advance(elsewhere: Awaiting): boolean {
    const { open, used } = this;
    used.remove(open);
    const found = used.next(open);
    const steps = found < 0 ? Number.POSITIVE_INFINITY : (found - open) & (this.buckets - 1);
    const reach = Math.floor((elsewhere.firstAt - this.from) * this.perBucket);
    if (reach < steps) {
      if (reach > 0) this.move(reach);
      return false;
    }
    if (found < 0) return false;
    this.move(steps);
    return true;
  }

  private move(steps: number): void {
    this.from += steps * this.width;
    this.open = (this.open + steps) & (this.buckets - 1);
  }
}
