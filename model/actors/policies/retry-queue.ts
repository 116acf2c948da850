/**
 * The retry queue of policy E: regions that missed a version are recovered from one that has it, repeatedly, until that succeeds or a
 * newer push makes it obsolete.
 */
import { regionId, type StoreId, storeId, storeName, type VersionNumber } from '../../names.js';
import {
  allRegions,
  childStore,
  childVersion,
  parentUp,
  parentVersion,
  reachable,
} from '../../queries/world.js';
import {
  afterFailedRecovery,
  dropOlderThan,
  enqueueRecovery,
  judgeQueued,
  type QueuedRecovery,
  retryQueueRule,
} from '../../rules/degraded/retry-queue.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { callRollForward, setStatus } from '../commands/parent-commands.js';
import { recoverStores } from '../recovery/trigger.js';
import { armQueue } from '../timers.js';

export const asks = [retryQueueRule];

/** Regions that are incomplete at the end of the first phase. */
export interface MissingRegions {
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly regions: readonly string[];
}

/** Adds the regions that missed a version to the queue. */
export function queueMissing(world: World, turn: ModelTurn, missing: MissingRegions): void {
  const { store: id, version, regions } = missing;
  if (regions.length === 0) return;
  const store = storeName(world.names, id);
  const queue = regions.reduce<readonly QueuedRecovery[]>(
    (known, region) =>
      enqueueRecovery(known, { store, region, version, tries: 0, notBeforeMs: turn.now }),
    world.parent.policy.queue,
  );
  const text = `queues ${store} v${version} for ${regions.join(', ')}`;
  turn.record({ kind: 'retry-queue-changed', queue, text, rule: 'DM-11' });
  armQueue(world, turn);
}

/** A new version of a store starts: removes the queue's entries for older ones. */
export function dropOlder(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  version: VersionNumber,
): void {
  const before = world.parent.policy.queue;
  if (before.length === 0) return;
  const name = storeName(world.names, store);
  const queue = world.names.regions.reduce(
    (known, region) => dropOlderThan(known, { store: name, region, version }),
    before,
  );
  if (queue.length === before.length) return;
  const text = `drops older versions of ${name} from the queue`;
  turn.record({ kind: 'retry-queue-changed', queue, text, rule: 'DM-11' });
}

/** One tick: the worker checks every entry. */
export const onQueueTickDue: Handler<'queue-tick-due'> = (world, _event, turn) => {
  if (Math.abs(world.parent.policy.queueLookAt) !== turn.now) return;
  turn.record({ kind: 'policy-tick-armed', look: 'queue', at: 0 });
  if (parentUp(world))
    for (const entry of world.parent.policy.queue) checkQueue(world, turn, entry);
  armQueue(world, turn);
};

function checkQueue(world: World, turn: ModelTurn, entry: QueuedRecovery): void {
  const region = regionId(world.names, entry.region);
  const store = storeId(world.names, entry.store);
  const { version } = entry;
  const { current } = childStore(world, region, store);
  if (current >= version) return settle(world, turn, entry, 'is served by now');
  const step = judgeQueued(entry, {
    regionHealthy: reachable(world, region),
    newestInRegion: current,
    nowMs: turn.now,
  });
  if (step === 'drop') return settle(world, turn, entry, 'is no longer needed');
  if (step === 'wait' || isRecovering(world, { region, store })) return;
  const status = childVersion(world, { region, store, version })?.status;
  if (status === 'ONLINE' || status === 'PUSHED') return swap(world, turn, entry, region);
  const failed = afterFailedRecovery(entry, turn.now);
  change(world, turn, entry, { ...failed, notBeforeMs: failed.notBeforeMs });
  recoverStores(world, turn, region, [{ store: entry.store, version }]);
}

/** The region completed by itself after the first phase. */
function swap(world: World, turn: ModelTurn, entry: QueuedRecovery, region: number): void {
  const store = storeId(world.names, entry.store);
  if (callRollForward(world, turn, store, [region]).outcome === 'failed') return;
  settle(world, turn, entry, 'is served by now');
}

function settle(world: World, turn: ModelTurn, entry: QueuedRecovery, words: string): void {
  const queue = world.parent.policy.queue.filter((queued) => queued !== entry);
  const text = `${entry.store} v${entry.version} in ${entry.region} ${words}`;
  turn.record({ kind: 'retry-queue-changed', queue, text, rule: 'DM-11' });
  const name = { store: storeId(world.names, entry.store), version: entry.version };
  const everywhere = allRegions(world).every(
    (region) => childStore(world, region, name.store).current >= name.version,
  );
  const status = parentVersion(world, name.store, name.version)?.status;
  if (everywhere && status === 'PARTIALLY_ONLINE') setStatus(world, turn, name, 'ONLINE', 'DM-11');
}

function change(
  world: World,
  turn: ModelTurn,
  entry: QueuedRecovery,
  changed: QueuedRecovery,
): void {
  const queue = world.parent.policy.queue.map((queued) => (queued === entry ? changed : queued));
  turn.record({ kind: 'retry-queue-changed', queue, text: '', rule: 'DM-11' });
}

function isRecovering(
  world: World,
  { region, store }: { readonly region: number; readonly store: number },
): boolean {
  const recovery = world.parent.recoveries.get(region);
  return (
    recovery !== undefined &&
    recovery.phase !== 'complete' &&
    (recovery.stores.length === 0 || recovery.stores.some((entry) => entry.store === store))
  );
}
