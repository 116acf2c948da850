/**
 * Updates the sets of stores for periodic checks: called by the other files of `apply` after every write that can change a store's
 * membership. O(versions of the store), independent of the number of stores.
 */
import { setIndex } from '../index-set.js';
import type { RegionId, StoreId } from '../names.js';
import { parentStore, regionAt, storeIn } from '../world/entries.js';
import { mayLack, swapUrgency } from '../world/waiting.js';
import type { WritableWorld } from '../world.js';

/** A record of a version in a region has changed. */
export function noteRecords(world: WritableWorld, region: RegionId, store: StoreId): void {
  const scans = world.waiting.scans[region];
  if (scans === undefined) return;
  const records = storeIn(regionAt(world, region), store).pushRecords;
  let watched = false;
  for (const { collector } of records.values()) watched ||= collector?.monitoring === true;
  setIndex(scans, store, watched);
}

/** The parent's record of a store, or what a region serves of it, has changed. */
export function noteParentStore(world: WritableWorld, store: StoreId): void {
  const { waiting } = world;
  const record = parentStore(world, store);
  const urgency = swapUrgency(world, store);
  const { variant } = world;
  for (const [region, stores] of waiting.lacking.entries())
    setIndex(stores, store, mayLack(record.versions, region, variant));
  setIndex(waiting.urgentSwaps, store, urgency === 'urgent');
  setIndex(waiting.idleSwaps, store, urgency === 'idle');
  setIndex(waiting.settledSwaps, store, urgency === 'settled');
}
