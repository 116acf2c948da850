/** Entries of the World by their id. An unknown id is a bug of the simulator and throws RangeError. */
import type { RegionId, StoreId } from '../names.js';

function entryAt<T>(list: readonly T[], id: number, what: string): T {
  const entry = list[id];
  if (entry === undefined) throw new RangeError(`there is no ${what} ${id}`);
  return entry;
}

/** A region by its id. Throws RangeError for an unknown id, like the functions below. */
export function regionAt<R>(world: { readonly regions: readonly R[] }, region: RegionId): R {
  return entryAt(world.regions, region, 'region');
}

/** The parent's record of a store. */
export function parentStore<S>(
  world: { readonly parent: { readonly stores: readonly S[] } },
  store: StoreId,
): S {
  return entryAt(world.parent.stores, store, 'store');
}

/** The setup of a store. */
export function storeSetup<S>(
  { setup }: { readonly setup: { readonly stores: readonly S[] } },
  store: StoreId,
): S {
  return entryAt(setup.stores, store, 'store');
}
