/**
 * The parent's deferred version swap: once a minute it checks the versions whose swap was deferred to target regions, and rolls the other
 * regions forward when they are due. Versions gated by hooks are left to rollout.ts.
 */

import { membersOf } from '../../index-set.js';
import { regionId, type StoreId, type VersionNumber } from '../../names.js';
import { rolloutOrderOf } from '../../queries/configuration.js';
import { callPolicies, failedCallMs, futureVersionsFailMs } from '../../queries/remote-calls.js';
import { allRegions, reachable } from '../../queries/world.js';
import { regionListsRule } from '../../rules/regions/region-lists.js';
import { deferredSwapGateRule } from '../../rules/swap/deferred-swap-gate.js';
import { afterSwapHooks } from '../../rules/swap/deferred-swap-hooks.js';
import { afterRollForward } from '../../rules/swap/deferred-swap-outcome.js';
import { parallelSwapRule } from '../../rules/swap/deferred-swap-parallel.js';
import { sequentialSwapRule } from '../../rules/swap/deferred-swap-sequential.js';
import { beginSwapTick } from '../../rules/swap/deferred-swap-tick.js';
import {
  freshSwapState,
  type SwapAction,
  type SwapNext,
  type SwapPlan,
  type SwapState,
  type SwapStep,
  type SwapVariant,
  type SwapView,
} from '../../rules/swap/deferred-swap-words.js';
import { rollbackRegionsRule } from '../../rules/swap/rollback-regions.js';
import { parentStore } from '../../world/entries.js';
import { swapUrgency } from '../../world/waiting.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import {
  calledRegions,
  callRollForward,
  sendAdmin,
  sendRollBack,
  setParentCurrent,
  setStatus,
  truncateParentTopic,
} from '../commands/parent-commands.js';
import { callHooksSync } from '../hooks/runner.js';
import { noticeMissingNodes } from '../region/start-timeout.js';
import { armSwapTick, settledLooksOpen } from '../timers.js';
import { viewOf } from './swap-view.js';

export const asks = [
  regionListsRule,
  deferredSwapGateRule,
  parallelSwapRule,
  sequentialSwapRule,
  rollbackRegionsRule,
];

/** One tick: checks every candidate that no worker handles. */
export const onSwapTickDue: Handler<'swap-tick-due'> = (world, { epoch }, turn) => {
  if (epoch !== world.parent.epoch || Math.abs(world.parent.swapTickAt) !== turn.now) return;
  turn.record({ kind: 'tick-armed', tick: 'swap', at: 0 });
  const { urgentSwaps, idleSwaps, settledSwaps } = world.waiting;
  const { handLocks } = world.parent;
  const { busy, queued } = world.parent.swapWork;
  const settled = settledLooksOpen(world) ? membersOf(settledSwaps) : [];
  const inQueue = new Set(queued);
  const waiting = [...membersOf(urgentSwaps), ...membersOf(idleSwaps), ...settled]
    .filter((store) => !busy.has(store) && !inQueue.has(store) && !handLocks.has(store))
    .sort((a, b) => a - b);
  dispatchStores(world, turn, [...queued, ...waiting]);
  armSwapTick(world, turn);
};

/** A roll-forward that waited for unreachable regions is carried out, and its worker is free. */
export const onRollForwardDue: Handler<'roll-forward-due'> = (world, event, turn) => {
  const { store, epoch, plan } = event;
  if (epoch !== world.parent.epoch) return;
  turn.record({ kind: 'roll-forward-waited', store });
  const view = viewOf(world, turn, store);
  const memory = world.parent.swaps.get(store) ?? freshSwapState;
  if (view !== undefined) {
    const { outcome } = callRollForward(world, turn, store, regionsOf(world, plan));
    advance(
      world,
      turn,
      { store, view, memory },
      afterRollForward(memory, view, { plan, outcome }),
    );
  }
  dispatchStores(world, turn, world.parent.swapWork.queued);
  armSwapTick(world, turn);
};

/** Stores are assigned in order; the rest wait for a free worker. */
function dispatchStores(world: World, turn: ModelTurn, stores: readonly StoreId[]): void {
  const workers = world.configuration['deferred.version.swap.thread.pool.size'];
  let done = 0;
  for (const store of stores) {
    if (world.parent.swapWork.busy.size >= workers) break;
    done += 1;
    if (swapUrgency(world, store) !== 'none') checkStore(world, turn, store);
  }
  const left = stores.slice(done);
  if (left.length > 0 || world.parent.swapWork.queued.length > 0)
    turn.record({ kind: 'swaps-queued', stores: left });
}

