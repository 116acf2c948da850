/**
 * Which buckets of a ring may hold anything: a bit each, and a bit for each word of bits, so that the next one is found in a few steps
 * however many empty ones lie between.
 */

/** A set of bucket numbers below a power of two, at least 64. */
export class UsedBuckets {
  private words = new Int32Array(2);
  private summary = new Int32Array(1);

  /** Empties it; from now on it can hold buckets below a number. */
  shape(buckets: number): void {
    this.words = new Int32Array(buckets >> 5);
    this.summary = new Int32Array(Math.max(1, buckets >> 10));
  }

  /** Adds a bucket. */
  add(bucket: number): void {
    const { words, summary } = this;
    const word = bucket >> 5;
    const group = bucket >> 10;
    words[word] = words[word]! | (1 << (bucket & 31));
    summary[group] = summary[group]! | (1 << (word & 31));
  }

  /** Removes a bucket, in the set or not. */
  remove(bucket: number): void {
    const word = bucket >> 5;
    const bits = this.words[word]! & ~(1 << (bucket & 31));
    this.words[word] = bits;
    if (bits === 0) this.summary[word >> 5] = this.summary[word >> 5]! & ~(1 << (word & 31));
  }

  /** The next bucket of the set from one on, round the ring; -1 if the set is empty. */
  next(bucket: number): number {
    const word = bucket >> 5;
    const here = this.words[word]! & (-1 << (bucket & 31));
    return here === 0 ? this.inWordsAfter(word) : (word << 5) + lowest(here);
  }

  /** Comes back to the word itself last: what it holds then lies before the bucket that was asked for. */
  private inWordsAfter(word: number): number {
    const { summary, words } = this;
    const from = (word + 1) & (words.length - 1);
    let group = from >> 5;
    let bits = summary[group]! & (-1 << (from & 31));
    for (let looked = 0; bits === 0; looked++) {
      if (looked === summary.length) return -1;
      group = (group + 1) & (summary.length - 1);
      bits = summary[group]!;
    }
    const found = (group << 5) + lowest(bits);
    return (found << 5) + lowest(words[found]!);
  }
}

/** Place of the lowest bit that is set. */
function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
