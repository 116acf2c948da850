/** Reads parts of a parsed document leniently: the value, the list or the text under a key, or undefined. */

/** The value under a key of a mapping, or undefined. */
export function part(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** The entries of a list under a key, or undefined. */
export function entries(value: unknown, key: string): readonly unknown[] | undefined {
  const found = part(value, key);
  return Array.isArray(found) ? found : undefined;
}

/** The text under a key, or undefined. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = part(value, key);
  return typeof found === 'string' ? found : undefined;
}