function checkStore(world: World, turn: ModelTurn, store: StoreId): void {
  const version = parentStore(world, store).largestUsed;
  noticeMissingNodes(world, turn, { store, version }, allRegions(world));
  const view = viewOf(world, turn, store);
  if (view === undefined) return;
  const memory = world.parent.swaps.get(store) ?? freshSwapState;
  advance(world, turn, { store, view, memory }, beginSwapTick(memory, view, world.variant));
}

/** Handles one store on a worker; `memory` is the service's state of the store before. */
interface Pass {
  readonly store: StoreId;
  readonly view: SwapView;
  readonly memory: SwapState;
}

function advance(
  world: World,
  turn: ModelTurn,
  { store, view, memory }: Pass,
  first: SwapStep,
): void {
  const { variant } = world;
  let step = first;
  let next: SwapNext = carryOut(world, turn, store, step);
  while (next.kind !== 'stop') {
    if (next.kind === 'roll-forward' && waitsForUnreachableRegions(world, turn, store, next)) break;
    step =
      next.kind === 'ask-hooks'
        ? askHooks(world, turn, { store, view, variant, step, next })
        : rollOut(world, turn, { store, view, step, next });
    next = carryOut(world, turn, store, step);
  }
  if (step.state !== memory) turn.record({ kind: 'swap-remembered', store, memory: step.state });
}

/**
 * A roll-forward first reads the future version of every region; the read from one that does not answer is retried. All that time it
 * holds the store's lock and its worker.
 */
function waitsForUnreachableRegions(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  plan: SwapPlan,
): boolean {
  const silent = calledRegions(world, store, regionsOf(world, plan)).filter(
    (region) => !reachable(world, region),
  );
  if (silent.length === 0) return false;
  const lookMs = plan.mode === 'sequential' ? failedCallMs(callPolicies['region-store']) : 0;
  const waitMs = futureVersionsFailMs() + lookMs;
  const until = turn.now + waitMs;
  turn.record({ kind: 'roll-forward-waits', store, silent, until, rule: 'VS-10' });
  const { epoch } = world.parent;
  turn.schedule(waitMs, { kind: 'roll-forward-due', store, epoch, plan });
  return true;
}

function regionsOf(world: World, { regions }: SwapPlan): number[] {
  return regions.map((name) => regionId(world.names, name));
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
  const { outcome } = callRollForward(world, turn, store, regionsOf(world, next));
  return afterRollForward(step.state, view, { plan: next, outcome });
}

function askHooks(
  world: World,
  turn: ModelTurn,
  look: Look<Extract<SwapNext, { kind: 'ask-hooks' }>> & { readonly variant: SwapVariant },
): SwapStep {
  const { store, view, variant, step, next } = look;
  const answers = next.questions.map(({ regionArgument }) =>
    callHooksSync(
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
      return promoteTargets(world, turn, { store, version: action.version });
    case 'roll-back': {
      const regions = action.filter.split(',').map((name) => regionId(world.names, name));
      const version = parentStore(world, store).largestUsed;
      return sendRollBack(world, turn, { store, version }, { regions, by: 'hook' });
    }
    case 'metric':
      return action.metric === 'stalled-stores'
        ? gauge(world, turn, store, action.stalled)
        : undefined;
    case 'roll-forward':
      return;
  }
}

/** Records the promotion; regions are informed only where paused Da Vinci instances wait for it, as nothing else in a region reads it. */
function promoteTargets(
  world: World,
  turn: ModelTurn,
  { store, version }: { readonly store: StoreId; readonly version: VersionNumber },
): void {
  turn.record({ kind: 'target-promoted', store, version });
  if (world.configuration['davinci.paused.sit.enabled'])
    sendAdmin(world, turn, { kind: 'PromoteTargets', store, version });
}

function gauge(world: World, turn: ModelTurn, store: StoreId, stalled: boolean): void {
  const { swaps, stalledSwaps } = world.parent;
  const others = stalledSwaps - (swaps.get(store)?.stalled === true ? 1 : 0);
  const stores = others + (stalled ? 1 : 0);
  const rule = rolloutOrderOf(world).length > 0 ? 'VS-5' : 'VS-1';
  turn.record({ kind: 'swap-stalled', store, stalled, stores, rule });
}
