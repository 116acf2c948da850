/**
 * Incremental 64-bit digest of a run over numbers, in two 32-bit lanes. Runs with equal digests recorded the same facts in the same
 * order. Computed from numbers, never from text, so it is cheap enough to be always enabled. Not a cryptographic hash.
 */
import { SimulatorBug } from './assert.js';

/** A digest as plain data. */
export interface DigestSnapshot {
  readonly high: number;
  readonly low: number;
}

const twoTo32 = 4_294_967_296;
/** Markers that distinguish a wide number from the sequence of small numbers it is mixed in as. */
const wideWhole = 0x57ac1e5d;
const fractional = 0x2f6b0ac3;
const eightBytes = new DataView(new ArrayBuffer(8));

/** An incremental, order-sensitive 64-bit digest. */
export class Digest {
  private high = 0x6a09e667 | 0;
  private low = 0xbb67ae85 | 0;

  /** Mixes in one number. Different finite numbers mix differently, except that 0 and -0 are the same number. */
  mix(value: number): void {
    const small = value | 0;
    if (small === value) this.mixWord(small);
    else this.mixWide(value);
  }

  /** The current digest: 16 hexadecimal digits. */
  hex(): string {
    const high = avalanche(this.high ^ (this.low >>> 15));
    const low = avalanche(this.low ^ high);
    return hexWord(high) + hexWord(low);
  }

  snapshot(): DigestSnapshot {
    return { high: this.high, low: this.low };
  }

  /** Restores a digest from a snapshot. */
  static restore(from: DigestSnapshot): Digest {
    const digest = new Digest();
    digest.high = from.high;
    digest.low = from.low;
    return digest;
  }

  /** Bijective in both lanes: a step loses no bits. */
  private mixWord(word: number): void {
    const high = Math.imul(rotate(this.high, 5) ^ word, 0x9e3779b1);
    this.low = Math.imul(rotate(this.low, 17) + (word ^ high), 0x85ebca77);
    this.high = high ^ (high >>> 15);
  }

  private mixWide(value: number): void {
    if (value - value !== 0) throw noPlace(value);
    if (Number.isSafeInteger(value)) {
      this.mixWord(wideWhole);
      this.mixWord(Math.floor(value / twoTo32) | 0);
      this.mixWord(value | 0);
    } else {
      eightBytes.setFloat64(0, value, true);
      this.mixWord(fractional);
      this.mixWord(eightBytes.getInt32(4, true));
      this.mixWord(eightBytes.getInt32(0, true));
    }
  }
}

/** A separate function keeps the construction of the message out of the hot path. */
function noPlace(value: number): SimulatorBug {
  return new SimulatorBug(`${value} has no place in a digest`);
}

const wordsKeptMax = 65_536;
const wordsKept = new Map<string, number>();

/** Fixed 32-bit hash of a string's code units, cached per string. */
export function wordNumber(text: string): number {
  const known = wordsKept.get(text);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const number = avalanche(hash ^ text.length);
  // Clearing the cache is safe: a hash does not depend on earlier calls.
  if (wordsKept.size >= wordsKeptMax) wordsKept.clear();
  wordsKept.set(text, number);
  return number;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Bijective 32-bit finalizer: every input bit affects all output bits. */
function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hexWord(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
