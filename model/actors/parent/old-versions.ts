/**
 * The parent's handling of a store's older versions once a new one is announced: versions that regions rolled back or killed and no one
 * needs are deleted everywhere, and the oldest records above a limit are deleted in the parent. Rules decide which; regions retire
 * their own versions.
 */

import type { StoreId } from '../../names.js';
import { allRegions, childStore, servedVersion, storesReadable } from '../../queries/world.js';
import {
  historicalVersions,
  type RegionalVersions,
  strandedVersions,
} from '../../rules/retention/parent-ageing.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { ParentVersion } from '../../world/parent.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { sendAdmin } from '../commands/parent-commands.js';

/** Deletes what is no longer needed. */
export function giveUpOldVersions(world: World, turn: ModelTurn, store: StoreId): void {
  const regions = allRegions(world).map((region) => versionsInRegion(world, region, store));
  const stranded = strandedVersions(recordsOf(world, store), regions);
  for (const version of stranded.kind === 'delete-everywhere' ? stranded.versions : []) {
    sendAdmin(world, turn, { kind: 'DeleteVersion', store, version });
    turn.record({ kind: 'parent-version-deleted', store, version, rule: 'RT-8' });
  }
  const served = allRegions(world).map((region) => servedVersion(world, region, store));
  const kept = recordsKept(world, store);
  for (const version of historicalVersions(recordsOf(world, store), served, kept)) {
    turn.record({ kind: 'parent-version-deleted', store, version, rule: 'RT-8' });
  }
}

function versionsInRegion(world: World, region: number, store: StoreId): RegionalVersions {
  if (!storesReadable(world, region)) return { kind: 'no-answer' };
  const { versions, current } = childStore(world, region, store);
  return { kind: 'store', versions, currentVersion: current };
}

export function recordsOf(
  world: World,
  store: StoreId,
): readonly Pick<ParentVersion, 'number' | 'status'>[] {
  return parentStore(world, store).versions;
}

function recordsKept(world: World, store: StoreId): number {
  const whose = storeSetup(world, store).system === true ? 'system' : 'user';
  return world.configuration[`store.version.retention.count.${whose}.store`];
}
