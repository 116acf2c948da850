/** How invariants name things in their sentences, and what several of them ask about the World. Nothing here judges. */
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

/** The regions that must serve a version before its push is done: its targets, or all when the others follow by themselves; none that it left out. */
export function regionsFor(world: World, store: StoreId, version: VersionNumber): RegionId[] {
  const record = parentVersion(world, store, version);
  if (record === undefined) return allRegions(world);
  const { targets, hookGated, swapDeferred, converted, degradedSnapshot, excluded } = record;
  const isSecondPhased = world.pushes[record.push]?.mode === 'targeted';
  const othersFollow = !hookGated && (swapDeferred || isSecondPhased);
  const meant = targets.length === 0 || othersFollow ? allRegions(world) : [...targets];
  // As built a converted version does not keep the names of those that it left out.
  const isLeftOut = (region: RegionId) =>
    excluded.includes(region) ||
    (converted && degradedSnapshot.includes(region) && !targets.includes(region));
  return meant.filter((region) => !isLeftOut(region));
}

/** The regions that a version names as its targets, or all if it names none; those left out as degraded are not among them. */
export function targetsOf(world: World, store: StoreId, version: VersionNumber): RegionId[] {
  const record = parentVersion(world, store, version);
  const targets = record?.targets ?? [];
  const meant = targets.length === 0 ? allRegions(world) : [...targets];
  return meant.filter((region) => record?.excluded.includes(region) !== true);
}

/** A user asked for some regions, and this is none of them. */
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

/** Its user asked for some regions only. */
export function isForSomeRegions(world: World, { push }: { readonly push: PushId }): boolean {
  const mode = world.pushes[push]?.mode;
  return mode === 'targeted' || mode === 'targeted-deferred';
}

/** The version that has the very content of this repush, because the repush read it; 0 = it is no repush, or spoils what it reads. */
export function repushedFrom(world: World, store: StoreId, version: VersionNumber): VersionNumber {
  const record = parentVersion(world, store, version);
  return record === undefined || record.content === record.push ? 0 : record.repushOf;
}

/** What each region serves of a store. */
export function currents(world: World, store: StoreId): VersionNumber[] {
  return allRegions(world).map((region) => childStore(world, region, store).current);
}

/** Nothing is broken any more and no region is marked degraded. */
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

/** Healed, and no host, disk, replica, instance or admin queue is broken either. */
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

/** Calls `look` for every version that the parent knows, store by store. */
export function overParentVersions<Answer>(
  world: World,
  look: (store: StoreId, version: ParentVersionView) => readonly Answer[],
): Answer[] {
  return world.parent.stores.flatMap(({ versions }, store) =>
    versions.flatMap((version) => look(store, version)),
  );
}

export type ParentVersionView = World['parent']['stores'][number]['versions'][number];

/** Recovery is switched on by its switch and its configuration key. */
export function recovers(world: World): boolean {
  return world.variant.recover && world.configuration['degraded.mode.auto.recovery.enabled'];
}

/** A key for a map over stores in regions. */
export function placeKey({ region, store }: { region: RegionId; store: StoreId }): string {
  return `${region}/${store}`;
}
