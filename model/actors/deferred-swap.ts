/**
 * The parent's deferred version swap: looks once a minute at versions whose swap was deferred to named regions, and rolls the others
 * forward when their turn has come. It does not look at versions that hooks gate; rollout.ts does.
 */
import { isEmptyIndex, membersOf } from '../index-set.js';
import type { StoreId } from '../names.js';
import { childStore, childVersion, parentUp, parentVersion, reachable } from '../questions.js';
import { parseRolloutOrder, regionListsRule } from '../rules/regions/region-lists.js';
import { deferredSwapGateRule } from '../rules/swap/deferred-swap-gate.js';
import { afterSwapHooks } from '../rules/swap/deferred-swap-hooks.js';
import { afterRollForward } from '../rules/swap/deferred-swap-outcome.js';
import { parallelSwapRule } from '../rules/swap/deferred-swap-parallel.js';
import { sequentialSwapRule } from '../rules/swap/deferred-swap-sequential.js';
import { beginSwapTick } from '../rules/swap/deferred-swap-tick.js';
import {
  freshSwapState,
  type SwapAction,
  type SwapNext,
  type SwapStep,
  type SwapVariant,
  type SwapView,
} from '../rules/swap/deferred-swap-words.js';
import { rollbackRegionsRule } from '../rules/swap/rollback-regions.js';
import { swapUrgency } from '../world/waiting.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { asBuiltHookNames, askAtOnce } from './hook-runner.js';
import {
  callRollForward,
  sendRollBack,
  setParentCurrent,
  setStatus,
  truncateParentTopic,
  writesParentTopic,
} from './parent-commands.js';
import { statusInRegion, statusSince } from './push-status.js';

export const asks = [
  regionListsRule,
  deferredSwapGateRule,
  parallelSwapRule,
  sequentialSwapRule,
  rollbackRegionsRule,
];

/** Schedules the next look if a version waits for one. A version that only lags behind does not keep a run alive. */
export function armSwapTick(world: World, turn: ModelTurn): void {
  if (
    !parentUp(world) ||
    world.configuration['controller.deferred.version.swap.service.enabled'] !== true
  )
    return;
  const urgent = !isEmptyIndex(world.waiting.urgentSwaps);
  if (!urgent && isEmptyIndex(world.waiting.idleSwaps)) return;
  const armed = world.parent.swapTickAt;
  if (armed > turn.now || (armed < -turn.now && !urgent)) return;
  const period = Number(world.configuration['controller.deferred.version.swap.sleep.ms']);
  const at = world.setup.start + (Math.floor((turn.now - world.setup.start) / period) + 1) * period;
  turn.record({ kind: 'tick-armed', tick: 'swap', at: urgent ? at : -at });
  turn.schedule(at - turn.now, { kind: 'swap-tick-due', epoch: world.parent.epoch }, !urgent);
}

/** One look at every candidate. */
export const onSwapTickDue: Handler<'swap-tick-due'> = (world, { epoch }, turn) => {
  if (epoch !== world.parent.epoch || Math.abs(world.parent.swapTickAt) !== turn.now) return;
  turn.record({ kind: 'tick-armed', tick: 'swap', at: 0 });
  const { urgentSwaps, idleSwaps } = world.waiting;
  const waiting = [...membersOf(urgentSwaps), ...membersOf(idleSwaps)].sort((a, b) => a - b);
  for (const store of waiting) if (swapUrgency(world, store) !== 'none') lookAt(world, turn, store);
  armSwapTick(world, turn);
};

function lookAt(world: World, turn: ModelTurn, store: StoreId): void {
  const view = viewOf(world, turn, store);
  if (view === undefined) return;
  const variant = variantOf(world);
  const memory = world.parent.swaps.get(store) ?? freshSwapState;
  let step: SwapStep = beginSwapTick(memory, view, variant);
  let next: SwapNext = carryOut(world, turn, store, step);
  while (next.kind !== 'stop') {
    step =
      next.kind === 'ask-hooks'
        ? askHooks(world, turn, { store, view, variant, step, next })
        : rollOut(world, turn, { store, view, step, next });
    next = carryOut(world, turn, store, step);
  }
  if (step.state !== memory) turn.record({ kind: 'swap-remembered', store, memory: step.state });
}

interface Look<Next extends SwapNext> {
  readonly store: StoreId;
  readonly view: SwapView;
  readonly step: SwapStep;
  readonly next: Next;
}

function rollOut(
  world: World,
  turn: ModelTurn,
  { store, view, step, next }: Look<Extract<SwapNext, { kind: 'roll-forward' }>>,
): SwapStep {
  const regions = next.regions.map((name) => world.names.regions.indexOf(name));
  const outcome = callRollForward(world, turn, store, regions);
  return afterRollForward(step.state, view, { plan: next, outcome });
}

