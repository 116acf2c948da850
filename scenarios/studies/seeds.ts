/**
 * The seeds of a study: `1..1000`, or names and ranges separated by commas. Every cell of a study runs the same seeds in the same order, so
 * that differences between variants are not caused by different seeds. Pure.
 */
import { limits } from '../limits.js';
import { StudyError } from './study-error.js';
import type { Shard } from './study-result.js';

/** Seeds that one study may have. */
const seedsMax = 1_000_000;

/** The seeds that a text stands for, in its order. Throws StudyError. */
export function readSeeds(text: string): string[] {
  const seeds = text.split(',').flatMap((part) => readPart(part.trim(), text));
  const different = new Set(seeds);
  if (different.size < seeds.length)
    throw new StudyError(`--seeds ${text} names a seed twice`, {
      hint: 'each seed is run once; name each once',
    });
  if (seeds.length > seedsMax) throw tooMany(text, seeds.length);
  return seeds;
}

/** The shard of `--shard I/N`. Throws StudyError. */
export function readShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim());
  const [number, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || of < 1 || number < 1 || number > of)
    throw new StudyError(`--shard ${text} is no part of a whole`, {
      expected: 'I/N with I from 1 to N, such as 2/3',
    });
  return { number, of };
}

/** The seeds of a shard: every N-th, so that no shard has only the late ones. */
export function seedsOfShard(seeds: readonly string[], shard: Shard | undefined): string[] {
  if (shard === undefined) return [...seeds];
  return seeds.filter((_, index) => index % shard.of === shard.number - 1);
}

function readPart(part: string, text: string): string[] {
  const range = /^(\d{1,15})\.\.(\d{1,15})$/.exec(part);
  if (range === null) return [readName(part, text)];
  const [from, to] = [Number(range[1]), Number(range[2])];
  if (to < from)
    throw new StudyError(`--seeds ${text}: ${part} runs backwards`, {
      hint: `write ${to}..${from}`,
    });
  if (to - from >= seedsMax) throw tooMany(text, to - from + 1);
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

function readName(part: string, text: string): string {
  const isNear = /\.\.|^\d+\s*[-:…]\s*\d+$/.test(part);
  if (part !== '' && part.length <= limits.nameLength && !isNear) return part;
  throw new StudyError(`--seeds ${text}: "${part}" is no seed and no range of seeds`, {
    expected: 'a range such as 1..1000, or seeds separated by commas',
  });
}

function tooMany(text: string, found: number): StudyError {
  return new StudyError(`--seeds ${text} are too many`, {
    expected: `at most ${seedsMax} seeds`,
    found: String(found),
    hint: 'spread them over several studies',
  });
}
