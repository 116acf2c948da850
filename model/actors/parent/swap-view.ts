/** The deferred swap service's view of a store: the parent's record, every region, the switches. It makes no decision. */

import { regionName, type StoreId, type VersionAt } from '../../names.js';
import { rolloutOrderOf, writesParentTopic } from '../../queries/configuration.js';
import { statusInRegion, statusSince } from '../../queries/push-status.js';
import { asBuiltHookNames } from '../../queries/registered-hooks.js';
import {
  childStore,
  childVersion,
  parentVersion,
  reachable,
  storesReadable,
} from '../../queries/world.js';
import type { SwapView } from '../../rules/swap/deferred-swap-words.js';
import { ChangeCache, changesOf } from '../../world/changes.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

/**
 * The rules' view of a store; undefined: its highest version does not exist. While nothing about the store has changed, the last view is
 * reused with a new time.
 */
export function viewOf(world: World, turn: ModelTurn, store: StoreId): SwapView | undefined {
  const view = viewsKept.recall(world, store, changesOf(world, store), () =>
    lookedUp(world, turn, store),
  );
  return view === undefined || view.nowMs === turn.now ? view : { ...view, nowMs: turn.now };
}

const viewsKept = new ChangeCache<SwapView | undefined>();

function lookedUp(world: World, turn: ModelTurn, store: StoreId): SwapView | undefined {
  const number = parentStore(world, store).largestUsed;
  const version = parentVersion(world, store, number);
  if (version === undefined) return undefined;
  const topic = parentStore(world, store).topics.get(number);
  const written = writesParentTopic(world) && topic !== undefined;
  return {
    nowMs: turn.now,
    rolloutOrder: rolloutOrderOf(world),
    stallFactor: world.configuration['deferred.version.swap.buffer.time'],
    waitMinutes: storeSetup(world, store).swapWaitMinutes,
    hooks: asBuiltHookNames(world, store),
    parentTopic: !written ? 'never-written' : topic.truncatedAt >= 0 ? 'truncated' : 'open',
    writesEnabled: parentStore(world, store).writesEnabled,
    version: {
      number,
      status: version.status,
      swapDeferred: version.swapDeferred,
      targetSwapRegion: version.targetSwapRegion,
      targetRegionPromoted: version.targetRegionPromoted,
      excluded: version.excluded.map((region) => regionName(world.names, region)),
    },
    regions: world.javaOrder.map((region) => regionView(world, { region, store, version: number })),
  };
}

function regionView(world: World, at: VersionAt): SwapView['regions'][number] {
  const { region } = at;
  const up = reachable(world, region);
  const { current, promotedAt, pushRecords } = childStore(world, at.region, at.store);
  const since = statusSince(pushRecords.get(at.version));
  return {
    region: regionName(world.names, region),
    reachable: storesReadable(world, region),
    versionStatus: childVersion(world, at)?.status,
    currentVersion: current,
    promotedAtMs: promotedAt,
    pushStatus: up ? statusInRegion(world, at) : 'UNKNOWN',
    pushStatusSinceSeconds: up ? (since ?? undefined) : undefined,
  };
}
