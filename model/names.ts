/**
 * Names and the small integers that stand for them inside a run. Names are interned once, when the World is built; every event and fact
 * carries integers, and text is made only when somebody reads.
 */

/** Index into `Names.regions`. */
export type RegionId = number;
/** Index into `Names.stores`. */
export type StoreId = number;
/** Index into `Names.pushes`. */
export type PushId = number;
/** A version's number, 1 and up; 0 stands for "none". */
export type VersionNumber = number;

/** The interned names of a run, in file order. */
export interface Names {
  readonly regions: readonly string[];
  readonly stores: readonly string[];
  readonly pushes: readonly string[];
}

/** The region's name. */
export function regionName(names: Names, region: RegionId): string {
  return names.regions[region] ?? `region ${region}`;
}

/** The store's name. */
export function storeName(names: Names, store: StoreId): string {
  return names.stores[store] ?? `store ${store}`;
}

/** The push's name; the content a store starts with has none. */
export function pushName(names: Names, push: PushId): string {
  return names.pushes[push] ?? 'the first load';
}

/** A version of a store. */
export interface VersionName {
  readonly store: StoreId;
  readonly version: VersionNumber;
}
