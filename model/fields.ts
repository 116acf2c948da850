/**
 * Field descriptors: how faults, hooks and operator actions declare their parameters as data, once. The scenario layer reads them to
 * validate files and to build the published schema; the command line prints them. Adding a parameter requires only a declaration.
 */
import type { Zone } from './hooks/local-time.js';

/** Field types; the scenario layer converts a file's value into the type named here. */
interface FieldTypes {
  /** A region's name. */
  region: string;
  /** A list of region names. */
  regions: readonly string[];
  /** A store's name. */
  store: string;
  /** The name of a push of the same timeline. */
  push: string;
  /** Whole milliseconds; in files '90s', '1h30m'. */
  duration: number;
  /** A whole number. */
  count: number;
  /** A number above 0, such as 0.25 or 4. */
  factor: number;
  /** One of a closed list of words. */
  word: string;
  /** A list of words of a closed list. */
  words: readonly string[];
  /** Free text. */
  text: string;
  /** true or false. */
  flag: boolean;
  /** Hours of a day, in files '09:00-17:00'; minutes after midnight. */
  hours: { readonly from: number; readonly to: number };
  /** A time zone, in files its IANA name; here its name and its changes of offset. */
  zone: Zone;
  /** A mapping of texts to texts. */
  settings: Readonly<Record<string, string>>;
  /** A list of texts, which may be empty. */
  names: readonly string[];
}

export type FieldType = keyof FieldTypes;

/** One declared parameter. `fallback` makes it optional with a default, `optional` without one. */
export interface Field<T extends FieldType = FieldType, Optional extends boolean = boolean> {
  readonly type: T;
  readonly meaning: string;
  readonly optional: Optional;
  readonly fallback?: FieldTypes[T];
  readonly words?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** The values, as a file writes them, that `explore` draws from; absent = values of the type. Never empty. */
  readonly samples?: readonly unknown[];
}

export type Fields = Readonly<Record<string, Field>>;

/** The values a handler gets for its declared fields. */
export type ValuesOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer O>
    ? O extends true
      ? FieldTypes[T] | undefined
      : FieldTypes[T]
    : never;
};

interface Details<T extends FieldType> {
  readonly words?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly fallback?: FieldTypes[T];
  readonly samples?: readonly unknown[];
}

/** Declares a required parameter, or one with a fallback, which always has a value. */
export function field<T extends FieldType>(
  type: T,
  meaning: string,
  details: Details<T> = {},
): Field<T, false> {
  return { type, meaning, optional: false, ...details };
}

/** Declares a parameter that may be omitted; its value is then undefined. */
export function optionalField<T extends FieldType>(
  type: T,
  meaning: string,
  details: Details<T> = {},
): Field<T, true> {
  return { type, meaning, optional: true, ...details };
}
