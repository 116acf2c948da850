/**
 * Leaves that refer to what the file declares elsewhere: regions, stores, pushes, and instants within
 * the run. The message about an unknown name lists the declared names and the closest one.
 */
import { formatDuration, type Instant, parseInstant } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { limits } from '../limits.js';
import { didYouMean, nameList } from '../near-miss.js';
import type { Moment } from '../scenario.js';
import { leaf, list, type Refusal, type Schema } from './leaf.js';
import { readDuration } from './values.js';

/** A region of this file. */
export function regionName(meaning: string, known: DeclaredNames): Schema<string> {
  return reference(meaning, { what: 'region', names: known.regions });
}

/** A store of this file. */
export function storeName(meaning: string, known: DeclaredNames): Schema<string> {
  return reference(meaning, { what: 'store', names: known.stores });
}

/** A push of this file's timeline. */
export function pushName(meaning: string, known: DeclaredNames): Schema<string> {
  return reference(meaning, { what: 'push', names: known.pushes });
}

/** A list of different regions of this file, at least one. */
export function regionNames(meaning: string, known: DeclaredNames): Schema<readonly string[]> {
  return list(regionName('a region', known), limits.regions).min(1).meta({ description: meaning });
}

/** A name of a closed list that is not part of the file, such as an invariant. */
export function catalogueName(
  meaning: string,
  what: string,
  names: readonly string[],
): Schema<string> {
  return reference(meaning, { what, names, json: { enum: [...names] } });
}

/** An instant of the run: a duration from its start, or an ISO instant. */
export function moment(meaning: string, known: DeclaredNames): Schema<Instant> {
  return leaf<Instant>({ ...momentWords(meaning), read: (value) => readMoment(value, known) });
}

/** An instant of the run, or `end`. */
export function momentOrEnd(meaning: string, known: DeclaredNames): Schema<Moment> {
  const words = momentWords(meaning);
  return leaf<Moment>({
    ...words,
    expected: `${words.expected}, or end`,
    read: (value) => (value === 'end' ? { value: 'end' } : readMoment(value, known)),
  });
}

function momentWords(meaning: string): { expected: string; json: Record<string, unknown> } {
  return {
    expected: 'a duration from the start such as "5m", or an instant such as 2026-03-02T10:30:00Z',
    json: { type: 'string', description: meaning, examples: ['0s', '5m', '2h30m'] },
  };
}

function readMoment(
  value: unknown,
  { start, horizon }: DeclaredNames,
): { value: Instant } | Refusal {
  if (value === 'end') return { message: 'end can only be used in expectations' };
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  const sinceStart = instant === undefined ? readDuration(value) : { value: instant - start };
  if (!('value' in sinceStart)) return sinceStart;
  if (sinceStart.value < 0) return { message: 'lies before the start of the run' };
  if (horizon !== undefined && sinceStart.value > horizon) {
    return {
      message: 'lies beyond the horizon',
      hint: `the run ends ${formatDuration(horizon)} after its start`,
    };
  }
  return { value: start + sinceStart.value };
}

function expectedName(what: string, names: readonly string[] | undefined): string {
  if (names === undefined) return `the name of a ${what}`;
  return names.length === 0
    ? `a known ${what}, and this file has none: declare it first`
    : `a known ${what}: ${nameList(names)}`;
}

interface Referred {
  readonly what: string;
  readonly names: readonly string[] | undefined;
  readonly json?: Record<string, unknown>;
}

function reference(meaning: string, { what, names, json = {} }: Referred): Schema<string> {
  const declared = new Set(names);
  return leaf({
    expected: expectedName(what, names),
    json: { type: 'string', description: meaning, ...json },
    read: (value) => {
      if (typeof value !== 'string') return { message: `is not the name of a ${what}` };
      if (names === undefined || declared.has(value)) return { value };
      return { message: `is not a known ${what}`, hint: () => didYouMean(value, names) };
    },
  });
}
