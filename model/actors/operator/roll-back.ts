/**
 * An operator's rollback of a store: which version it takes back, and what becomes of a push of that version that is still under way. The
 * regions decide for themselves what they go back to.
 */

import { type RegionId, type StoreId, storeName } from '../../names.js';
import {
  allRegions,
  childStore,
  childVersion,
  parentVersion,
  reachable,
} from '../../queries/world.js';
import { rollbackTargetRule, versionToTakeBack } from '../../rules/swap/rollback-target.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { endPush } from '../commands/end-push.js';
import { sendAdmin, sendRollBack } from '../commands/parent-commands.js';
import { scheduleCleanUp } from '../rollout/steps.js';

/** Rolls a store back in the given regions; none: in all. */
export function rollBackByHand(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  regions: readonly RegionId[],
): void {
  const { versionedRollback } = world.variant;
  const known = allRegions(world).filter((region) => reachable(world, region));
  const version = versionToTakeBack(
    {
      parentCurrent: parentStore(world, store).current,
      served: known.map((region) => childStore(world, region, store).current),
      sent: sentByRollout(world, store),
    },
    { versionedRollback },
  );
  const text = `rolls ${storeName(world.names, store)} back from v${version}`;
  turn.record({ kind: 'operator-acted', action: 'roll-back', region: -1, text });
  const name = { store, version };
  if (versionedRollback) stopPush(world, turn, { ...name, regions });
  sendRollBack(world, turn, name, { regions, by: 'operator' });
  if (versionedRollback) failPush(world, turn, name);
}

/** The version of a rollout that has told a region to swap; 0 if there is none. A region that does not answer may serve it. */
function sentByRollout(world: World, store: StoreId): number {
  const rollout = world.parent.rollouts.get(store);
  const isSent = rollout?.regions.some(({ swap }) => swap !== 'pending') === true;
  return rollout?.stage === 'running' && isSent ? rollout.version : 0;
}

interface TakenBack {
  readonly store: StoreId;
  readonly version: number;
  readonly regions: readonly RegionId[];
}

/** What is not finished is killed before anything goes back, so that no region swaps to the version afterwards; a rollout under hooks ends. */
function stopPush(world: World, turn: ModelTurn, { store, version, regions }: TakenBack): void {
  const rollout = world.parent.rollouts.get(store);
  if (rollout?.version === version && rollout.stage === 'running') {
    const text = `ends: an operator rolled v${version} back`;
    const ended = { outcome: 'rolled-back', text, rule: 'LH-7' } as const;
    turn.record({ kind: 'rollout-ended', store, version, ...ended });
    scheduleCleanUp(world, turn, { store, version });
  }
  if (isRunning(world, { store, version })) {
    const status = regions.length === 0 ? 'ROLLED_BACK' : 'PARTIALLY_ONLINE';
    const set = { status, rolledBackBy: 'operator', rule: 'VS-9' } as const;
    turn.record({ kind: 'parent-version-status-set', store, version, ...set });
  }
  const isEverywhere = allRegions(world).every((region) => {
    const { current } = childStore(world, region, store);
    const status = childVersion(world, { region, store, version })?.status;
    return reachable(world, region) && (current === version || status === 'ROLLED_BACK');
  });
  if (!isEverywhere) sendAdmin(world, turn, { kind: 'KillPush', store, version });
}

/** No push succeeds that was taken back. */
function failPush(world: World, turn: ModelTurn, name: Omit<TakenBack, 'regions'>): void {
  const push = parentVersion(world, name.store, name.version)?.push ?? -1;
  const reason = `an operator rolled v${name.version} back`;
  if (isRunning(world, name))
    endPush(world, turn, push, { outcome: 'failed', reason, rule: rollbackTargetRule.id });
}

function isRunning(world: World, { store, version }: Omit<TakenBack, 'regions'>): boolean {
  const push = parentVersion(world, store, version)?.push ?? -1;
  return world.pushes[push]?.state === 'running';
}