function askHooks(
  world: World,
  turn: ModelTurn,
  look: Look<Extract<SwapNext, { kind: 'ask-hooks' }>> & { readonly variant: SwapVariant },
): SwapStep {
  const { store, view, variant, step, next } = look;
  const answers = next.questions.map(({ regionArgument }) =>
    askAtOnce(
      world,
      turn,
      { store, version: view.version.number, point: 'preStoreVersionSwap', regionArgument },
      variant,
    ),
  );
  return afterSwapHooks(
    step.state,
    view,
    { questions: next.questions, plan: next.plan, answers },
    variant,
  );
}

function carryOut(world: World, turn: ModelTurn, store: StoreId, step: SwapStep): SwapNext {
  for (const action of step.actions) act(world, turn, store, action);
  return step.next;
}

function act(world: World, turn: ModelTurn, store: StoreId, action: SwapAction): void {
  switch (action.kind) {
    case 'set-version-status':
      return setStatus(
        world,
        turn,
        { store, version: action.version },
        action.status,
        rolloutOrderOf(world).length > 0 ? 'VS-5' : 'VS-1',
      );
    case 'set-current-version':
      return setParentCurrent(world, turn, { store, version: action.version });
    case 'truncate-parent-topic':
      return truncateParentTopic(world, turn, { store, version: action.version });
    case 'mark-target-promoted':
      turn.record({ kind: 'target-promoted', store, version: action.version });
      return;
    case 'roll-back': {
      const regions = action.filter.split(',').map((name) => world.names.regions.indexOf(name));
      const version = world.parent.stores[store]?.largestUsed ?? 0;
      return sendRollBack(world, turn, { store, version }, { regions, by: 'hook' });
    }
    case 'roll-forward':
    case 'metric':
      return;
  }
}

function viewOf(world: World, turn: ModelTurn, store: StoreId): SwapView | undefined {
  const number = world.parent.stores[store]?.largestUsed ?? 0;
  const version = parentVersion(world, store, number);
  if (version === undefined) return undefined;
  const topic = world.parent.stores[store]?.topics.get(number);
  const written = writesParentTopic(world) && topic !== undefined;
  return {
    nowMs: turn.now,
    rolloutOrder: rolloutOrderOf(world),
    stallFactor: Number(world.configuration['deferred.version.swap.buffer.time']),
    waitMinutes: world.setup.stores[store]?.swapWaitMinutes ?? 10,
    hooks: asBuiltHookNames(world, store),
    parentTopic: !written ? 'never-written' : topic.truncatedAt >= 0 ? 'truncated' : 'open',
    version: {
      number,
      status: version.status,
      swapDeferred: version.swapDeferred,
      targetSwapRegion: version.targetSwapRegion,
      targetRegionPromoted: version.targetRegionPromoted,
      excluded: version.excluded.map((region) => world.names.regions[region] ?? ''),
    },
    regions: world.javaOrder.map((region) => regionView(world, region, { store, version: number })),
  };
}

function regionView(
  world: World,
  region: number,
  { store, version }: { store: number; version: number },
): SwapView['regions'][number] {
  const up = reachable(world, region);
  const { current, promotedAt, pushRecords } = childStore(world, region, store);
  const since = statusSince(pushRecords.get(version));
  return {
    region: world.names.regions[region] ?? '',
    reachable: up,
    versionStatus: childVersion(world, region, store, version)?.status,
    currentVersion: current,
    promotedAtMs: promotedAt,
    pushStatus: up ? statusInRegion(world, region, { store, version }) : 'UNKNOWN',
    pushStatusSinceSeconds: up ? (since ?? undefined) : undefined,
  };
}

/** The configured order of regions; empty = all at once. */
export function rolloutOrderOf(world: World): readonly string[] {
  return parseRolloutOrder(
    String(world.configuration['deferred.version.swap.region.roll.forward.order'] ?? ''),
  );
}

function variantOf(world: World): SwapVariant {
  const { switches } = world.setup.venice;
  return {
    parallelMarksPartial: switches['parallel-marks-partial'],
    sequentialSkipsDegraded: switches['sequential-skips-degraded'],
    failedTargetIsKilled: switches['failed-target-is-killed'],
    dvcErrorsFailTarget: switches['dvc-errors-fail-target'],
    hookExceptionProceeds: switches['hook-exception-proceeds'],
    oneRollbackPerDecision: switches['one-rollback-per-decision'],
    abortKeepsSwapped: switches['abort-keeps-swapped'],
    gateOwnRegion: switches['gate-own-region'],
    rollbackScope: switches['rollback-scope'],
    hookLimits: switches['hook-limits'],
  };
}
