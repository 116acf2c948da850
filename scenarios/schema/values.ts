/**
 * Leaves for plain values: words, numbers, texts, durations, sizes, names that are being declared.
 * References to names are in `references.ts`. The messages of each use the terms of
 * scenario files.
 */
import * as z from 'zod';
import type { Zone } from '../../model/index.js';
import { durationMax, formatDuration, parseDuration } from '../../sim/index.js';
import { quoted } from '../diagnostic.js';
import { forbiddenNames, limits } from '../limits.js';
import { didYouMean, nameList } from '../near-miss.js';
import { type Reading, readHours, readRate, readSize } from '../units.js';
import { zoneNamed, zoneNames } from '../zones/zones.js';
import { leaf, type Refusal, type Schema } from './leaf.js';

/** A duration in milliseconds; `min` says the shortest that makes sense. */
export function duration(meaning: string, { min = 0 }: { min?: number } = {}): Schema<number> {
  return leaf({
    expected: 'a duration such as "90s" or "1h30m"',
    json: {
      type: 'string',
      description: meaning,
      pattern: durationPattern,
      examples: ['90s', '1h30m'],
    },
    read: (value) => readDuration(value, min),
  });
}

/** Reads a duration or says what is wrong with it; plain numbers have no unit and are refused. */
export function readDuration(value: unknown, min = 0): { value: number } | Refusal {
  if (typeof value === 'number')
    return { message: 'has no unit', hint: `write "${value}s" or "${value}m"` };
  if (typeof value !== 'string') return { message: 'is not a duration' };
  if (/^\d+(\.\d+)?$/.test(value))
    return { message: 'has no unit', hint: `write "${value}s" or "${value}m"` };
  if (/^\s*-\s*\d/.test(value))
    return { message: 'is negative', hint: 'write a duration that is not negative' };
  const ms = parseDuration(value);
  if (ms === undefined && new RegExp(durationPattern).test(value) && !/\d{16}/.test(value))
    return unwritable(value);
  if (ms === undefined)
    return { message: 'is not a duration', hint: 'units are d, h, m, s and ms, largest first' };
  return ms < min
    ? { message: 'is too short', hint: `write at least ${formatDuration(min)}` }
    : { value: ms };
}

/** A duration in form, which is too long, not whole or has its units in a wrong order. */
function unwritable(value: string): Refusal {
  const isOne = /^\s*(\d+)(?:\.\d+)?\s*(d|h|ms|m|s)\s*$/.exec(value);
  const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
  const unit = Object.entries(units).find(([name]) => name === isOne?.[2]);
  if (unit !== undefined && Number(isOne?.[1]) * unit[1] > durationMax)
    return { message: 'is too long', hint: `write at most ${formatDuration(durationMax)}` };
  return {
    message: 'is not a duration',
    hint: `write whole milliseconds, at most ${formatDuration(durationMax)} in all, with the units d, h, m, s and ms in this order`,
  };
}

/** Whole bytes. */
export function size(meaning: string): Schema<number> {
  const json = { type: 'string', description: meaning, examples: ['40 GB', '512 MB'] };
  return measured('a size such as "40 GB"', json, readSize);
}

/** Bytes per second. */
export function rate(meaning: string): Schema<number> {
  const json = { type: 'string', description: meaning, examples: ['250 MB/s'] };
  return measured('a rate such as "250 MB/s"', json, readRate);
}

/** A range of hours of the day, in minutes after midnight. */
export function hours(meaning: string): Schema<{ readonly from: number; readonly to: number }> {
  const json = { type: 'string', description: meaning, examples: ['09:00-17:00'] };
  return measured('a range of hours such as "09:00-17:00"', json, readHours);
}

/** A time zone by its name in the IANA database. */
export function zone(meaning: string): Schema<Zone> {
  return leaf({
    expected: 'a time zone such as "Europe/Berlin" or "UTC"',
    json: { type: 'string', description: meaning, examples: ['America/Los_Angeles', 'UTC'] },
    read: (value) => {
      if (typeof value !== 'string') return { message: 'is not the name of a time zone' };
      const found = zoneNamed(value);
      if (found !== undefined) return { value: found };
      return {
        message: 'is not a known time zone',
        hint: closest(value, zoneNames()),
      };
    },
  });
}

function measured<T>(
  expected: string,
  json: object,
  read: (text: string) => Reading<T>,
): Schema<T> {
  return leaf<T>({
    expected,
    json: { ...json },
    read: (value) => {
      if (typeof value === 'number') return { message: 'has no unit' };
      if (typeof value !== 'string') return { message: 'is not a text with a unit' };
      const reading = read(value);
      return 'value' in reading ? reading : { message: reading.wrong, hint: reading.hint };
    },
  });
}

