/**
 * The section `venice`: profile, policy, switches by name and Venice's own configuration keys. Reads
 * values only; `resolve-venice.ts` checks whether a switch has an effect in the chosen profile, together
 * with the command line.
 */
import * as z from 'zod';
import {
  type ConfigKey,
  configKeyNamed,
  configKeys,
  hookConstructorPrefix,
  type Policy,
  type Profile,
  policies,
  profiles,
  readConfigValue,
  readSwitch,
  switches,
} from '../../model/index.js';
import { didYouMean } from '../near-miss.js';
import { leaf, mapping, type Refusal, type Schema, wordedIssue } from './leaf.js';
import { word } from './values.js';
import type { Purpose } from './variants.js';

/** The section `venice` as read; switches and keys by name, with the values that code uses. */
export interface WrittenVenice {
  readonly profile: Profile | undefined;
  readonly policy: Policy | undefined;
  readonly preset: 'as-written' | undefined;
  readonly switches: Readonly<Record<string, boolean | string>>;
  readonly config: Readonly<Record<string, boolean | number | string>>;
}

/** The defaults for a file without the section. */
export const silentVenice: WrittenVenice = {
  profile: undefined,
  policy: undefined,
  preset: undefined,
  switches: {},
  config: {},
};

/** The section `venice`. */
export function veniceSchema(purpose: Purpose): Schema<WrittenVenice> {
  return mapping({
    profile: word(
      'which Venice: as the design specifies, as the code does, or without both features',
      profiles,
    ).optional(),
    policy: word(
      "one of the design document's options; C is the accepted one",
      policies,
    ).optional(),
    preset: word(
      'as-written: the promises of the design by their letter, without the repairs of as-designed',
      ['as-written'] as const,
    ).optional(),
    switches: switchesSchema().optional(),
    config: (purpose === 'checked' ? configSchema() : publishedConfig()).optional(),
  }).transform(({ profile, policy, preset, switches: set = {}, config = {} }) => ({
    profile,
    policy,
    preset,
    switches: set,
    config,
  }));
}

function switchesSchema(): Schema<Readonly<Record<string, boolean | string>>> {
  const bricks = switches.map((row): [string, Schema<boolean | string | undefined>] => [
    row.name,
    switchSchema(row).optional(),
  ]);
  return mapping(Object.fromEntries(bricks)).transform((written) => {
    const set: Record<string, boolean | string> = {};
    for (const [name, value] of Object.entries(written)) if (value !== undefined) set[name] = value;
    return set;
  });
}

type SwitchRow = (typeof switches)[number];

function switchSchema({ name, values, meaning }: SwitchRow): Schema<boolean | string> {
  const words = values.join(', ');
  const isPlain = values.some((each) => each === 'on') && values.some((each) => each === 'off');
  return leaf({
    expected: `one of ${words}`,
    json: { enum: isPlain ? [...values, true, false] : [...values], description: meaning },
    read: (value) => {
      const read = readSwitch(name, value);
      if (read.kind === 'read') return { value: read.value };
      return { message: `is not a value of the switch ${name}`, hint: nearHint(value, values) };
    },
  });
}

type Config = Readonly<Record<string, boolean | number | string>>;

/** Any known key, and any text below the prefix for hooks. */
function configSchema(): Schema<Config> {
  return z.record(z.string(), z.unknown()).transform((written, report) => {
    const read: Record<string, boolean | number | string> = {};
    for (const [key, value] of Object.entries(written)) {
      const answer = readKey(key, value);
      if ('value' in answer) read[key] = answer.value;
      else report.addIssue({ ...wordedIssue(answer.message, answer), path: [key] });
    }
    return read;
  });
}

function readKey(
  key: string,
  value: unknown,
): { value: boolean | number | string } | (Refusal & { expected?: string; aboutKey?: boolean }) {
  const read = readConfigValue(key, value);
  switch (read.kind) {
    case 'read':
      return { value: read.value };
    case 'wrong-value':
      return { message: `is not a value of ${key}`, expected: read.expected };
    case 'unknown-key':
      return { ...unknownKey(key), aboutKey: true };
  }
}

function unknownKey(key: string): Refusal & { expected: string } {
  const near = didYouMean(
    key,
    configKeys.map((row) => row.key),
  );
  return {
    message: `no Venice configuration key that the simulator uses is called ${key}`,
    expected: "one of Venice's keys that `pushsim list config` shows",
    hint: near,
  };
}

function publishedConfig(): Schema<Config> {
  const known = configKeys.map(({ key }): [string, Schema] => [
    key,
    z.unknown().meta(published(key)).optional(),
  ]);
  return z
    .object(Object.fromEntries(known))
    .catchall(z.string())
    .meta({ description: `Venice's own keys; any text below ${hookConstructorPrefix}` })
    .transform(() => ({}));
}

function published(key: string): Record<string, unknown> {
  const row = configKeyNamed(key);
  return row === undefined
    ? {}
    : { ...jsonType(row), description: row.meaning, default: row.fallback };
}

function jsonType({ kind, words, min }: ConfigKey): Record<string, unknown> {
  if (words !== undefined) return { enum: [...words] };
  if (kind === 'boolean') return { enum: [true, false, 'true', 'false'] };
  if (kind === 'text' || kind === 'word') return { type: 'string' };
  return {
    type: kind === 'ratio' ? 'number' : 'integer',
    ...(min === undefined ? {} : { minimum: min }),
  };
}

function nearHint(value: unknown, words: readonly string[]): string | undefined {
  return typeof value === 'string' ? didYouMean(value, words) : undefined;
}
