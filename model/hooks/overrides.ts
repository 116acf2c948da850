/**
 * Text configuration of hooks as in VIP-4: a key `<hook>.<field>` in the constructor's configuration or in a store's overrides replaces the
 * scenario's value of that field. Texts are parsed by the field's declaration.
 */
import { parseDuration } from '../../sim/index.js';
import type { Field, Fields } from '../fields.js';

type Texts = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, unknown>>;

/** The field values of a hook under a configuration. Texts that cannot be parsed are ignored. */
export function valuesUnder(hook: string, fields: Fields, values: Values, config: Texts): Values {
  const entries = Object.entries(config);
  if (entries.length === 0) return values;
  const changed: Record<string, unknown> = { ...values };
  for (const [key, text] of entries) {
    const field = fieldOf(hook, fields, key);
    const value = field === undefined ? undefined : readText(field.field, text);
    if (field !== undefined && value !== undefined) changed[field.name] = value;
  }
  return changed;
}

/** True if a hook accepts an entry: its key does not name this hook, or its text can be parsed. */
export function takesEntry(hook: string, fields: Fields, key: string, value: string): boolean {
  if (!key.startsWith(`${hook}.`)) return true;
  const found = fieldOf(hook, fields, key);
  return found !== undefined && readText(found.field, value) !== undefined;
}

function fieldOf(hook: string, fields: Fields, key: string) {
  const name = key.startsWith(`${hook}.`) ? key.slice(hook.length + 1) : '';
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field === undefined ? undefined : { name, field };
}

function readText({ type, words = [], min, max }: Field, text: string): unknown {
  const written = text.trim();
  switch (type) {
    case 'duration':
      return within(parseDuration(written), min, max);
    case 'count':
      return /^\d{1,15}$/.test(written) ? within(Number(written), min, max) : undefined;
    case 'factor':
      return /^\d+(\.\d+)?$/.test(written) ? within(Number(written), min, max) : undefined;
    case 'word':
      return words.includes(written) ? written : undefined;
    case 'words': {
      const list = written.split(',').map((word) => word.trim());
      return list.every((word) => words.includes(word)) ? list : undefined;
    }
    case 'flag':
      return written === 'true' ? true : written === 'false' ? false : undefined;
    case 'text':
    case 'region':
      return written === '' ? undefined : written;
    case 'hours':
      return readHours(written);
    default:
      return undefined;
  }
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