/** A whole number between two bounds, both included. */
export function count(meaning: string, min: number, max: number): Schema<number> {
  const bounds = max >= limits.wholeNumber ? `of at least ${min}` : `from ${min} to ${max}`;
  return leaf({
    expected: `a whole number ${bounds}`,
    json: { type: 'integer', description: meaning, minimum: min, maximum: max },
    read: (value) => {
      if (typeof value !== 'number') return { message: 'is not a number', ...unquoteHint(value) };
      if (!Number.isSafeInteger(value)) return { message: 'is not a whole number' };
      if (value < min) return { message: 'is too small' };
      return value > max ? { message: 'is too big' } : { value };
    },
  });
}

/** A number above 0. */
export function factor(meaning: string, min: number | undefined, max = 1e9): Schema<number> {
  return leaf({
    expected: `a number above ${min ?? 0} and at most ${max}`,
    json: { type: 'number', description: meaning, exclusiveMinimum: min ?? 0, maximum: max },
    read: (value) => {
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        return { message: 'is not a number', ...unquoteHint(value) };
      }
      return value > (min ?? 0) && value <= max ? { value } : { message: 'is out of range' };
    },
  });
}

/** A number from 0 to a bound, both included. */
export function share(meaning: string, max = 1): Schema<number> {
  return leaf({
    expected: `a number from 0 to ${max}`,
    json: { type: 'number', description: meaning, minimum: 0, maximum: max },
    read: (value) => {
      if (typeof value !== 'number' || !Number.isFinite(value))
        return { message: 'is not a number' };
      return value >= 0 && value <= max ? { value } : { message: 'is out of range' };
    },
  });
}

/** true or false. */
export function flag(meaning: string): Schema<boolean> {
  return leaf({
    expected: 'true or false',
    json: { type: 'boolean', description: meaning },
    read: (value) => (typeof value === 'boolean' ? { value } : { message: 'is not true or false' }),
  });
}

/** One word of a closed list. */
export function word<const Word extends string>(
  meaning: string,
  words: readonly Word[],
): Schema<Word> {
  return leaf({
    expected: words.length > 12 ? nameList(words) : `one of ${words.join(', ')}`,
    json: { enum: [...words], description: meaning },
    read: (value) => {
      const known = words.find((each) => each === value);
      if (known !== undefined) return { value: known };
      return {
        message: 'is not a word that can stand here',
        hint: closest(value, words),
      };
    },
  });
}

/** Free text, not empty unless `min` is 0. */
export function text(meaning: string, min = 1): Schema<string> {
  return leaf({
    expected: 'a text',
    json: { type: 'string', description: meaning, minLength: min, maxLength: limits.textLength },
    read: (value) => {
      if (typeof value !== 'string') return { message: 'is not a text', ...quoteHint(value) };
      if (value.trim().length < min) return { message: 'is empty' };
      return value.length > limits.textLength ? { message: 'is too long' } : { value };
    },
  });
}

/** A mapping of texts to texts; numbers and flags are taken as their texts, as in a properties file. */
export function settings(meaning: string): Schema<Readonly<Record<string, string>>> {
  const value = leaf<string>({
    expected: 'a text, a number, true or false',
    json: { type: ['string', 'number', 'boolean'] },
    read: (written) => {
      if (typeof written === 'string') return { value: written };
      if (typeof written === 'number' || typeof written === 'boolean')
        return { value: String(written) };
      return { message: 'is not a text' };
    },
  });
  return z.record(z.string(), value).meta({ description: meaning });
}

/** A name that is declared here: of a region, a store or a push. */
export function declaredName(meaning: string): Schema<string> {
  return leaf({
    expected: 'a name of letters, digits, ".", "-" and "_"',
    json: { type: 'string', description: meaning, pattern: namePattern.source },
    read: (value) => {
      if (typeof value !== 'string') return { message: 'is not a name', ...quoteHint(value) };
      if (forbiddenNames.includes(value))
        return { message: `${quoted(value)} cannot be used as a name` };
      if (namePattern.test(value)) return { value };
      return {
        message: 'is not a name',
        hint: `begin with a letter or digit; at most ${limits.nameLength} characters`,
      };
    },
  });
}

const namePattern = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,${limits.nameLength - 1}}$`);
const durationPattern = '^\\s*(\\d+(\\.\\d+)?\\s*(d|h|ms|m|s)\\s*)+$';

function closest(value: unknown, words: readonly string[]): string | undefined {
  return typeof value === 'string' ? didYouMean(value, words) : undefined;
}

function quoteHint(value: unknown): { hint?: string } {
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? { hint: `put quotes around it: "${value}"` } : {};
}

function unquoteHint(value: unknown): { hint?: string } {
  return typeof value === 'string' && /^\d+$/.test(value)
    ? { hint: `write ${value} without quotes` }
    : {};
}
