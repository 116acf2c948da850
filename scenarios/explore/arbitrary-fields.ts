/**
 * Draws the values of declared fields, as a file writes them: a fault, hook or operator action is drawn as soon as it is declared. A field may
 * narrow its draw by `samples`. Names are filled in later, when it is known what the scenario declares.
 */
import fc from 'fast-check';
import type { Field, Fields } from '../../model/index.js';
import { type Entry, minutes, someone, type Weighted, weighted } from './arbitrary-world.js';
import type { Cast } from './sample-names.js';

/** A drawn value whose names are not filled in yet; undefined if the scenario declares no such name. */
export type Unnamed<T = unknown> = (cast: Cast) => T | undefined;

/** Draws one of the declared entries of a kind, weighted by `drawWeight`. */
export function entryDraw<D extends { readonly drawWeight?: number }>(
  declared: readonly D[],
  draw: (entry: D) => fc.Arbitrary<Unnamed<Entry>>,
): fc.Arbitrary<Unnamed<Entry>> {
  return weighted(
    ...declared.map((entry): Weighted<Unnamed<Entry>> => [weightOf(entry), draw(entry)]),
  );
}

/** How often an entry is drawn, compared with others of its kind. It can be rare, but not left out. */
export function weightOf({ drawWeight = 1 }: { readonly drawWeight?: number }): number {
  return Math.max(1, drawWeight);
}

/** Values for all fields; one that may be left out is left out half of the time. `ownKeys` are keys of the entry itself. */
export function fieldsDraw(
  fields: Fields,
  ownKeys: readonly string[] = [],
): fc.Arbitrary<Unnamed<Entry>> {
  const drawn = Object.entries(fields).filter(([name]) => !ownKeys.includes(name));
  const draws = fc.record(
    Object.fromEntries(drawn.map(([name, field]) => [name, valueDraw(field)])),
    { requiredKeys: drawn.filter(([, field]) => isRequired(field)).map(([name]) => name) },
  );
  return draws.map((values) => (cast) => {
    const found = Object.entries(values).map(([name, value]) => [name, value?.(cast)] as const);
    const given = found.filter(([, value]) => value !== undefined);
    const isWhole = drawn.every(
      ([name, field]) => !isRequired(field) || given.some(([each]) => each === name),
    );
    return isWhole ? Object.fromEntries(given) : undefined;
  });
}

function isRequired({ optional, fallback }: Field): boolean {
  return !optional && fallback === undefined;
}

/** A value of a field's type, as a file writes it. */
function valueDraw(field: Field): fc.Arbitrary<Unnamed> {
  if (field.samples !== undefined) return fc.constantFrom(...field.samples).map(always);
  switch (field.type) {
    case 'region':
      return someone().map(
        (place) =>
          ({ regions }) =>
            nameAt(regions, place),
      );
    case 'store':
      return someone().map(
        (place) =>
          ({ stores }) =>
            nameAt(stores, place),
      );
    case 'push':
      return someone().map(
        (place) =>
          ({ pushes }) =>
            nameAt(pushes, place),
      );
    case 'regions':
      return fc.array(someone(), { minLength: 1, maxLength: 3 }).map((places) => ({ regions }) => [
        ...new Set(places.flatMap((place) => nameAt(regions, place) ?? [])),
      ]);
    default:
      return plainDraw(field).map(always);
  }
}

/** A value that contains no name of the scenario. */
function plainDraw({ type, words = [], min, max }: Field): fc.Arbitrary<unknown> {
  switch (type) {
    case 'duration':
      return minutes(200, 1);
    case 'count':
      return fc.integer({ min: min ?? 0, max: Math.min(max ?? Infinity, (min ?? 0) + 2) });
    case 'factor':
      return fc.constantFrom(...factorsBetween(min ?? 0, max ?? Infinity));
    case 'word':
      return fc.constantFrom(...words);
    case 'words':
      return fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 });
    case 'names':
      return fc.array(fc.constant('drawn'), { maxLength: 1 });
    case 'flag':
      return fc.boolean();
    case 'hours':
      return fc.constantFrom('00:00-12:00', '09:00-17:00', '22:00-10:00');
    case 'zone':
      return fc.constantFrom('UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata');
    case 'settings':
      return fc.constantFrom({}, { drawn: 'drawn' });
    default:
      return fc.constant('drawn');
  }
}

/** Some numbers of every size above `min` and up to `max`. */
function factorsBetween(min: number, max: number): number[] {
  const found = [0.01, 0.1, 0.5, 0.9, 2, 10, 100].filter((one) => one > min && one <= max);
  return found.length === 0 ? [Number.isFinite(max) ? max : min + 1] : found;
}

function always(value: unknown): Unnamed {
  return () => value;
}

function nameAt(names: readonly string[], place: number): string | undefined {
  return names[place % names.length];
}
