/** The stores that a recovery of a region has to copy, with their versions. */

import { isEmptyIndex, membersOf } from '../index-set.js';
import { type RegionId, regionName, type StoreId, storeName } from '../names.js';
import {
  candidatesRule,
  type RecordedStore,
  type StoreVersion,
  storesToHeal,
  versionToHeal,
} from '../rules/recovery/candidates.js';
import { parseRegions } from '../rules/regions/region-lists.js';
import { parentStore } from '../world/entries.js';
import type { World } from '../world.js';
import { allRegions, servedVersion } from './world.js';

export const asks = [candidatesRule];

/** The versions that a region lacks. */
export function storesToRecover(world: World, region: RegionId): readonly StoreVersion[] {
  return storesToHeal(
    storesLacking(world, region).map((id) => recordedStore(world, id)),
    regionName(world.names, region),
    world.variant,
  );
}

/** True if a region lacks a version. Stops at the first such store. */
export function owesStores(world: World, region: RegionId): boolean {
  const name = regionName(world.names, region);
  const { variant } = world;
  return storesLacking(world, region).some(
    (id) => versionToHeal(recordedStore(world, id), name, variant) !== 0,
  );
}

/** RC-1 decides whether the region lacks a version; most stores are skipped, because they left out another region. */
function storesLacking(world: World, region: RegionId): readonly StoreId[] {
  const stores = world.waiting.lacking[region];
  return stores === undefined || isEmptyIndex(stores) ? nothing : membersOf(stores);
}

const nothing: readonly StoreId[] = [];

/** Only stores that wait can qualify: a candidate is a version that is PARTIALLY_ONLINE in the parent. */
function recordedStore(world: World, id: StoreId): RecordedStore {
  const store = parentStore(world, id);
  return {
    store: storeName(world.names, id),
    parentCurrent: store.current,
    versions: store.versions.map((version) => ({
      number: version.number,
      status: version.status,
      degradedPush: version.degradedPush,
      swapRegions: parseRegions(version.targetSwapRegion),
      recordedExclusions: version.excluded.map((region) => regionName(world.names, region)),
      rolledBack: version.rolledBackBy !== '',
    })),
    currents: allRegions(world).map((region) => ({
      region: regionName(world.names, region),
      current: servedVersion(world, region, id),
    })),
  };
}
