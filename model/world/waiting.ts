/**
 * Which stores wait for something that the parent or a region looks at again and again: so that a look costs what there is to look at, and
 * not what there is. Kept by `apply` after every fact that can change it; a member is a store worth looking at, the looker still judges.
 */
import { createIndexSet, type IndexSet } from '../index-set.js';
import type { RegionId, StoreId } from '../names.js';
import type { ParentStore } from './parent.js';

/** Sets of store numbers. */
export interface Waiting {
  /** Per region: stores with a version whose Da Vinci reports are being watched. */
  readonly scans: readonly IndexSet[];
  /** Per region: stores with a version that the parent holds as PARTIALLY_ONLINE and that may have left the region out. */
  readonly lacking: readonly IndexSet[];
  /**
   * Stores whose newest version the deferred swap still has to act on, those where a region only lags behind, and those that every region
   * serves: worth a look while a region does not tell what it serves.
   */
  readonly urgentSwaps: IndexSet;
  readonly idleSwaps: IndexSet;
  readonly settledSwaps: IndexSet;
}

/** Nobody waits. */
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
 * May a region lack a version that is PARTIALLY_ONLINE? RC-1 judges whether it does. Without the switch `flag-all-excluded` nobody knows whom
 * a push left out, and every region may be meant.
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

/** What of the World the urgency of a swap depends on. */
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

/** How much the newest version of a store wants a look of the deferred swap. `none`: it is not for the swap service, or final. */
export type SwapUrgency = 'urgent' | 'idle' | 'settled' | 'none';

/** Does the deferred swap have to act (urgent), does a region only lag behind (idle), or does every region serve the version (settled)? */
export function swapUrgency(world: Swapping, store: StoreId): SwapUrgency {
  const record = world.parent.stores[store];
  const version = record?.versions.find(({ number }) => number === record.largestUsed);
  if (version === undefined || !version.swapDeferred || version.targetSwapRegion === '')
    return 'none';
  // A deferral that a user asked for ends by a user's roll-forward only.
  if (version.deferredByUser) return 'none';
  if (version.status === 'STARTED' || version.status === 'PUSHED') return 'urgent';
  if (version.status !== 'ONLINE') return 'none';
  const lags = world.regions.some(({ stores }) => (stores[store]?.current ?? 0) < version.number);
  return lags ? 'idle' : 'settled';
}
