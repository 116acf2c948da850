/**
 * Recovery of a region: finds the versions it missed, assigns the stores to a bounded pool of workers, and completes when every store is
 * confirmed, superseded or given up. steps.ts handles one store, confirmation.ts confirms.
 */

import { type RegionId, regionName, storeName } from '../../names.js';
import { storesToRecover } from '../../queries/stores-to-recover.js';
import { childVersion, reachable } from '../../queries/world.js';
import type { StoreVersion } from '../../rules/recovery/candidates.js';
import { decideTrigger, triggerRule } from '../../rules/recovery/trigger.js';
import { storeNamed } from '../../world/entries.js';
import type { StoreRecovery } from '../../world/parent.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { deleteVersion } from '../region/deletion.js';
import { pumpWorkers } from './entries.js';

export const asks = [triggerRule];

/** A recovery of a region is requested: by an unmark, or by the monitor's scan. */
export function triggerRecovery(world: World, turn: ModelTurn, region: RegionId): void {
  const known = world.parent.recoveries.get(region);
  const found =
    world.parent.listingDown > 0 ? 'enumeration-failed' : storesToRecover(world, region);
  const decision = decideTrigger(
    {
      region: regionName(world.names, region),
      known:
        known === undefined
          ? undefined
          : { complete: known.phase === 'complete', versions: unfinished(world, known) },
      found,
    },
    world.variant,
  );
  switch (decision.kind) {
    case 'start':
      return begin(world, turn, region, decision.versions);
    case 'replace':
      if (known !== undefined) abandon(world, turn, known, decision.kept);
      return begin(world, turn, region, [...decision.kept, ...decision.start]);
    case 'nothing-to-heal': {
      const reason = 'no store needs it';
      turn.record({ kind: 'recovery-refused', region, reason, rule: 'RC-1' });
      return;
    }
    case 'failed':
      // The entry that nothing completes: as built it stays until the controller ends.
      if (decision.blocksLater) begin(world, turn, region, []);
      turn.record({ kind: 'recovery-refused', region, reason: decision.reason, rule: 'RC-2' });
      return;
    case 'refused':
      turn.record({ kind: 'recovery-refused', region, reason: decision.reason, rule: 'RC-2' });
  }
}

/** A newer recovery supersedes an older one: deletes copies that the older one started and that are no longer needed. */
function abandon(
  world: World,
  turn: ModelTurn,
  recovery: World['parent']['recoveryHistory'][number],
  kept: readonly StoreVersion[],
): void {
  const { id, region, stores } = recovery;
  turn.record({ kind: 'recovery-abandoned', region, recovery: id, rule: 'RC-2' });
  if (!reachable(world, region)) return;
  for (const { store, version, rebuiltAs, state } of stores) {
    const name = world.names.stores[store];
    const stays = kept.some((one) => one.store === name && one.version === version);
    const copy = childVersion(world, { region, store, version: rebuiltAs });
    if (stays || state !== 'initiated' || copy?.status !== 'STARTED' || !copy.recovered) continue;
    const why = { because: 'its recovery is abandoned', rule: 'RC-2' } as const;
    deleteVersion(world, turn, { region, store, version: rebuiltAs }, why);
  }
}

/** Recovers named versions in a region, for any caller; not while another recovery of the region runs. */
export function recoverStores(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  versions: readonly StoreVersion[],
): void {
  const known = world.parent.recoveries.get(region);
  if (known === undefined || known.phase === 'complete') begin(world, turn, region, versions);
}

function begin(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  versions: readonly StoreVersion[],
): void {
  const stores = versions.map(({ store, version }) => ({
    store: storeNamed(world, store),
    version,
  }));
  const recovery = world.parent.recoveryCount + 1;
  turn.record({ kind: 'recovery-started', region, recovery, stores, rule: 'RC-2' });
  pumpWorkers(world, turn);
}

function unfinished(
  world: World,
  recovery: { readonly stores: readonly Readonly<StoreRecovery>[] },
): StoreVersion[] {
  return recovery.stores
    .filter(({ state }) => state === 'queued' || state === 'running' || state === 'initiated')
    .map(({ store, version }) => ({ store: storeName(world.names, store), version }));
}
