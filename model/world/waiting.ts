/**
 * Index of stores for the periodic checks of the parent and the regions, so that a tick costs O(candidates) instead of O(stores). Updated by
 * `apply` after every fact that can change it; a member is a candidate, which the check still evaluates.
 */

import { createIndexSet, type IndexSet } from '../index-set.js';
import type { RegionId, StoreId } from '../names.js';
import { parentStore, storeIn } from './entries.js';
import type { ParentStore } from './parent.js';

/** Sets of store numbers. */
export interface Waiting {
  /** Per region: stores with a version whose Da Vinci reports are being collected. */
  readonly scans: readonly IndexSet[];
  /** Per region: stores with a version that is PARTIALLY_ONLINE in the parent and may have left the region out. */
  readonly lacking: readonly IndexSet[];
  /**
   * Stores whose newest version still needs an action of the deferred swap, stores where a region only lags behind, and stores whose newest
   * version every region serves: checked only while a region does not report what it serves.
   */
  readonly urgentSwaps: IndexSet;
  readonly idleSwaps: IndexSet;
  readonly settledSwaps: IndexSet;
}

/** Empty sets. */
export function createWaiting(regions: number, stores: number): Waiting {
  return {
    scans: Array.from({ length: regions }, () => createIndexSet(stores)),
    lacking: Array.from({ length: regions }, () => createIndexSet(stores)),
    urgentSwaps: createIndexSet(stores),
    idleSwaps: createIndexSet(stores),
    settledSwaps: createIndexSet(stores),
  };
}

/**
 * True if a region may lack a version that is PARTIALLY_ONLINE; RC-1 decides. Without the switch `flag-all-excluded` the excluded regions
 * are not recorded, so every region is a candidate.
 */
export function mayLack(
  versions: readonly Readonly<
    Pick<ParentStore['versions'][number], 'status' | 'excluded' | 'degradedPush'>
  >[],
  region: RegionId,
  { flagAllExcluded }: { readonly flagAllExcluded: boolean },
): boolean {
  for (const { status, degradedPush, excluded } of versions) {
    if (status !== 'PARTIALLY_ONLINE') continue;
    if (flagAllExcluded ? excluded.includes(region) : degradedPush) return true;
  }
  return false;
}

/** The part of the World that determines the urgency of a swap. */
interface Swapping {
  readonly parent: { readonly stores: readonly Readonly<ReadableStore>[] };
  readonly regions: readonly {
    readonly stores: readonly { readonly current: number }[];
  }[];
}

type ReadableStore = Pick<ParentStore, 'largestUsed'> & {
  readonly versions: readonly Readonly<
    Pick<
      ParentStore['versions'][number],
      'number' | 'status' | 'swapDeferred' | 'targetSwapRegion' | 'deferredByUser'
    >
  >[];
};

/** Urgency of the deferred swap's check of a store's newest version. `none`: it is not for the swap service, or final. */
export type SwapUrgency = 'urgent' | 'idle' | 'settled' | 'none';

/** `urgent`: the deferred swap must act; `idle`: a region only lags behind; `settled`: every region serves the version. */
export function swapUrgency(world: Swapping, store: StoreId): SwapUrgency {
  const record = parentStore(world, store);
  const version = record.versions.find(({ number }) => number === record.largestUsed);
  if (version === undefined || !version.swapDeferred || version.targetSwapRegion === '')
    return 'none';
  // A deferral that a user asked for ends by a user's roll-forward only.
  if (version.deferredByUser) return 'none';
  if (version.status === 'STARTED' || version.status === 'PUSHED') return 'urgent';
  if (version.status !== 'ONLINE') return 'none';
  const lags = world.regions.some((region) => storeIn(region, store).current < version.number);
  return lags ? 'idle' : 'settled';
}
