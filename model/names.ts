/**
 * Names and their integer ids inside a run. Names are interned once, when the World is built; every event and fact
 * carries integers, and text is formatted only on demand.
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
const noPush: PushId = -1;

function nameOf(names: readonly string[], id: number, what: string): string {
  const name = names[id];
  if (name === undefined) throw new RangeError(`there is no ${what} ${id}`);
  return name;
}

/** The region's name. An unknown id is a bug and throws, as in all that follow. */
export function regionName(names: Names, region: RegionId): string {
  return nameOf(names.regions, region, 'region');
}

/** The store's name. */
export function storeName(names: Names, store: StoreId): string {
  return nameOf(names.stores, store, 'store');
}

/** The push's name; the content a store starts with has none. */
export function pushName(names: Names, push: PushId): string {
  return push === noPush ? 'the first load' : nameOf(names.pushes, push, 'push');
}

function idOf(names: readonly string[], name: string, what: string): number {
  const id = names.indexOf(name);
  if (id < 0) throw new RangeError(`there is no ${what} ${name}`);
  return id;
}

/** The integer of a region that must exist. */
export function regionId(names: Names, region: string): RegionId {
  return idOf(names.regions, region, 'region');
}

/** The integer of a store that must exist. */
export function storeId(names: Names, store: string): StoreId {
  return idOf(names.stores, store, 'store');
}

/** The integers of named regions, in the order given; names that are no region of the run are left out. */
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
