/**
 * Declaration of a configuration key: name and default as in Venice, type of value and description. The
 * lists in this folder declare the keys.
 */
import type { Profile } from '../switches/declaration.js';

/**
 * What a key's value is; numbers of `milliseconds`, `seconds` and `minutes` are whole and without unit,
 * as Venice writes them.
 */
export type ConfigKind =
  | 'boolean'
  | 'count'
  | 'ratio'
  | 'milliseconds'
  | 'seconds'
  | 'minutes'
  | 'text'
  | 'word';

/** A key's value in code. */
export type ConfigValue = boolean | number | string;

/** One key. */
export interface ConfigKey<Name extends string = string, Value extends ConfigValue = ConfigValue> {
  readonly key: Name;
  readonly kind: ConfigKind;
  readonly fallback: Value;
  readonly meaning: string;
  /** Smallest value of a number. */
  readonly min?: number;
  /** The allowed values of a `word`. */
  readonly words?: readonly string[];
  /** Profile-specific defaults that differ from Venice's. */
  readonly byProfile?: Readonly<Partial<Record<Profile, Value>>>;
  /** Why the key decides nothing in the simulator; absent for a key in effect. */
  readonly withoutEffect?: string;
  /** What a scenario writes in place of the key; absent for a key in effect. */
  readonly saidElsewhere?: string;
}

/** One of the three kinds of keys: whether it decides something in the simulator. */
export type Standing = 'in effect' | 'without effect here' | 'said elsewhere';

/** The kind of a key. */
export function standingOf({ withoutEffect, saidElsewhere }: ConfigKey): Standing {
  if (saidElsewhere !== undefined) return 'said elsewhere';
  return withoutEffect === undefined ? 'in effect' : 'without effect here';
}

/** A key that decides nothing in the simulator, and why. */
export function withoutEffect(row: ConfigKey, why: string): ConfigKey {
  return { ...row, withoutEffect: why };
}

/** A key whose place is elsewhere in a scenario, and what to write there. */
export function saidElsewhere(row: ConfigKey, what: string): ConfigKey {
  return { ...row, saidElsewhere: what };
}

type Maker<Value extends ConfigValue> = <const Name extends string>(
  key: Name,
  fallback: Value,
  meaning: string,
  extras?: Extras<Value>,
) => ConfigKey<Name, Value>;

interface Extras<Value extends ConfigValue> {
  readonly min?: number;
  readonly byProfile?: Readonly<Partial<Record<Profile, Value>>>;
}

/** A key that is true or false. */
export const flag: Maker<boolean> = (key, fallback, meaning, extras) => {
  return { key, kind: 'boolean', fallback, meaning, ...extras };
};

/** A key that takes any text. */
export const text: Maker<string> = (key, fallback, meaning) => {
  return { key, kind: 'text', fallback, meaning };
};

/** Makers of keys with a number, 0 or more unless they say otherwise; `ratio` alone takes fractions. */
export const count = numbers('count');
export const ratio = numbers('ratio');
export const milliseconds = numbers('milliseconds');
export const seconds = numbers('seconds');
export const minutes = numbers('minutes');

/** A key that takes one of Venice's enum values, the default first. */
export function word<const Name extends string, const Word extends string>(
  key: Name,
  words: readonly [Word, ...Word[]],
  meaning: string,
): ConfigKey<Name, Word> {
  return { key, kind: 'word', fallback: words[0], meaning, words };
}

function numbers(kind: ConfigKind): Maker<number> {
  return (key, fallback, meaning, extras) => ({ key, kind, fallback, meaning, min: 0, ...extras });
}
