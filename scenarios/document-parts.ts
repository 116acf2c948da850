/** Reads parts of a parsed document leniently: the value, the list or the text under a key, or undefined. */
import { defaultStore } from '../model/index.js';
import { parseDuration, parseInstant } from '../sim/index.js';

/** Whether a value is a mapping: an object and not a list. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a key of a mapping, or undefined. */
export function part(value: unknown, key: string): unknown {
  if (!isMapping(value)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** The entries of a list under a key, or undefined. */
export function entries(value: unknown, key: string): readonly unknown[] | undefined {
  const found = part(value, key);
  return Array.isArray(found) ? found : undefined;
}

/** The text under a key, or undefined. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = part(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** The number under a key, or undefined. */
export function numberAt(value: unknown, key: string): number | undefined {
  const found = part(value, key);
  return typeof found === 'number' ? found : undefined;
}

/** The store of the file that an entry names, if it names one; stores of a fleet are not found. */
export function storeOf(file: unknown, entry: unknown): unknown {
  const name = textAt(entry, 'store');
  if (name === undefined) return undefined;
  return (entries(file, 'stores') ?? []).find((store) => textAt(store, 'name') === name);
}

/** The instant under `at`: since the start, or as a date. */
export function instantAt(entry: unknown, start: number): number | undefined {
  const at = textAt(entry, 'at');
  if (at === undefined) return undefined;
  const after = parseDuration(at);
  return after === undefined ? parseInstant(at) : start + after;
}

/** Replicas of a partition where a store of the file names none; a value that the schema refuses counts as absent. */
export function replicaFactorOf(file: unknown): number {
  const key = part(part(part(file, 'venice'), 'config'), 'default.replica.factor');
  const isSound = typeof key === 'number' && Number.isInteger(key) && key > 0;
  return isSound ? key : defaultStore.replicas;
}
