/**
 * From declared fields (of faults, hooks and operator actions) to parts of the schema. The
 * declarations are data of the model, so a new fault or hook is parsed, checked and published
 * without a change here.
 */
import type { Field, Fields } from '../../model/index.js';
import { formatDuration } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { part } from '../document-parts.js';
import { limits } from '../limits.js';
import { list, type Schema } from './leaf.js';
import { pushName, regionName, regionNames, storeName } from './references.js';
import { count, duration, factor, flag, hours, settings, text, word, zone } from './values.js';

/** Declared fields and the schemas that read them, less those whose names the entry itself needs. */
export interface FieldReader {
  readonly bricks: Readonly<Record<string, Schema>>;
  /** What the file says, else the fallback; fields with neither are left out. */
  valuesOf(written: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/**
 * A reader for declared fields. A field that is called like one of the entry's `ownKeys` always has its
 * fallback.
 */
export function fieldReader(
  fields: Fields,
  known: DeclaredNames,
  ownKeys: readonly string[],
): FieldReader {
  const writable = Object.entries(fields).filter(([name]) => !ownKeys.includes(name));
  return {
    bricks: Object.fromEntries(writable.map(([name, field]) => [name, fieldSchema(field, known)])),
    valuesOf: (written) => {
      const values: Record<string, unknown> = {};
      for (const [name, { fallback }] of Object.entries(fields)) {
        const value = ownKeys.includes(name) ? fallback : (written[name] ?? fallback);
        if (value !== undefined) values[name] = value;
      }
      return values;
    },
  };
}

/** How a field's value is written in a file, for reference texts. */
export function fieldType({ type, words, min, max }: Field): string {
  if (type === 'word' || type === 'words')
    return `${type === 'words' ? 'list of ' : ''}${(words ?? []).join(' | ')}`;
  if (type === 'count' || type === 'factor') {
    const most = max === undefined ? '' : ` and at most ${max}`;
    return type === 'count'
      ? `whole number of at least ${min ?? 0}${most}`
      : `number above ${min ?? 0}${most}`;
  }
  return forms[type];
}

/** Whether a field must be written, and what it is if it is not. */
export function fieldRequirement({ type, optional, fallback }: Field): string {
  if (fallback === undefined) return optional ? 'optional' : 'required';
  return `absent = ${fallbackText(type, fallback)}`;
}

function fallbackText(type: Field['type'], fallback: unknown): string {
  if (type === 'duration' && typeof fallback === 'number') return formatDuration(fallback);
  if (type === 'hours') {
    const [from, to] = [part(fallback, 'from'), part(fallback, 'to')];
    return `${clockText(Number(from))}-${clockText(Number(to))}`;
  }
  return Array.isArray(fallback) ? fallback.join(', ') : String(fallback);
}

function clockText(minutes: number): string {
  const two = (count: number) => String(count).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function fieldSchema(field: Field, known: DeclaredNames): Schema {
  const brick = requiredSchema(field, known);
  return field.optional || field.fallback !== undefined ? brick.optional() : brick;
}

function requiredSchema(
  { type, meaning, words = [], min, max }: Field,
  known: DeclaredNames,
): Schema {
  switch (type) {
    case 'region':
      return regionName(meaning, known);
    case 'regions':
      return regionNames(meaning, known);
    case 'store':
      return storeName(meaning, known);
    case 'push':
      return pushName(meaning, known);
    case 'duration':
      return duration(meaning, min === undefined ? {} : { min });
    case 'count':
      return count(meaning, min ?? 0, max ?? limits.wholeNumber);
    case 'factor':
      return factor(meaning, min, max);
    case 'word':
      return word(meaning, words);
    case 'words':
      return list(word('a word', words), limits.keysOfOneMapping)
        .min(1)
        .meta({ description: meaning });
    case 'text':
      return text(meaning);
    case 'flag':
      return flag(meaning);
    case 'hours':
      return hours(meaning);
    case 'settings':
      return settings(meaning);
    case 'names':
      return list(text('a name', 0), limits.hooks).meta({ description: meaning });
    case 'zone':
      return zone(meaning);
  }
}

const forms: Readonly<
  Record<Exclude<Field['type'], 'word' | 'words' | 'count' | 'factor'>, string>
> = {
  region: 'region',
  regions: 'list of regions',
  store: 'store',
  push: 'push of the timeline',
  duration: 'duration, such as 90s or 1h30m',
  text: 'text',
  flag: 'true or false',
  hours: 'hours of the day, such as 09:00-17:00',
  settings: 'mapping of texts',
  names: 'list of names',
  zone: 'time zone, such as Europe/Berlin',
};
