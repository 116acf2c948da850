/**
 * Text configuration of hooks as in VIP-4: a key `<hook>.<field>` in the constructor's configuration or in a store's overrides replaces the
 * scenario's value of that field. Texts are parsed by the field's declaration.
 */
import { parseDuration } from '../../sim/index.js';
import type { Field, Fields } from '../fields.js';
import type { Zone } from './local-time.js';

type Texts = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, unknown>>;

/** What a text may name: regions, stores and pushes of the scenario, and the time zones that its texts mention. */
export interface Nameable {
  readonly regions: readonly string[];
  readonly stores: readonly string[];
  readonly pushes: readonly string[];
  readonly zones: Readonly<Record<string, Zone>>;
}

/** The field values of a hook under a configuration. Texts that cannot be read are refused before they get here. */
export function valuesUnder(
  { hook, fields }: Named,
  values: Values,
  { config, nameable }: { readonly config: Texts; readonly nameable: Nameable },
): Values {
  const entries = Object.entries(config);
  if (entries.length === 0) return values;
  const changed: Record<string, unknown> = { ...values };
  for (const [key, text] of entries) {
    const field = fieldOf(hook, fields, key);
    if (field === undefined) continue;
    const value = readText(field.field, text, nameable);
    if (value !== undefined) changed[field.name] = value;
  }
  return changed;
}

interface Named {
  readonly hook: string;
  readonly fields: Fields;
}

/** What is wrong with an entry of a configuration, and what to write instead. */
export interface EntryFlaw {
  /** The place: the key is misspelt, or the value is unsound. */
  readonly of: 'key' | 'value';
  readonly message: string;
  readonly expected: string;
}

/** The flaw of an entry `<hook>.<field>` of one of these hooks; undefined for a sound one, and for any key that names none of them. */
export function entryFlaw(
  hooks: readonly Named[],
  [key, value]: readonly [key: string, value: string],
  nameable: Nameable,
): EntryFlaw | undefined {
  const owner = hooks.find(({ hook }) => key.startsWith(`${hook}.`));
  if (owner === undefined) return undefined;
  const found = fieldOf(owner.hook, owner.fields, key);
  if (found === undefined) {
    const message = `${owner.hook} has no field ${key.slice(owner.hook.length + 1)}`;
    const names = Object.keys(owner.fields).map((name) => `${owner.hook}.${name}`);
    return { of: 'key', message, expected: names.join(', ') };
  }
  if (readText(found.field, value, nameable) !== undefined) return undefined;
  const expected = formOf(found.field, nameable);
  return { of: 'value', message: `${found.name} of ${owner.hook} cannot be ${value}`, expected };
}

function fieldOf(hook: string, fields: Fields, key: string) {
  const name = key.startsWith(`${hook}.`) ? key.slice(hook.length + 1) : '';
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field === undefined ? undefined : { name, field };
}

function readText(
  { type, words = [], min, max }: Field,
  text: string,
  { regions, stores, pushes, zones }: Nameable,
): unknown {
  const written = text.trim();
  switch (type) {
    case 'duration':
      return within(parseDuration(written), min, max);
    case 'count':
      return /^\d{1,15}$/.test(written) ? within(Number(written), min, max) : undefined;
    case 'factor':
      return /^\d+(\.\d+)?$/.test(written) ? within(Number(written), min, max) : undefined;
    case 'word':
      return oneOf(words, written);
    case 'words':
      return allOf(words, written);
    case 'flag':
      return written === 'true' ? true : written === 'false' ? false : undefined;
    case 'text':
      return written === '' ? undefined : written;
    case 'region':
      return oneOf(regions, written);
    case 'regions':
      return allOf(regions, written);
    case 'store':
      return oneOf(stores, written);
    case 'push':
      return oneOf(pushes, written);
    case 'hours':
      return readHours(written);
    case 'zone':
      return Object.hasOwn(zones, written) ? zones[written] : undefined;
    case 'names':
      return written === '' ? [] : listOf(written);
    case 'settings':
      return readSettings(written);
  }
}

/** How a text of a field is written. */
function formOf(
  { type, words = [], min, max }: Field,
  { regions, stores, pushes }: Nameable,
): string {
  const least = min === undefined ? '' : `, at least ${min}`;
  const bounds = max === undefined ? least : `${least}, at most ${max}`;
  const forms: Record<Field['type'], string> = {
    duration: 'a duration such as 90s or 1h30m',
    count: `a whole number${bounds}`,
    factor: `a number such as 0.25${bounds}`,
    word: `one of ${words.join(', ')}`,
    words: `some of ${words.join(', ')}, separated by commas`,
    flag: 'true or false',
    text: 'a text',
    region: `one of ${regions.join(', ')}`,
    regions: `some of ${regions.join(', ')}, separated by commas`,
    store: `one of ${stores.join(', ')}`,
    push: `one of ${pushes.join(', ')}`,
    hours: 'hours of a day such as 09:00-17:00',
    zone: 'a time zone such as Europe/Berlin or +05:45',
    names: 'names separated by commas',
    settings: 'settings such as key=value, separated by commas',
  };
  return forms[type];
}

function oneOf(known: readonly string[], written: string): string | undefined {
  return known.includes(written) ? written : undefined;
}

function allOf(known: readonly string[], written: string): readonly string[] | undefined {
  const list = listOf(written);
  return list.every((word) => known.includes(word)) ? list : undefined;
}

function listOf(written: string): readonly string[] {
  return written.split(',').map((word) => word.trim());
}

function readSettings(written: string): Readonly<Record<string, string>> | undefined {
  const pairs = listOf(written).map((pair) => /^([^=]+)=(.*)$/.exec(pair));
  if (pairs.some((pair) => pair === null)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1]?.trim(), pair?.[2]?.trim()]));
}

function within(value: number | undefined, min = 0, max = Number.MAX_SAFE_INTEGER) {
  return value !== undefined && value >= min && value <= max ? value : undefined;
}

function readHours(text: string) {
  const match = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const minutes = (hour: number, minute: number) => hour * 60 + minute;
  const from = minutes(Number(match[1]), Number(match[2]));
  const to = minutes(Number(match[3]), Number(match[4]));
  return from < 1_440 && to <= 1_440 && from !== to ? { from, to } : undefined;
}
