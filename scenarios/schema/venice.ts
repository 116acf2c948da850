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
  readSwitch,
  standingOf,
  switches,
} from '../../model/index.js';
import { type Classified, classify, objection } from '../config-files/classify.js';
import { limits } from '../limits.js';
import { didYouMean } from '../near-miss.js';
import { leaf, list, mapping, type Schema, wordedIssue } from './leaf.js';
import { text, word } from './values.js';
import type { Purpose } from './variants.js';

/** The section `venice` as read; switches and keys by name, with the values that code uses. */
export interface WrittenVenice {
  readonly profile: Profile | undefined;
  readonly policy: Policy | undefined;
  readonly preset: 'as-written' | undefined;
  readonly switches: Readonly<Record<string, boolean | string>>;
  readonly config: Readonly<Record<string, boolean | number | string>>;
  /** Keys that it writes and that are without effect. */
  readonly withoutEffect: readonly string[];
}

/** The defaults for a file without the section. */
export const silentVenice: WrittenVenice = {
  profile: undefined,
  policy: undefined,
  preset: undefined,
  switches: {},
  config: {},
  withoutEffect: [],
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
    configFiles: list(
      text("the path of one of Venice's .properties files, relative to this file"),
      limits.configFiles,
    ).optional(),
  }).transform(({ profile, policy, preset, switches: set = {}, config = noConfig }) => ({
    profile,
    policy,
    preset,
    switches: set,
    ...config,
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

type Config = Pick<WrittenVenice, 'config' | 'withoutEffect'>;

const noConfig: Config = { config: {}, withoutEffect: [] };

/** Any key in effect, any text below the prefix for hooks, and any other key of Venice, which is kept apart. */
function configSchema(): Schema<Config> {
  return z.record(z.string(), z.unknown()).transform((written, report) => {
    const config: Record<string, boolean | number | string> = {};
    const withoutEffect: string[] = [];
    for (const [key, value] of Object.entries(written)) {
      const found = classify(key, value);
      if (found.value !== undefined) config[key] = found.value;
      else if (found.standing === 'without effect here') withoutEffect.push(key);
      else report.addIssue({ ...issueOf(found), path: [key] });
    }
    return { config, withoutEffect };
  });
}

function issueOf(found: Classified) {
  if (found.wrong !== undefined) return wordedIssue(found.wrong.message, found.wrong);
  const words = objection(found);
  return wordedIssue(words.message, { ...words, aboutKey: true });
}

function publishedConfig(): Schema<Config> {
  const accepted = configKeys.filter((row) => standingOf(row) !== 'said elsewhere');
  const known = accepted.map(({ key }): [string, Schema] => [
    key,
    z.unknown().meta(published(key)).optional(),
  ]);
  return z
    .object(Object.fromEntries(known))
    .catchall(z.union([z.string(), z.number(), z.boolean()]))
    .meta({
      description: `Venice's own keys, also such as are without effect here; any text below ${hookConstructorPrefix}`,
    })
    .transform(() => noConfig);
}

function published(key: string): Record<string, unknown> {
  const row = configKeyNamed(key);
  return row === undefined
    ? {}
    : { ...jsonType(row), description: described(row), default: row.fallback };
}

function described({ meaning, withoutEffect }: ConfigKey): string {
  return withoutEffect === undefined ? meaning : `Without effect here: ${withoutEffect}.`;
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
