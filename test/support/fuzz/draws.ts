/** Random choices of the fuzzer: the same seed and case give the same input on every machine. */
import alea from 'seedrandom/lib/alea.js';

/** Random choices of one case. */
export class Draws {
  private readonly next: () => number;

  constructor(seed: number, place: number) {
    this.next = alea(`${seed}/${place}`, { state: true });
  }

  /** A whole number from 0 to `below` - 1. */
  upTo(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** True once in `times`. */
  oneIn(times: number): boolean {
    return this.upTo(times) === 0;
  }

  /** An element of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const found = list[this.upTo(list.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** 1 most of the time, sometimes more, up to `most`. */
  few(most: number): number {
    let count = 1;
    while (count < most && this.oneIn(2)) count += 1;
    return count;
  }
}
