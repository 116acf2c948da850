/**
 * Versions that can never exist: in expectations, as the version of a repush, or as what an operator deletes, serves or truncates. Reads
 * the unvalidated values; what the schema rejects is skipped.
 */

import { isPush, pushEntries } from '../declared-names.js';
import { type Diagnostic, foundText } from '../diagnostic.js';
import { entries, part, textAt } from '../document-parts.js';

/**
 * Without a degraded region nothing but pushes makes versions, so a higher number is an error.
 */
export function versionChecks(file: unknown): Diagnostic[] {
  const timeline = entries(file, 'timeline') ?? [];
  if (timeline.some((entry) => textAt(entry, 'operator')?.includes('degraded'))) return [];
  const highest = highestVersions(file);
  return [
    ...timeline.flatMap((entry, index) => namedVersion(entry, index, highest)),
    ...(entries(file, 'expect') ?? []).flatMap((entry, index) =>
      expectedVersion(entry, index, highest),
    ),
  ];
}

/** By store, the highest version that pushes can make; stores of a fleet are not judged. */
function highestVersions(file: unknown): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const store of entries(file, 'stores') ?? []) {
    const name = textAt(store, 'name');
    const first = part(store, 'startsWith') ?? 1;
    if (name !== undefined && typeof first === 'number') highest.set(name, first);
  }
  for (const entry of pushEntries(file)) {
    const store = textAt(entry, 'store');
    const before = highest.get(store ?? '');
    const adds = textAt(entry, 'mode') === 'incremental';
    if (store !== undefined && before !== undefined && !adds) highest.set(store, before + 1);
  }
  return highest;
}

/** A repush of a version is a push itself, so the version that it copies is at least one below the highest. */
function namedVersion(
  entry: unknown,
  index: number,
  highest: ReadonlyMap<string, number>,
): Diagnostic[] {
  const isRepush = isPush(entry);
  const key = isRepush ? 'of' : 'version';
  const most = (highest.get(textAt(entry, 'store') ?? '') ?? Number.NaN) - (isRepush ? 1 : 0);
  const version = part(entry, key);
  if (typeof version !== 'number' || !(version > most)) return [];
  return [tooHigh(['timeline', index, key], entry, version, most)];
}

function expectedVersion(
  entry: unknown,
  index: number,
  highest: ReadonlyMap<string, number>,
): Diagnostic[] {
  if (part(entry, 'status') === 'NOT_CREATED') return [];
  const most = highest.get(textAt(entry, 'store') ?? '');
  const key = ['version', 'serves', 'daVinciServes'].find(
    (each) => typeof part(entry, each) === 'number',
  );
  const version = key === undefined ? undefined : part(entry, key);
  if (key === undefined || most === undefined || typeof version !== 'number' || version <= most)
    return [];
  return [tooHigh(['expect', index, key], entry, version, most)];
}

function tooHigh(
  path: readonly (string | number)[],
  entry: unknown,
  version: number,
  most: number,
): Diagnostic {
  return {
    where: { kind: 'value', path },
    message: `no push creates version ${version} of ${textAt(entry, 'store') ?? 'this store'}`,
    expected: most < 1 ? 'no version: there is none' : `a version up to ${most}`,
    found: foundText(version),
    hint: 'versions are counted from startsWith on, one for each push that is not incremental',
  };
}
