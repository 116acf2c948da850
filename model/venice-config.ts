/**
 * Venice's configuration keys that the simulator supports, with default, type and meaning, and the
 * resolution of a scenario's overrides over the profile's defaults. Key names are identical to Venice's.
 */
import type { Profile } from './switches/declaration.js';
import { clientKeys } from './venice-config/client-keys.js';
import { controllerKeys } from './venice-config/controller-keys.js';
import type { ConfigKey, ConfigKind, ConfigValue } from './venice-config/declaration.js';
import { keysSaidElsewhere, keysWithoutEffect } from './venice-config/other-keys.js';
import { otherVeniceNames, reasonWithoutEffect } from './venice-config/venice-names.js';

export { type Standing, standingOf } from './venice-config/declaration.js';
export { configSource } from './venice-config/read-by.js';
export type { ConfigKey };

/** Every key that decides something, controllers first. */
export const keysInEffect = [
  ...controllerKeys,
  ...clientKeys,
] as const satisfies readonly ConfigKey[];

/** Every key of the catalogue: those in effect, those without effect here, those that are said elsewhere. */
export const configKeys: readonly ConfigKey[] = [
  ...keysInEffect,
  ...keysWithoutEffect,
  ...keysSaidElsewhere,
];

type Row = (typeof keysInEffect)[number];

/** The name of a known key. */
type ConfigName = Row['key'];

/** All keys in effect with their values: plain data, `configuration['poll.job.status.interval.ms']`. */
export type Configuration = { readonly [R in Row as R['key']]: R['fallback'] };

/** Keys with this prefix are passed to the constructors of hooks, without the prefix. */
export const hookConstructorPrefix = 'venice.store.lifecycle.hooks.configs.';

/** A scenario's overrides: any key in effect, and any text key with the prefix for hooks. */
export type ConfigurationOverrides = {
  readonly [Name in ConfigName]?: Configuration[Name] | undefined;
} & {
  readonly [name: `venice.store.lifecycle.hooks.configs.${string}`]: string | undefined;
};

/** The value of every key: the scenario's, else the profile's, else Venice's default. */
export function veniceConfig(
  profile: Profile,
  overrides: ConfigurationOverrides = {},
): Configuration {
  // Built at once, so that V8 keeps a fast-mode object.
  const resolved: Record<string, ConfigValue> = Object.fromEntries(
    keysInEffect.map((row) => [row.key, overrides[row.key] ?? profileDefault(row, profile)]),
  );
  // Safe: every key of the list was visited, and overrides are typed by key.
  return resolved as Configuration;
}

/**
 * The constructor configuration of hooks: the overrides with the prefix, which is removed.
 */
export function hookConstructorValues(
  overrides: ConfigurationOverrides,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(overrides)
      .filter(([name]) => name.startsWith(hookConstructorPrefix))
      .map(([name, value]) => [name.slice(hookConstructorPrefix.length), String(value)]),
  );
}

/** The row of a key of the catalogue, or of another key that Venice reads; undefined for an unknown one. */
export function configKeyNamed(name: string): ConfigKey | undefined {
  const row = byName.get(name);
  if (row !== undefined) return row;
  const why = reasonWithoutEffect(name);
  const meaning = 'A key that Venice reads.';
  if (why === undefined) return undefined;
  return { key: name, kind: 'text', fallback: '', meaning, withoutEffect: why };
}

/** Every name that is read, for near misses: keys in effect first. */
export function configNames(): readonly string[] {
  return [...byName.keys(), ...otherVeniceNames()];
}

/** Whether a key holds a secret, so that its value is never shown. */
export function isSecretKey(name: string): boolean {
  return /password|secret|key|token|ssl/i.test(name);
}

/**
 * The result of parsing one key. `expected` describes the accepted values; `why` says why a key decides nothing, `write` what a scenario
 * writes in its place.
 */
export type ReadConfig =
  | { readonly kind: 'read'; readonly value: ConfigValue }
  | { readonly kind: 'without-effect'; readonly why: string }
  | { readonly kind: 'said-elsewhere'; readonly write: string }
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'wrong-value'; readonly expected: string };

/**
 * Parses a key's value; text is used unchanged, and numbers may come as digits in text, as in a
 * properties file.
 */
export function readConfigValue(name: string, value: unknown): ReadConfig {
  if (name.startsWith(hookConstructorPrefix)) return readAs('text', value, 'text');
  const row = configKeyNamed(name);
  if (row === undefined) return { kind: 'unknown-key' };
  if (row.saidElsewhere !== undefined) return { kind: 'said-elsewhere', write: row.saidElsewhere };
  if (row.withoutEffect !== undefined) return { kind: 'without-effect', why: row.withoutEffect };
  const expected = expectedOf(row);
  const read = readAs(row.kind, value, expected);
  if (read.kind !== 'read') return read;
  const tooSmall = typeof read.value === 'number' && row.min !== undefined && read.value < row.min;
  const unknownWord = row.words !== undefined && !row.words.some((known) => known === read.value);
  return tooSmall || unknownWord ? { kind: 'wrong-value', expected } : read;
}

function readAs(kind: ConfigKind, value: unknown, expected: string): ReadConfig {
  const found =
    kind === 'boolean'
      ? readBoolean(value)
      : kind === 'text' || kind === 'word'
        ? readText(value)
        : readNumber(kind, value);
  return found === undefined ? { kind: 'wrong-value', expected } : { kind: 'read', value: found };
}

function readBoolean(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function readNumber(kind: ConfigKind, value: unknown): number | undefined {
  const read =
    typeof value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) return undefined;
  return kind === 'ratio' || Number.isSafeInteger(read) ? read : undefined;
}

function expectedOf(row: ConfigKey): string {
  if (row.words !== undefined) return `one of ${row.words.join(', ')}`;
  if (row.kind === 'boolean') return 'true or false';
  if (row.kind === 'text') return 'text';
  const unit = row.kind === 'count' || row.kind === 'ratio' ? '' : ` of ${row.kind}`;
  const noun = row.kind === 'ratio' ? 'a number' : 'a whole number';
  return row.min === undefined ? `${noun}${unit}` : `${noun}${unit}, ${row.min} or more`;
}

function profileDefault(row: ConfigKey, profile: Profile): ConfigValue {
  return row.byProfile?.[profile] ?? row.fallback;
}

const byName: ReadonlyMap<string, ConfigKey> = new Map(
  configKeys.map((row): [string, ConfigKey] => [row.key, row]),
);
