/**
 * How far ahead events are pushed: a few of the latest, and what width of buckets follows from them. Decides about speed alone, never
 * about order, and depends on nothing but the pushes.
 */
import type { EventKeys } from './event-keys.js';
import type { Instant } from './instant.js';

const kept = 64;
/** Of the distances that are kept, those of higher rank are left to the heap; the window is a little wider than the last one. */
const rank = 62;
const room = 1.05;
/** All sums of the ring stay exact below this. */
const spanMax = 2 ** 52;

/** The latest distances between now and the instants of pushed events, one of sixteen. */
export class Reach {
  private readonly distances = new Float64Array(kept);
  private noted = 0;

  /** Notes how far ahead of an instant another one is; that from no instant at all says nothing. */
  note(from: Instant, at: Instant): void {
    const distance = at - from;
    if (distance - distance !== 0) return;
    this.distances[this.noted & (kept - 1)] = distance;
    this.noted++;
  }

  /** As long as too little was noted to go by, what is pending has to do: a sample of it. */
  fill(pending: EventKeys, from: Instant): void {
    const stride = Math.max(1, Math.floor(pending.length / kept));
    for (let i = 0; this.noted < kept && pending.length > 0; i += stride)
      this.note(from, pending.instants[i % pending.length]!);
  }

  /** Milliseconds of a bucket, a power of two, with which so many buckets hold nearly all that is pushed. */
  width(buckets: number): number {
    const sorted = this.distances.map(Math.abs).sort((a, b) => a - b);
    const span = Math.min(sorted[rank]! * room, spanMax);
    let width = 1;
    while (width * buckets <= span) width *= 2;
    return width;
  }
}
