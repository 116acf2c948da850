/** Leaves out what is undefined: an optional key of a file that was not written is a key that is not there. */

/** What `present` answers. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** An object without the keys whose value is undefined. */
export function omitUndefined<T extends object>(values: T): Present<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  // Safe: entries of T, less those that are undefined.
  return Object.fromEntries(kept) as Present<T>;
}
