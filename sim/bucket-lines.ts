/**
 * What the buckets of a ring hold: keys and slots, in lines of a few entries. A bucket grows at its last line; a full one leads to the one
 * before it. Lines are used again, the one left last first. Keeps the order in which entries came and puts nothing in order.
 */
import type { EventKeys } from './event-keys.js';
import type { EventRun } from './event-run.js';
import type { Instant } from './instant.js';

const lineBits = 5;
const lineLength = 1 << lineBits;

/** Entries by bucket. */
export class BucketLines {
  /** For each bucket the place after its last entry; 0 if it is empty. A place is line * lineLength + place in line. */
  private ends = new Int32Array(0);
  /** For each line the one that was filled before it, or the next one that is free. Line 0 is never used: there is none. */
  private chains = new Int32Array(1);
  /** Instant and arrival of each entry, in turn. */
  private keys = new Float64Array(0);
  private entries = new Int32Array(0);
  private linesUsed = 1;
  private freeLine = 0;

  /** Empties it and gives it so many buckets. */
  shape(buckets: number): void {
    if (this.ends.length === buckets) this.ends.fill(0);
    else this.ends = new Int32Array(buckets);
    this.linesUsed = 1;
    this.freeLine = 0;
  }

  /** Whether a bucket holds anything. */
  has(bucket: number): boolean {
    return this.ends[bucket] !== 0;
  }

  /** Adds an entry to a bucket. Says whether it is the first one. */
  add(bucket: number, slot: number, at: Instant, arrival: number): boolean {
    const end = this.ends[bucket]!;
    let place = end;
    if ((place & (lineLength - 1)) === 0) place = this.makeRoom(place);
    this.ends[bucket] = place + 1;
    this.entries[place] = slot;
    this.keys[place << 1] = at;
    this.keys[(place << 1) + 1] = arrival;
    return end === 0;
  }

  /** Moves all entries of a bucket into a run that is empty. */
  empty<E>(bucket: number, run: EventRun<E>): void {
    const place = this.ends[bucket]! - 1;
    const last = place >> lineBits;
    const count = (place & (lineLength - 1)) + 1;
    this.ends[bucket] = 0;
    if (this.chains[last] === 0) run.tail = count;
    else run.begin(this.lengthOf(last, count));
    let end = run.tail - count;
    this.copy(last, count, run, end);
    for (let line = this.leave(last); line !== 0; line = this.leave(line)) {
      end -= lineLength;
      this.copy(line, lineLength, run, end);
    }
  }

  /** Adds all entries to a list. */
  listInto(keys: EventKeys): void {
    for (const end of this.ends) {
      if (end === 0) continue;
      const last = (end - 1) >> lineBits;
      this.listLine(last, end - (last << lineBits), keys);
      for (let line = this.chains[last]!; line !== 0; line = this.chains[line]!)
        this.listLine(line, lineLength, keys);
    }
  }

  private listLine(line: number, count: number, into: EventKeys): void {
    const { keys, entries } = this;
    const start = line << lineBits;
    for (let i = start; i < start + count; i++)
      into.add(entries[i]!, keys[i << 1]!, 0, keys[(i << 1) + 1]!);
  }

  private copy<E>(line: number, count: number, run: EventRun<E>, to: number): void {
    const { keys, entries } = this;
    const start = line << lineBits;
    for (let i = 0; i < count; i++) {
      run.instants[to + i] = keys[(start + i) << 1]!;
      run.arrivals[to + i] = keys[((start + i) << 1) + 1]!;
      run.entries[to + i] = entries[start + i]!;
    }
  }

  private lengthOf(last: number, count: number): number {
    let length = count;
    for (let line = this.chains[last]!; line !== 0; line = this.chains[line]!) length += lineLength;
    return length;
  }

  /** Gives a line back, and says which one was filled before it. */
  private leave(line: number): number {
    const before = this.chains[line]!;
    this.chains[line] = this.freeLine;
    this.freeLine = line;
    return before;
  }

  /** A bucket has no line yet, or no room in its last one: gives it another, and the place at which that begins. */
  private makeRoom(end: number): number {
    const line = this.spareLine();
    this.chains[line] = end === 0 ? 0 : (end - 1) >> lineBits;
    return line << lineBits;
  }

  private spareLine(): number {
    const free = this.freeLine;
    if (free === 0) return this.freshLine();
    this.freeLine = this.chains[free]!;
    return free;
  }

  private freshLine(): number {
    if (this.linesUsed === this.chains.length) this.grow(Math.max(64, this.linesUsed * 2));
    return this.linesUsed++;
  }

  private grow(lines: number): void {
    const { chains, keys, entries } = this;
    this.chains = new Int32Array(lines);
    this.chains.set(chains);
    this.keys = new Float64Array(lines << (lineBits + 1));
    this.keys.set(keys);
    this.entries = new Int32Array(lines << lineBits);
    this.entries.set(entries);
  }
}
