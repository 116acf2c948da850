/** Entries of the World by their id. An unknown id is a bug of the simulator and throws RangeError. */
import type { PushId, RegionId, StoreId } from '../names.js';

function entryAt<T>(list: readonly T[], id: number, what: string): T {
  const entry = list[id];
  if (entry === undefined) throw new RangeError(`there is no ${what} ${id}`);
  return entry;
}

/** A region by its id. Throws RangeError for an unknown id, like the functions below. */
export function regionAt<R>(world: { readonly regions: readonly R[] }, region: RegionId): R {
  return entryAt(world.regions, region, 'region');
}

/** A message of the admin channel by its sequence number. */
export function adminMessageAt<M>(
  { adminChannel }: { readonly adminChannel: readonly M[] },
  sequence: number,
): M {
  return entryAt(adminChannel, sequence, 'admin message');
}

/** A link between two regions by its index. */
export function linkAt<L>({ links }: { readonly links: readonly L[] }, link: number): L {
  return entryAt(links, link, 'link');
}

/** A number of a column that has one for each region, host, replica or Da Vinci instance. */
export function numberAt(column: Readonly<ArrayLike<number>>, index: number): number {
  const found = column[index];
  if (found === undefined) throw new RangeError(`a column of ${column.length} has no ${index}`);
  return found;
}

/** A region's record of a store; every region has one of every store. */
export function storeIn<S>({ stores }: { readonly stores: readonly S[] }, store: StoreId): S {
  return entryAt(stores, store, 'store');
}

/** A push job. */
export function pushJobAt<P>({ pushes }: { readonly pushes: readonly P[] }, push: PushId): P {
  return entryAt(pushes, push, 'push');
}

/** The id of a store by its name. */
export function storeNamed(
  { storeIds }: { readonly storeIds: ReadonlyMap<string, StoreId> },
  name: string,
): StoreId {
  const id = storeIds.get(name);
  if (id === undefined) throw new RangeError(`there is no store ${name}`);
  return id;
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
