/**
 * One tick of the deferred swap service for one version, up to the point where hooks are to be called
 * or regions to be rolled forward. It chains the gates with the choice of the mode. Later stages:
 * deferred-swap-hooks.ts and deferred-swap-outcome.ts.
 */
import { parseRolloutOrder } from '../regions/region-lists.js';
import {
  failedTargetStatus,
  othersAreSettled,
  regionOf,
  settle,
  stop,
  swapGate,
  targetVerdict,
} from './deferred-swap-gate.js';
import { memoryFor, setStalled } from './deferred-swap-memory.js';
import { chooseTogether, parallelWaitRuns } from './deferred-swap-parallel.js';
import { chooseNext, effectiveOrder, sequentialWaitRuns } from './deferred-swap-sequential.js';
import type {
  SwapAction,
  SwapRegion,
  SwapState,
  SwapStep,
  SwapVariant,
  SwapView,
} from './deferred-swap-words.js';

/**
 * First stage. `state` is the service's memory of the store, `view` a snapshot around the version
 * with the largest used number (older versions are never checked). Both modes pass the same
 * gates: parent status, earlier wait, the first region's push status.
 */
export function beginSwapTick(state: SwapState, view: SwapView, variant: SwapVariant): SwapStep {
  const memory = memoryFor(state, view.version.number);
  const { swapDeferred, targetSwapRegion } = view.version;
  if (!swapDeferred || targetSwapRegion === null || targetSwapRegion === '') {
    return { state: memory, actions: [], next: stop('not-a-deferred-target-push') };
  }
  const rollout = rolloutOf(view, targetSwapRegion, variant);
  if (rollout === undefined) {
    return { state: memory, actions: [], next: stop('unknown-region', targetSwapRegion) };
  }
  const calmed = othersAreSettled(view, rollout.target)
    ? setStalled(memory, false)
    : { state: memory, actions: [] };
  const gate = swapGate(view, rollout.target);
  if (gate.kind === 'closed') return { ...calmed, next: gate.stop };
  const mismatch: SwapAction[] = gate.mismatch
    ? [{ kind: 'metric', metric: 'parent-child-mismatch' }]
    : [];
  return prepend(
    [...calmed.actions, ...mismatch],
    behindGate(calmed.state, view, { rollout, variant }),
  );
}

/** The relevant regions: the first one, and in sequential mode the order. */
interface Rollout {
  readonly target: string;
  readonly order: readonly string[];
  readonly sequential: boolean;
}

/** Undefined if the texts name no region at all, as "," does. */
function rolloutOf(
  view: SwapView,
  targetSwapRegion: string,
  variant: SwapVariant,
): Rollout | undefined {
  const sequential = view.rolloutOrder.length > 0;
  const order = effectiveOrder(view, variant);
  const target = sequential ? order[0] : parseRolloutOrder(targetSwapRegion)[0];
  return target === undefined ? undefined : { target, order, sequential };
}

interface Behind {
  readonly rollout: Rollout;
  readonly variant: SwapVariant;
}

function behindGate(state: SwapState, view: SwapView, { rollout, variant }: Behind): SwapStep {
  const { target, order, sequential } = rollout;
  const waits = sequential
    ? sequentialWaitRuns(state, view)
    : parallelWaitRuns(state, view, target);
  if (waits) return { state, actions: [], next: stop('waiting', target) };
  const first = regionOf(view, target);
  if (first === undefined) return { state, actions: [], next: stop('unknown-region', target) };
  const failed = targetStop(state, view, { first, variant });
  if (failed !== undefined) return failed;
  const promoted = promote(view);
  return prepend(
    promoted,
    sequential
      ? chooseNext(state, view, order, variant)
      : chooseTogether(state, view, first, variant),
  );
}

function targetStop(
  state: SwapState,
  view: SwapView,
  { first, variant }: { readonly first: SwapRegion; readonly variant: SwapVariant },
): SwapStep | undefined {
  switch (targetVerdict(first, variant)) {
    case 'complete':
      return undefined;
    case 'failed':
      return {
        state,
        actions: settle(view, failedTargetStatus(variant)),
        next: stop('target-failed', first.region),
      };
    case 'not-complete':
      return { state, actions: [], next: stop('target-not-complete', first.region) };
    case 'not-in-query':
      return { state, actions: [], next: stop('target-not-in-status-query', first.region) };
  }
}

function promote(view: SwapView): SwapAction[] {
  if (view.version.targetRegionPromoted) return [];
  return [{ kind: 'mark-target-promoted', version: view.version.number }];
}

function prepend(actions: readonly SwapAction[], step: SwapStep): SwapStep {
  return { ...step, actions: [...actions, ...step.actions] };
}
