/**
 * What the buckets of a ring hold: keys and slots, in lines of a few entries. Each bucket has a line of its own at which it grows; when
 * that is full, its entries move to a spare line and lead a chain. Keeps the order in which entries came and puts nothing in order.
 */
import type { EventKeys } from './event-keys.js';
import type { EventRun } from './event-run.js';
import type { Instant } from './instant.js';
import { UsedBuckets } from './used-buckets.js';

const lineBits = 3;
const lineLength = 1 << lineBits;

/** Entries by bucket. */
export class BucketLines {
  /** The buckets that hold anything. */
  used = new UsedBuckets(64);
  /** Entries in a bucket's own line. */
  private counts = new Int32Array(0);
  /** For a bucket and for a spare line: the spare line that was filled before, 0 if there is none. */
  private chains = new Int32Array(0);
  /** Instant and arrival of each entry, in turn. */
  private keys = new Float64Array(0);
  private entries = new Int32Array(0);
  private linesUsed = 1;
  private freeLine = 0;

  /** Empties it and gives it so many buckets. */
  shape(buckets: number): void {
    this.used = new UsedBuckets(buckets);
    this.counts = new Int32Array(buckets);
    if (this.chains.length < buckets * 2) this.resize(buckets * 2);
    this.chains.fill(0, 0, buckets);
    this.linesUsed = buckets;
    this.freeLine = 0;
  }

  /** Adds an entry to a bucket. */
  add(bucket: number, slot: number, at: Instant, arrival: number): void {
    let count = this.counts[bucket]!;
    if ((count & (lineLength - 1)) === 0) count = this.makeRoom(bucket, count);
    this.counts[bucket] = count + 1;
    const place = (bucket << lineBits) + count;
    this.keys[place << 1] = at;
    this.keys[(place << 1) + 1] = arrival;
    this.entries[place] = slot;
  }

  /** Moves all entries of a bucket into a run that is empty. */
  empty(bucket: number, run: EventRun<unknown>): void {
    const count = this.counts[bucket]!;
    this.counts[bucket] = 0;
    this.used.remove(bucket);
    let chain = this.chains[bucket]!;
    if (chain === 0) {
      run.tail = count;
      this.copy(bucket, count, run, 0);
      return;
    }
    this.chains[bucket] = 0;
    let end = this.chainLength(chain) * lineLength;
    run.begin(end + count);
    this.copy(bucket, count, run, end);
    while (chain !== 0) {
      end -= lineLength;
      this.copy(chain, lineLength, run, end);
      const next = this.chains[chain]!;
      this.chains[chain] = this.freeLine;
      this.freeLine = chain;
      chain = next;
    }
  }

  /** Adds all entries to a list. */
  listInto(keys: EventKeys): void {
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      this.listLine(bucket, this.counts[bucket]!, keys);
      for (let chain = this.chains[bucket]!; chain !== 0; chain = this.chains[chain]!)
        this.listLine(chain, lineLength, keys);
    }
  }

  private listLine(line: number, count: number, into: EventKeys): void {
    const { keys, entries } = this;
    const start = line << lineBits;
    for (let i = start; i < start + count; i++)
      into.add(entries[i]!, keys[i << 1]!, 0, keys[(i << 1) + 1]!);
  }

  private copy(line: number, count: number, run: EventRun<unknown>, to: number): void {
    const { keys, entries } = this;
    const start = line << lineBits;
    for (let i = 0; i < count; i++) {
      run.instants[to + i] = keys[(start + i) << 1]!;
      run.arrivals[to + i] = keys[((start + i) << 1) + 1]!;
      run.entries[to + i] = entries[start + i]!;
    }
  }

  private chainLength(first: number): number {
    let length = 0;
    for (let chain = first; chain !== 0; chain = this.chains[chain]!) length++;
    return length;
  }

  /** The line of a bucket has no entry yet, or no room. */
  private makeRoom(bucket: number, count: number): number {
    if (count === 0) this.used.add(bucket);
    else this.spill(bucket);
    return 0;
  }

  /** A bucket's own line is full: its entries move to a spare one. */
  private spill(bucket: number): void {
    const spare = this.spareLine();
    const { keys, entries, chains } = this;
    const from = bucket << lineBits;
    const to = spare << lineBits;
    for (let i = 0; i < lineLength; i++) entries[to + i] = entries[from + i]!;
    for (let i = 0; i < 2 * lineLength; i++) keys[(to << 1) + i] = keys[(from << 1) + i]!;
    chains[spare] = chains[bucket]!;
    chains[bucket] = spare;
  }

  private spareLine(): number {
    const free = this.freeLine;
    if (free !== 0) {
      this.freeLine = this.chains[free]!;
      return free;
    }
    if (this.linesUsed === this.chains.length) this.resize(this.linesUsed * 2);
    return this.linesUsed++;
  }

  private resize(lines: number): void {
    const { chains, keys, entries } = this;
    this.chains = new Int32Array(lines);
    this.chains.set(chains);
    this.keys = new Float64Array(lines << (lineBits + 1));
    this.keys.set(keys);
    this.entries = new Int32Array(lines << lineBits);
    this.entries.set(entries);
  }
}
