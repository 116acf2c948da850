/** Removes keys whose value is undefined: an optional key that a file leaves out is absent. */

/** The return type of `omitUndefined`. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** An object without the keys whose value is undefined. */
export function omitUndefined<T extends object>(values: T): Present<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  // Safe: entries of T, less those that are undefined.
  return Object.fromEntries(kept) as Present<T>;
}
