/** Read-only queries about the World: which processes can reach each other, what time a region's clock shows, which versions exist. */

import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionAt,
  type VersionNumber,
} from '../names.js';
import { parentStore, regionAt } from '../world/entries.js';
import type { DegradedMark, ParentVersion, PushJob } from '../world/parent.js';
import type { World, WorldChildStore, WorldChildVersion, WorldPushRecord } from '../world.js';

/** Does the child controller of a region work? */
export function controllerUp(world: World, region: RegionId): boolean {
  return regionAt(world, region).conditions.controllerDown === 0;
}

/** Can the parent and a region's controller talk to each other? */
export function reachable(world: World, region: RegionId): boolean {
  return controllerUp(world, region) && regionAt(world, region).conditions.networkCut === 0;
}

/** Does a region's controller tell the parent about its stores? What it says about pushes is another request. */
export function storesReadable(world: World, region: RegionId): boolean {
  return reachable(world, region) && regionAt(world, region).conditions.storeReadsDown === 0;
}

/** Is somebody leading the parent? */
export function parentUp(world: World): boolean {
  return world.parent.down === 0;
}

/** Are a region's brokers up and within reach of the others? */
export function brokersReachable(world: World, region: RegionId): boolean {
  const conditions = regionAt(world, region).conditions;
  return conditions.brokersDown === 0 && conditions.networkCut === 0;
}

/** A store in a region; every region knows every store. */
export function childStore(world: World, region: RegionId, store: StoreId): WorldChildStore {
  const found = regionAt(world, region).stores[store];
  if (found === undefined) throw new RangeError(`region ${region} has no store ${store}`);
  return found;
}

/** A version in a region, if it is there. */
export function childVersion(world: World, at: VersionAt): WorldChildVersion | undefined {
  return numbered(childStore(world, at.region, at.store).versions, at.version);
}

/** The version of a list that has a number. */
export function numbered<V extends { readonly number: VersionNumber }>(
  versions: readonly V[],
  version: VersionNumber,
): V | undefined {
  for (const one of versions) if (one.number === version) return one;
  return undefined;
}

/** What the push monitor of a region keeps of a version, if it knows it. */
export function pushRecord(world: World, at: VersionAt): WorldPushRecord | undefined {
  return childStore(world, at.region, at.store).pushRecords.get(at.version);
}

/** The parent's record of a version, if it is there. */
export function parentVersion(
  world: World,
  store: StoreId,
  version: VersionNumber,
): Readonly<ParentVersion> | undefined {
  return parentStore(world, store).versions.find(({ number }) => number === version);
}

/** A push job. */
export function pushJob(world: World, push: number): Readonly<PushJob> {
  const job = world.pushes[push];
  if (job === undefined) throw new RangeError(`no push ${push}`);
  return job;
}

/** The marks that the parent sees: what is stored, or as built its watch-fed copy. */
export function marksSeen(world: World): readonly DegradedMark[] {
  const { registry } = world.parent;
  return world.variant.registryCas ? registry.stored : registry.cached;
}

/** Names of regions. */
export function namesOf(world: World, regions: readonly RegionId[]): string[] {
  return regions.map((region) => regionName(world.names, region));
}

/** What a region serves as far as the parent can see: -1 if it does not answer. */
export function servedVersion(world: World, region: RegionId, store: StoreId): number {
  return storesReadable(world, region) ? childStore(world, region, store).current : -1;
}

/** Every region's id, in file order. */
export function allRegions(world: World): RegionId[] {
  return world.names.regions.map((_, region) => region);
}

/** Do hooks gate the swaps of this store? */
export function hooksOf(world: World, store: StoreId): World['setup']['hooks'] {
  const { switches } = world.setup.venice;
  if (!switches.hooks || world.setup.hooks.length === 0) return [];
  const name = storeName(world.names, store);
  const kinds = parentStore(world, store).hooks ?? null;
  return world.setup.hooks.filter(
    ({ hook, stores }) =>
      (stores === undefined || stores.includes(name)) && (kinds === null || kinds.includes(hook)),
  );
}
