/** The fingerprint of a run: every number counts, in its place, to the last bit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Digest, SimulatorBug, wordNumber } from '../../sim/index.js';

function digestOf(numbers: readonly number[]): string {
  const digest = new Digest();
  for (const number of numbers) digest.mix(number);
  return digest.hex();
}

describe('digest', () => {
  test('fingerprints are frozen: goldens are compared with them', () => {
    expect(digestOf([])).toBe('471e6546acc2566c');
    expect(digestOf([1, 2, 3])).toBe('6a5d47808a5b55c0');
    expect(digestOf([1, 2, 3, 1e12, 0.1, -5.5e300])).toBe('84feb0518005b0c7');
  });

  test('the order of numbers matters', () => {
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
    expect(digestOf([0.5, 1e12])).not.toBe(digestOf([1e12, 0.5]));
  });

  test('how often a number comes matters, zeros too', () => {
    const zeros = [0, 1, 2, 3, 4].map((count) => digestOf(new Array<number>(count).fill(0)));
    expect(new Set(zeros).size).toBe(5);
  });

  test('two numbers that differ in their last bit have two fingerprints', () => {
    expect(digestOf([0.1 + 0.2])).not.toBe(digestOf([0.3]));
    expect(digestOf([2 ** 53 - 1])).not.toBe(digestOf([2 ** 53 - 2]));
    expect(digestOf([Number.MIN_VALUE])).not.toBe(digestOf([0]));
    expect(digestOf([1e300])).not.toBe(digestOf([-1e300]));
    expect(digestOf([2 ** 31])).not.toBe(digestOf([-(2 ** 31)]));
    expect(digestOf([2 ** 32 + 5])).not.toBe(digestOf([5]));
  });

  test('0 and -0 are the same number', () => {
    expect(digestOf([-0])).toBe(digestOf([0]));
  });

  test('different histories have different fingerprints', () => {
    const number = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(fc.array(number, { maxLength: 6 }), (numbers) => {
        const written = JSON.stringify(numbers);
        const digest = digestOf(numbers);
        expect(seen.get(digest) ?? written).toBe(written);
        seen.set(digest, written);
      }),
      { seed: 20_261_007, numRuns: 5_000 },
    );
  });

  test('neighbouring numbers fill 64 bits evenly', () => {
    const ones = new Array<number>(64).fill(0);
    const count = 4_096;
    for (let number = 0; number < count; number += 1) {
      const bits = BigInt(`0x${digestOf([number])}`);
      for (let bit = 0; bit < 64; bit += 1) ones[bit]! += Number((bits >> BigInt(bit)) & 1n);
    }
    // Six standard deviations of a fair coin.
    for (const one of ones) expect(Math.abs(one - count / 2)).toBeLessThan(3 * Math.sqrt(count));
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%d has no place in a digest',
    (value) => {
      expect(() => new Digest().mix(value)).toThrow(SimulatorBug);
    },
  );

  test('reading the fingerprint does not change it', () => {
    const digest = new Digest();
    digest.mix(1);
    expect(digest.hex()).toBe(digest.hex());
  });

  test('a digest restored from a snapshot continues as the original', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })),
        fc.nat(),
        (numbers, cut) => {
          const at = cut % (numbers.length + 1);
          const first = new Digest();
          for (const number of numbers.slice(0, at)) first.mix(number);
          const rest = Digest.restore(structuredClone(first.snapshot()));
          for (const number of numbers.slice(at)) rest.mix(number);
          expect(rest.hex()).toBe(digestOf(numbers));
        },
      ),
      { seed: 20_261_008, numRuns: 300 },
    );
  });
});

describe('the hash of a string', () => {
  test('is frozen', () => {
    expect(wordNumber('leader')).toBe(2_042_774_416);
    expect(wordNumber('')).toBe(-1_421_968_373);
  });

  test('is the same at every call, and fits the fast path of the digest', () => {
    for (const word of ['a', 'b', 'ab', 'ba', 'Zürich', '版本']) {
      expect(wordNumber(word)).toBe(wordNumber(word));
      expect(wordNumber(word) | 0).toBe(wordNumber(word));
    }
  });

  test('differs for ten thousand names of one kind', () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => wordNumber(`replica-${i}`));
    expect(new Set(numbers).size).toBe(10_000);
  });

  test('does not depend on how many strings were hashed before', () => {
    const before = wordNumber('the first word');
    for (let i = 0; i < 70_000; i += 1) wordNumber(`filler ${i}`);
    expect(wordNumber('the first word')).toBe(before);
  });
});
