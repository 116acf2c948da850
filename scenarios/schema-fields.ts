/**
 * From declared fields (of faults, hooks and operator actions) to bricks of the schema. The
 * declarations are data of the model, so a new fault or hook is understood, checked and published
 * without a change here.
 */
import type { Field, Fields } from '../model/index.js';
import type { Known } from './known.js';
import { limits } from './limits.js';
import { type Brick, list } from './schema-leaf.js';
import { pushName, regionName, regionNames, storeName } from './schema-references.js';
import {
  count,
  duration,
  factor,
  flag,
  hours,
  settings,
  text,
  word,
  zone,
} from './schema-values.js';

/** Declared fields and the bricks that read them, less those whose names the entry itself needs. */
export interface FieldReader {
  readonly bricks: Readonly<Record<string, Brick>>;
  /** What the file says, else the fallback; fields with neither are left out. */
  valuesOf(written: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/**
 * A reader for declared fields. A field that is called like one of the entry's `ownKeys` always has its
 * fallback.
 */
export function fieldReader(fields: Fields, known: Known, ownKeys: readonly string[]): FieldReader {
  const writable = Object.entries(fields).filter(([name]) => !ownKeys.includes(name));
  return {
    bricks: Object.fromEntries(writable.map(([name, field]) => [name, fieldBrick(field, known)])),
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

/** How a person writes a field's value, for reference texts. */
export function fieldForm({ type, words }: Field): string {
  if (type === 'word' || type === 'words')
    return `${type === 'words' ? 'list of ' : ''}${(words ?? []).join(' | ')}`;
  return forms[type];
}

function fieldBrick(field: Field, known: Known): Brick {
  const brick = requiredBrick(field, known);
  return field.optional || field.fallback !== undefined ? brick.optional() : brick;
}

function requiredBrick({ type, meaning, words = [], min, max }: Field, known: Known): Brick {
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

const forms: Readonly<Record<Exclude<Field['type'], 'word' | 'words'>, string>> = {
  region: 'region',
  regions: 'list of regions',
  store: 'store',
  push: 'push of the timeline',
  duration: 'duration, such as 90s or 1h30m',
  count: 'whole number',
  factor: 'number above 0',
  text: 'text',
  flag: 'true or false',
  hours: 'hours of the day, such as 09:00-17:00',
  settings: 'mapping of texts',
  names: 'list of names',
  zone: 'time zone, such as Europe/Berlin',
};
