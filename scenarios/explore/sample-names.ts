/** Turns the numbers of a draw into names that the scenario declares, so that a draw with fewer regions or stores still means something. */
import type { Entry } from './arbitrary-world.js';

/** What entries may refer to: names that the scenario declares. */
export interface Cast {
  readonly regions: readonly string[];
  readonly stores: readonly string[];
  readonly pushes: readonly string[];
}

/** An entry with names for its numbers; the field says what kind of name. */
export function named(entry: Entry, cast: Cast): Entry {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([field, value]) => {
      const name = nameFor(field, value, cast);
      return name === undefined ? [] : [[field, name]];
    }),
  );
}

function nameFor(field: string, value: unknown, cast: Cast): unknown {
  switch (field) {
    case 'region':
    case 'sourceFabric':
    case 'from':
    case 'to':
      return one(cast.regions, value);
    case 'targets':
    case 'regions':
      return several(cast.regions, value);
    case 'store':
      return one(cast.stores, value);
    case 'stores':
      return several(cast.stores, [value]);
    case 'push':
      return one(cast.pushes, value);
    default:
      return value;
  }
}

function one(names: readonly string[], place: unknown): string | undefined {
  return typeof place === 'number' ? names[place % names.length] : undefined;
}

function several(names: readonly string[], places: unknown): readonly string[] {
  const found = (Array.isArray(places) ? places : []).flatMap((place) => one(names, place) ?? []);
  return [...new Set(found)];
}

/** Links between two different places, at most one for each direction. */
export function uniqueLinks(
  links: readonly { from: number; to: number; capacity: string }[],
  cast: Cast,
): Entry[] {
  const seen = new Set<string>();
  return links.flatMap((link) => {
    const entry = named(link, cast);
    const direction = `${String(entry.from)} to ${String(entry.to)}`;
    if (entry.from === entry.to || seen.has(direction)) return [];
    seen.add(direction);
    return [entry];
  });
}
