/**
 * The near future as a ring of buckets, each as many milliseconds wide as suits the events: an event goes to its bucket without a look
 * at any other, and a bucket is put in order when its turn comes. Takes only events with tie 0 at whole milliseconds within its
 * reach, and sends away what would cost it a search; the order among its own is by instant, then arrival.
 */
import { EventRun } from './event-run.js';
import type { EventSlots } from './event-slots.js';
import type { Instant } from './instant.js';
import { UsedBuckets } from './used-buckets.js';

/** A line of memory holds how many slots it has, the line that follows it, and the slots. */
const lineBits = 4;
const slotsAt = 2;
const slotsOfLine = (1 << lineBits) - slotsAt;

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
  private used = new UsedBuckets(64);
  /** A line for each bucket, and then lines for what they have no room for, all of them full. */
  private lines = new Int32Array(0);
  private linesUsed = 0;
  private freeLine = 0;

  constructor(slots: EventSlots<E>) {
    this.run = new EventRun(slots);
  }

  /** Empties the ring and gives it so many buckets of such a width, the first of which holds `at`. */
  shape(at: Instant, width: number, buckets: number): void {
    const room = (buckets + (buckets >> 2)) << lineBits;
    if (this.lines.length < room) this.lines = new Int32Array(room);
    else this.lines.fill(0, 0, Math.max(this.buckets, buckets) << lineBits);
    this.linesUsed = buckets;
    this.freeLine = 0;
    this.used = new UsedBuckets(buckets);
    this.buckets = buckets;
    this.width = width;
    this.perBucket = 1 / width;
    this.from = Math.floor(at / width) * width;
    this.cursor = 0;
    this.run.clear();
    this.strain = 0;
  }

  /** Takes an event with tie 0 in; false if it belongs elsewhere. It must have arrived after all others with its instant. */
  place(slot: number, at: Instant): boolean {
    const ahead = (at - this.from) * this.perBucket;
    if (!(ahead >= 0 && ahead < this.buckets) || Math.floor(at) !== at) return false;
    const steps = ahead | 0;
    if (steps === 0) return this.run.add(slot, at);
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
    if (this.lines[this.cursor << lineBits] !== 0) this.open(this.cursor);
  }

  /** The open bucket is empty: opens the next one that is not, but goes no further than to the bucket of an instant. */
  advance(until: Instant): void {
    const { used, cursor } = this;
    const reach = Math.floor((until - this.from) * this.perBucket);
    const found = used.count === 0 ? -1 : used.after(cursor);
    const steps = found < 0 ? Number.POSITIVE_INFINITY : (found - cursor) & (this.buckets - 1);
    if (reach < steps) {
      if (reach > 0) this.move(reach);
      return;
    }
    this.from += steps * this.width;
    this.cursor = found;
    this.open(found);
  }

  private move(steps: number): void {
    this.from += steps * this.width;
    this.cursor = (this.cursor + steps) & (this.buckets - 1);
  }

  private put(slot: number, bucket: number): void {
    const line = bucket << lineBits;
    let count = this.lines[line]!;
    if (count === 0) this.used.add(bucket);
    else if (count === slotsOfLine) {
      this.spill(line);
      count = 0;
    }
    this.lines[line + slotsAt + count] = slot;
    this.lines[line] = count + 1;
  }

  /** The line of a bucket is full: its slots move to a line of their own, which goes before the ones that moved earlier. */
  private spill(line: number): void {
    const spare = this.spareLine();
    const { lines } = this;
    const earlier = lines[line + 1]!;
    lines.copyWithin(spare + slotsAt, line + slotsAt, line + slotsAt + slotsOfLine);
    lines[spare] = earlier === 0 ? 1 : lines[earlier]! + 1;
    lines[spare + 1] = earlier;
    lines[line + 1] = spare;
  }

  private spareLine(): number {
    const free = this.freeLine;
    if (free !== 0) {
      this.freeLine = this.lines[free + 1]!;
      return free;
    }
    const line = this.linesUsed++ << lineBits;
    if (line >= this.lines.length) {
      const { lines } = this;
      this.lines = new Int32Array(lines.length * 2);
      this.lines.set(lines);
    }
    return line;
  }

  private open(bucket: number): void {
    const line = bucket << lineBits;
    const { lines } = this;
    this.used.remove(bucket);
    if (lines[line + 1] === 0) this.run.fill(lines, line + slotsAt, lines[line]!);
    else this.openMany(line);
    lines[line] = 0;
  }

  /** Lines lead from the latest to the earliest, and so the run is filled from its end. */
  private openMany(line: number): void {
    const { lines, run } = this;
    const count = lines[line]!;
    let spilled = lines[line + 1]!;
    lines[line + 1] = 0;
    let end = lines[spilled]! * slotsOfLine;
    run.begin(end + count);
    for (let i = 0; i < count; i++) run.entries[end + i] = lines[line + slotsAt + i]!;
    while (spilled !== 0) {
      end -= slotsOfLine;
      for (let i = 0; i < slotsOfLine; i++) run.entries[end + i] = lines[spilled + slotsAt + i]!;
      const next = lines[spilled + 1]!;
      lines[spilled + 1] = this.freeLine;
      this.freeLine = spilled;
      spilled = next;
    }
    if (run.order()) this.strain += run.tail;
  }
}
