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

/** Stands for "no push": the content that a store starts with. */
export const noPush: PushId = -1;

/** The name of a version topic, `profiles_v2`. */
export function versionTopicName(store: string, version: VersionNumber): string {
  return `${store}_v${version}`;
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

/** The integers of named regions, in the order given; unknown names are left out. */
export function regionIds(names: Names, regions: readonly string[]): RegionId[] {
  return regions.map((region) => names.regions.indexOf(region)).filter((region) => region >= 0);
}

/** A store in a region. */
export interface StoreAt {
  readonly region: RegionId;
  readonly store: StoreId;
}

/** A version of a store in a region. */
export interface VersionAt extends StoreAt {
  readonly version: VersionNumber;
}

/** A version of a store. */
export interface VersionName {
  readonly store: StoreId;
  readonly version: VersionNumber;
}
