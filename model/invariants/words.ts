/** Message formatting and World queries shared by invariants. */
import {
  type PushId,
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import { allRegions, childStore, parentVersion } from '../queries/world.js';
import type { World } from '../world.js';

/** 'v2 of profiles'. */
export function versionWords(world: World, store: StoreId, version: VersionNumber): string {
  return `v${version} of ${storeName(world.names, store)}`;
}

/** 'dc-0, dc-2'. */
export function regionWords(world: World, regions: readonly RegionId[]): string {
  return regions.map((region) => world.names.regions[region]).join(', ');
}

/** The regions that must serve a version before its push ends: its targets, or all if the others follow automatically; no excluded one. */
export function regionsFor(world: World, store: StoreId, version: VersionNumber): RegionId[] {
  const record = parentVersion(world, store, version);
  if (record === undefined) return allRegions(world);
  const { targets, hookGated, swapDeferred, converted, degradedSnapshot, excluded } = record;
  const isSecondPhased = world.pushes[record.push]?.mode === 'targeted';
  const othersFollow = !hookGated && (swapDeferred || isSecondPhased);
  const meant = targets.length === 0 || othersFollow ? allRegions(world) : [...targets];
  // As built a converted version does not record its excluded regions.
  const isLeftOut = (region: RegionId) =>
    excluded.includes(region) ||
    (converted && degradedSnapshot.includes(region) && !targets.includes(region));
  return meant.filter((region) => !isLeftOut(region));
}

/** The target regions of a version, or all if it names none; without regions excluded as degraded. */
export function targetsOf(world: World, store: StoreId, version: VersionNumber): RegionId[] {
  const record = parentVersion(world, store, version);
  const targets = record?.targets ?? [];
  const meant = targets.length === 0 ? allRegions(world) : [...targets];
  return meant.filter((region) => record?.excluded.includes(region) !== true);
}

/** True if a user named target regions and this is not one of them. */
export function isUnasked(
  world: World,
  { push }: { readonly push: PushId },
  region: RegionId,
): boolean {
  const entries = world.setup.timeline.filter(({ kind }) => kind === 'push');
  const asked = entries[push];
  const names = asked?.kind === 'push' ? asked.targets : undefined;
  return names !== undefined && !names.includes(regionName(world.names, region));
}

/** True if its user named target regions. */
export function isForSomeRegions(world: World, { push }: { readonly push: PushId }): boolean {
  const mode = world.pushes[push]?.mode;
  return mode === 'targeted' || mode === 'targeted-deferred';
}

/** The version with the same content as this repush; 0 = it is not a repush, or its content has a defect of its own. */
export function repushedFrom(world: World, store: StoreId, version: VersionNumber): VersionNumber {
  const record = parentVersion(world, store, version);
  return record === undefined || record.content === record.push ? 0 : record.repushOf;
}

/** The version that each region serves of a store. */
export function currents(world: World, store: StoreId): VersionNumber[] {
  return allRegions(world).map((region) => childStore(world, region, store).current);
}

/** True if no region-wide fault is active and no region is marked degraded. */
export function isHealed(world: World): boolean {
  return (
    world.parent.down === 0 &&
    world.parent.registry.stored.length === 0 &&
    world.links.every(({ cut, slowdowns }) => cut === 0 && slowdowns.length === 0) &&
    world.regions.every(({ conditions }) =>
      Object.values(conditions).every((count) => typeof count !== 'number' || count === 0),
    )
  );
}

/** True if healed, and no host, disk, replica, instance or admin queue has a failure. */
export function isWhole(world: World): boolean {
  return (
    isHealed(world) &&
    world.parent.storageDown + world.parent.listingDown === 0 &&
    world.regions.every(
      ({ breakage }) =>
        breakage.holding.length === 0 &&
        breakage.adminFailures.size === 0 &&
        breakage.hostsDown.every((faults) => faults === 0) &&
        breakage.disksFull.every((faults) => faults === 0),
    )
  );
}

/** Calls `look` for every version recorded by the parent, store by store. */
export function overParentVersions<Answer>(
  world: World,
  look: (store: StoreId, version: ParentVersionView) => readonly Answer[],
): Answer[] {
  return world.parent.stores.flatMap(({ versions }, store) =>
    versions.flatMap((version) => look(store, version)),
  );
}

export type ParentVersionView = World['parent']['stores'][number]['versions'][number];

/** True if recovery is enabled by its switch and its configuration key. */
export function recovers(world: World): boolean {
  return world.variant.recover && world.configuration['degraded.mode.auto.recovery.enabled'];
}

/** A key for a map over stores in regions. */
export function placeKey({ region, store }: { region: RegionId; store: StoreId }): string {
  return `${region}/${store}`;
}
