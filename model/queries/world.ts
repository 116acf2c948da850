/** Read-only queries about the World: reachability of processes, clocks, versions, jobs and marks. */

import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionAt,
  type VersionNumber,
} from '../names.js';
import { parentStore, pushJobAt, regionAt, storeIn } from '../world/entries.js';
import type { DegradedMark, ParentVersion, PushJob } from '../world/parent.js';
import type { World, WorldChildStore, WorldChildVersion, WorldPushRecord } from '../world.js';

/** True if the child controller of a region works. */
export function controllerUp(world: World, region: RegionId): boolean {
  return regionAt(world, region).conditions.controllerDown === 0;
}

/** True if the parent and a region's controller can reach each other. */
export function reachable(world: World, region: RegionId): boolean {
  return controllerUp(world, region) && regionAt(world, region).conditions.networkCut === 0;
}

/** True if the parent can read a region's stores. Push status is a separate request. */
export function storesReadable(world: World, region: RegionId): boolean {
  return reachable(world, region) && regionAt(world, region).conditions.storeReadsDown === 0;
}

/** True if the parent has a leader. */
export function parentUp(world: World): boolean {
  return world.parent.down === 0;
}

/** True if a region's brokers are up and reachable from other regions. */
export function brokersReachable(world: World, region: RegionId): boolean {
  const conditions = regionAt(world, region).conditions;
  return conditions.brokersDown === 0 && conditions.networkCut === 0;
}

/** A store in a region; every region has a record of every store. */
export function childStore(world: World, region: RegionId, store: StoreId): WorldChildStore {
  return storeIn(regionAt(world, region), store);
}

/** A version in a region; undefined if it does not exist. */
export function childVersion(world: World, at: VersionAt): WorldChildVersion | undefined {
  return numbered(childStore(world, at.region, at.store).versions, at.version);
}

/** The version with this number in a list. */
export function numbered<V extends { readonly number: VersionNumber }>(
  versions: readonly V[],
  version: VersionNumber,
): V | undefined {
  for (const one of versions) if (one.number === version) return one;
  return undefined;
}

/** The push monitor's record of a version in a region; undefined if there is none. */
export function pushRecord(world: World, at: VersionAt): WorldPushRecord | undefined {
  return childStore(world, at.region, at.store).pushRecords.get(at.version);
}

/** The parent's record of a version; undefined if there is none. */
export function parentVersion(
  world: World,
  store: StoreId,
  version: VersionNumber,
): Readonly<ParentVersion> | undefined {
  return parentStore(world, store).versions.find(({ number }) => number === version);
}

/** True if a rollback of a version was sent to the regions by the parent, as designed by its number, or is concluded. */
export function isRolledBack(version: Readonly<ParentVersion> | undefined): boolean {
  return version !== undefined && (version.rollbackSent || version.rolledBackBy !== '');
}

/** A push job. */
export function pushJob(world: World, push: number): Readonly<PushJob> {
  return pushJobAt(world, push);
}

/** The marks as read by the parent: the stored ones, or as built its watch-fed cache. */
export function marksSeen(world: World): readonly DegradedMark[] {
  const { registry } = world.parent;
  return world.variant.registryCas ? registry.stored : registry.cached;
}

/** Names of regions. */
export function namesOf(world: World, regions: readonly RegionId[]): string[] {
  return regions.map((region) => regionName(world.names, region));
}

/** The version that a region serves, as read by the parent: -1 if it does not answer. */
export function servedVersion(world: World, region: RegionId, store: StoreId): number {
  return storesReadable(world, region) ? childStore(world, region, store).current : -1;
}

/** Every region's id, in file order. */
export function allRegions(world: World): RegionId[] {
  return world.names.regions.map((_, region) => region);
}

/** True if hooks gate the swaps of this store. */
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
