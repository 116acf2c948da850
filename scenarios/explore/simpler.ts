/**
 * The documents that are one step simpler than a document, the largest step first: without an entry, a store, a region or a key; with a
 * smaller number, a rounder time. A step need not give a valid scenario; the caller checks it.
 */
import type { Entry } from './arbitrary-world.js';

/** Every document that is one step simpler. */
export function* simplerDocuments(document: Entry): Generator<Entry> {
  yield* withoutOne(document, 'timeline');
  yield* withoutRegions(document);
  yield* withoutOne(document, 'stores');
  for (const field of ['hooks', 'links']) yield* withoutOne(document, field);
  yield* withoutKeys(document, ['title', 'regions', 'stores', 'timeline', 'horizon', 'venice']);
  yield* simplerVenice(document);
  for (const field of ['timeline', 'stores', 'hooks']) yield* simplerEntries(document, field);
}

function* withoutOne(document: Entry, field: string): Generator<Entry> {
  const list = listOf(document[field]);
  for (const index of list.keys()) {
    const left = list.filter((_, place) => place !== index);
    if (left.length > 0) yield { ...document, [field]: left };
    else yield* without(document, field);
  }
}

/** Takes a region away together with everything that is about it. */
function* withoutRegions(document: Entry): Generator<Entry> {
  const regions = listOf(document.regions);
  if (regions.length <= 2) return;
  for (const region of regions) {
    const left = regions.filter((one) => one !== region);
    const [instead] = left;
    const replaced = replaceName(document, region, instead);
    yield { ...asEntry(withoutAbout(document, region)), regions: left };
    yield { ...asEntry(replaced), regions: left };
  }
}

/** Entries that name the region are gone, and lists no longer contain it. */
function withoutAbout(value: unknown, name: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((one) => one !== name && !Object.values(asEntry(one)).includes(name))
      .map((one) => withoutAbout(one, name));
  }
  if (typeof value === 'string') return withoutInOrder(value, name);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, withoutAbout(inner, name)]),
  );
}

function withoutInOrder(text: string, name: unknown): string {
  if (!text.includes(',')) return text;
  return text
    .split(',')
    .filter((one) => one !== name)
    .join(',');
}

function replaceName(value: unknown, name: unknown, instead: unknown): unknown {
  if (value === name) return instead;
  if (Array.isArray(value))
    return [...new Set(value.map((one) => replaceName(one, name, instead)))];
  if (typeof value === 'string' && value.includes(',')) return withoutInOrder(value, name);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, replaceName(inner, name, instead)]),
  );
}

function* withoutKeys(entry: Entry, kept: readonly string[]): Generator<Entry> {
  for (const field of Object.keys(entry)) if (!kept.includes(field)) yield* without(entry, field);
}

function* without(entry: Entry, field: string): Generator<Entry> {
  const { [field]: _, ...rest } = entry;
  yield rest;
}

function* simplerVenice(document: Entry): Generator<Entry> {
  const venice = asEntry(document.venice);
  for (const field of ['config', 'switches']) {
    const entry = asEntry(venice[field]);
    for (const left of withoutKeys(entry, [])) {
      const { [field]: _, ...rest } = venice;
      yield {
        ...document,
        venice: Object.keys(left).length === 0 ? rest : { ...venice, [field]: left },
      };
    }
  }
  if (document.venice !== undefined && Object.keys(venice).length === 0)
    yield* without(document, 'venice');
}

/** A fault without an end would never be healed, so `for` stays. */
const keptOfEntries = [
  'for',
  'at',
  'push',
  'store',
  'fault',
  'operator',
  'region',
  'name',
  'hook',
  'point',
];

function* simplerEntries(document: Entry, field: string): Generator<Entry> {
  const list = listOf(document[field]);
  for (const [index, one] of list.entries()) {
    const entry = asEntry(one);
    const steps = [...withoutKeys(entry, keptOfEntries), ...simplerValues(entry)];
    for (const step of steps) {
      yield { ...document, [field]: list.map((other, place) => (place === index ? step : other)) };
    }
  }
}

const simplest: Readonly<Record<string, unknown>> = {
  partitions: 1,
  replicas: 1,
  size: '10 MB',
  startsWith: 1,
};

function* simplerValues(entry: Entry): Generator<Entry> {
  for (const [field, value] of Object.entries(entry)) {
    const least = simplest[field];
    if (least !== undefined && value !== least) yield { ...entry, [field]: least };
    if (Array.isArray(value) && value.length > 1) {
      for (const index of value.keys())
        yield { ...entry, [field]: value.filter((_, place) => place !== index) };
    }
    if (typeof value === 'string') {
      for (const rounder of rounderTimes(value)) yield { ...entry, [field]: rounder };
    }
  }
}

/** Zero, whole hours, tens and fives below a duration of minutes or seconds. */
function* rounderTimes(text: string): Generator<string> {
  const [, digits = '', unit = ''] = /^(\d+)([ms])$/.exec(text) ?? [];
  const count = Number(digits);
  if (unit === '' || count === 0) return;
  yield '0s';
  for (const step of [60, 30, 10, 5]) {
    const down = count - (count % step);
    if (down !== count && down > 0) yield `${down}${unit}`;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asEntry(value: unknown): Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
