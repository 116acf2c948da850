/**
 * An operator rolls a store forward: the parent polls all regions for their future version, then calls them one after the other. While it
 * waits for an unreachable one it holds the lock of the store, as the swap service does.
 */

import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionName,
} from '../../names.js';
import { writesParentTopic } from '../../queries/configuration.js';
import { futureVersionsFailMs } from '../../queries/remote-calls.js';
import {
  allRegions,
  childStore,
  namesOf,
  parentUp,
  parentVersion,
  reachable,
  servedVersion,
} from '../../queries/world.js';
import {
  futureVersion,
  rollForwardCompletion,
  rollForwardCompletionRule,
} from '../../rules/swap/roll-forward-completion.js';
import type { ParentVersion } from '../../world/parent.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import {
  calledRegions,
  callRollForward,
  setParentCurrent,
  setStatus,
  truncateParentTopic,
} from '../commands/parent-commands.js';

export const asks = [rollForwardCompletionRule];

/** Rolls a store forward, at once or after the polls of unreachable regions are exhausted. */
export function rollForwardByHand(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  regions: readonly RegionId[],
): void {
  const silent = calledRegions(world, store, regions).filter((region) => !reachable(world, region));
  if (silent.length === 0) return carryOut(world, turn, store, regions);
  const waitMs = futureVersionsFailMs();
  const until = turn.now + waitMs;
  turn.record({ kind: 'hand-roll-forward-waits', store, silent, until, rule: 'VS-10' });
  const { epoch } = world.parent;
  turn.schedule(waitMs, { kind: 'hand-roll-forward-due', store, regions, epoch });
}

/** The polls of unreachable regions are exhausted. */
export const onHandRollForwardDue: Handler<'hand-roll-forward-due'> = (world, event, turn) => {
  const { store, regions, epoch } = event;
  turn.record({ kind: 'hand-roll-forward-waited', store });
  if (epoch !== world.parent.epoch || !parentUp(world))
    return refuse(turn, 'the parent lost its leader before the call was through; try again');
  carryOut(world, turn, store, regions);
};

function carryOut(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  regions: readonly RegionId[],
): void {
  const answers = allRegions(world).map((region) => ({
    region: regionName(world.names, region),
    futureVersion: futureIn(world, region, store),
  }));
  const future = futureVersion(answers, namesOf(world, regions));
  const name = storeName(world.names, store);
  if (future.kind === 'refused')
    return refuse(turn, `no region has a finished version of ${name} to roll forward to`);
  const text = `rolls ${name} forward to v${future.version}`;
  const acted = { kind: 'operator-acted', action: 'roll-forward', region: -1, text } as const;
  turn.record({ ...acted, rule: 'VS-10' });
  const { outcome, reason } = callRollForward(world, turn, store, regions);
  if (outcome === 'failed')
    return refuse(
      turn,
      `${reason}; regions called before it may serve the version already, those after it were not called`,
    );
  finishRollForward(world, turn, { store, version: future.version });
}

function refuse(turn: ModelTurn, reason: string): void {
  const refused = { kind: 'operator-refused', action: 'roll-forward', region: -1 } as const;
  turn.record({ ...refused, reason, rule: 'VS-10' });
}

function finishRollForward(world: World, turn: ModelTurn, name: VersionName): void {
  const record = parentVersion(world, name.store, name.version);
  const served = (region: RegionId) => servedVersion(world, region, name.store);
  const completion = rollForwardCompletion(
    {
      version: name.version,
      onlyDeferred: record !== undefined && isSwappedByHand(world, record),
      parentTopicWritten: writesParentTopic(world),
      currentVersions: allRegions(world).map(served),
      leftOutVersions: (record?.excluded ?? []).map(served),
    },
    world.variant,
  );
  const rollout = world.parent.rollouts.get(name.store);
  const isOver = completion.outcome === 'every-region-serves' && rollout?.stage === 'running';
  if (isOver && rollout.version === name.version) {
    const text = `ends: an operator rolled v${name.version} forward everywhere`;
    turn.record({ kind: 'rollout-ended', ...name, outcome: 'completed', text, rule: 'VS-10' });
  }
  for (const action of completion.actions) {
    if (action.kind === 'truncate-parent-topic') truncateParentTopic(world, turn, name);
    else if (action.kind === 'set-current-version') setParentCurrent(world, turn, name);
    else setStatus(world, turn, name, action.status, 'VS-10');
  }
}

/** Deferred without target regions, or, as designed, made targeted only because a region is degraded. */
function isSwappedByHand(world: World, record: Readonly<ParentVersion>): boolean {
  if (!record.swapDeferred) return false;
  if (record.targetSwapRegion === '') return true;
  return record.converted && record.deferredByUser && world.variant.keepManualDefer;
}

function futureIn(world: World, region: RegionId, store: StoreId): number {
  if (!reachable(world, region)) return -1;
  const { versions, current } = childStore(world, region, store);
  const highest = versions.at(-1);
  const finished =
    highest?.status === 'PUSHED' || highest?.status === 'ONLINE' || highest?.status === 'STARTED';
  return highest !== undefined && highest.number !== current && finished ? highest.number : 0;
}
