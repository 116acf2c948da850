/**
 * Which buckets of a ring hold anything: a bit each, and a bit for each word of bits, so that the next one is found in a few steps however
 * many empty ones lie between.
 */

/** A set of bucket numbers below a power of two, at least 64. */
export class UsedBuckets {
  /** How many buckets are in the set. */
  count = 0;
  private readonly words: Int32Array;
  private readonly summary: Int32Array;

  constructor(buckets: number) {
    this.words = new Int32Array(buckets >> 5);
    this.summary = new Int32Array(Math.max(1, buckets >> 10));
  }

  /** Adds a bucket that is not in the set. */
  add(bucket: number): void {
    const word = bucket >> 5;
    const bits = this.words[word]!;
    if (bits === 0) this.summary[word >> 5] = this.summary[word >> 5]! | (1 << (word & 31));
    this.words[word] = bits | (1 << (bucket & 31));
    this.count++;
  }

  has(bucket: number): boolean {
    return (this.words[bucket >> 5]! & (1 << (bucket & 31))) !== 0;
  }

  /** Removes a bucket that is in the set. */
  remove(bucket: number): void {
    const word = bucket >> 5;
    const bits = this.words[word]! & ~(1 << (bucket & 31));
    this.words[word] = bits;
    if (bits === 0) this.summary[word >> 5] = this.summary[word >> 5]! & ~(1 << (word & 31));
    this.count--;
  }

  /** The next bucket of the set after one that is not in it, round the ring. The set must not be empty. */
  after(bucket: number): number {
    const word = bucket >> 5;
    const here = this.words[word]! & (-1 << (bucket & 31));
    return here === 0 ? this.inWordsAfter(word) : (word << 5) + lowest(here);
  }

  /** Comes back to the word itself last: what it holds then lies before the bucket that was asked for. */
  private inWordsAfter(word: number): number {
    const { summary, words } = this;
    const next = (word + 1) & (words.length - 1);
    let place = next >> 5;
    let bits = summary[place]! & (-1 << (next & 31));
    while (bits === 0) {
      place = (place + 1) & (summary.length - 1);
      bits = summary[place]!;
    }
    const found = (place << 5) + lowest(bits);
    return (found << 5) + lowest(words[found]!);
  }
}

/** Place of the lowest bit that is set. */
function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
