/**
 * Entries of several sorts, distinguished by a key that only one sort has (`fault`, `push`,
 * `status`, …), and for some by the value of that key. An entry is checked against that one sort only,
 * so that messages name only the keys of that sort.
 */
import * as z from 'zod';
import { foundText } from '../diagnostic.js';
import { part } from '../document-parts.js';
import { didYouMean, nameList } from '../near-miss.js';
import { readWith, type Schema, wordedIssue } from './leaf.js';

/**
 * One sort: the key that identifies it, the value of that key if it matters, and the schema of the
 * entry. There are many sorts and a file has few of them, so a schema is made when an entry needs it.
 */
export interface Variant<T> {
  readonly key: string;
  readonly word?: string;
  schema(): Schema<T>;
}

/** `checked`: a schema that reads files. `published`: the plain union, for the JSON Schema that editors use. */
export type Purpose = 'checked' | 'published';

/**
 * An entry of one of the sorts. `what` names it in messages. Earlier sorts win when several keys are
 * there.
 */
export function oneOf<T>(
  what: string,
  variants: readonly Variant<T>[],
  purpose: Purpose,
): Schema<T> {
  if (purpose === 'published') return z.union(variants.map((variant) => variant.schema()));
  const made = new Map<Variant<T>, Schema<T>>();
  return z.unknown().transform((entry, report): T => {
    const picked = pick(what, variants, entry);
    if ('problem' in picked) {
      report.addIssue(picked.problem);
      return z.NEVER;
    }
    const { variant } = picked;
    const schema = made.get(variant) ?? variant.schema();
    made.set(variant, schema);
    return readThrough(schema, entry, report);
  });
}

/** A short form (a text) or a long form (a mapping) of the same thing. */
export function scalarOrObject<T>(
  makeShort: () => Schema<T>,
  makeLong: () => Schema<T>,
  purpose: Purpose,
): Schema<T> {
  if (purpose === 'published') return z.union([makeShort(), makeLong()]);
  let short: Schema<T> | undefined;
  let long: Schema<T> | undefined;
  return z.unknown().transform((value, report): T => {
    const isLong = typeof value === 'object' && value !== null;
    if (isLong) long ??= makeLong();
    else short ??= makeShort();
    return readThrough((isLong ? long : short) ?? makeShort(), value, report);
  });
}

/** A section that many files lack: for checking, its schema is made when a file has it. */
export function section<T>(make: () => Schema<T>, purpose: Purpose): Schema<T> {
  if (purpose === 'published') return make();
  let made: Schema<T> | undefined;
  return z.unknown().transform((value, report): T => {
    made ??= make();
    return readThrough(made, value, report);
  });
}

type Report = z.core.$RefinementCtx<unknown>;

function readThrough<T>(schema: Schema<T>, value: unknown, report: Report): T {
  const read = readWith(schema, value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) report.addIssue({ ...issue });
  return z.NEVER;
}

type Picked<T> =
  | { readonly variant: Variant<T> }
  | { readonly problem: { code: 'custom'; message: string; path?: string[] } };

function pick<T>(what: string, variants: readonly Variant<T>[], entry: unknown): Picked<T> {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return {
      problem: wordedIssue(`is not ${what}`, { expected: 'a mapping such as { key: value }' }),
    };
  }
  const keys = [...new Set(variants.map(({ key }) => key))];
  const key = keys.find((each) => part(entry, each) !== undefined);
  if (key === undefined) return { problem: noKey(what, keys, Object.keys(entry)) };
  const ofKey = variants.filter((variant) => variant.key === key);
  const written = part(entry, key);
  const variant = ofKey.find(({ word }) => word === undefined || word === written);
  return variant === undefined ? { problem: unknownWord(key, ofKey, written) } : { variant };
}

function noKey(what: string, keys: readonly string[], written: readonly string[]) {
  const near = written.flatMap((key) => {
    const found = didYouMean(key, keys);
    return found === undefined ? [] : [`${key}: ${found}`];
  });
  return wordedIssue(`is not ${what}`, {
    expected: `one of the keys ${keys.join(', ')}`,
    hint: near[0],
  });
}

function unknownWord<T>(key: string, variants: readonly Variant<T>[], written: unknown) {
  const words = variants.flatMap(({ word }) => (word === undefined ? [] : [word]));
  const hint = typeof written === 'string' ? didYouMean(written, words) : undefined;
  const issue = wordedIssue(`is not a known ${key}`, {
    expected: `one of ${nameList(words)}`,
    hint,
  });
  return { ...issue, path: [key], input: foundText(written) };
}
