/**
 * The deferred swap without a rollout order: once the first target region has completed, every
 * other region is settled and the wait is over, all remaining regions roll forward together. Only
 * the choice is made here; later stages handle hooks and the roll-forward.
 */
import type { Rule } from '../rule.js';
import { regionOf, settle, shownStatus, stop } from './deferred-swap-gate.js';
import { openReason, type SortedRegions, sortRegions } from './deferred-swap-groups.js';
import {
  mayStall,
  noteCompletion,
  notedCompletion,
  setStalled,
  stallMinutes,
} from './deferred-swap-memory.js';
import type {
  SwapPlan,
  SwapRegion,
  SwapState,
  SwapStep,
  SwapVariant,
  SwapView,
} from './deferred-swap-words.js';

export const parallelSwapRule: Rule = {
  id: 'VS-1',
  title: 'Which regions roll forward together',
  source: 'DeferredVersionSwapService#performParallelRollForward, #getRegionsToRollForward',
};

/**
 * Is an earlier tick's wait still running? Then the regions are not checked. A stored target
 * without an instant keeps waiting.
 */
export function parallelWaitRuns(state: SwapState, view: SwapView, target: string): boolean {
  const noted = notedCompletion(state, view.nowMs);
  if (noted === undefined) return false;
  const since = noted[target];
  return since === undefined || since + view.waitMinutes * 60 > nowSeconds(view);
}

/** The regions to roll forward together, once the wait since the target's completion is over. */
export function chooseTogether(
  state: SwapState,
  view: SwapView,
  target: SwapRegion,
  variant: SwapVariant,
): SwapStep {
  const others = view.regions.filter((one) => one.region !== target.region);
  const sorted = sortRegions(state, view, others, variant);
  const verdict = judge(sorted, view, others.length, variant);
  if (verdict !== undefined) {
    return { ...verdict, actions: [...sorted.actions, ...verdict.actions] };
  }
  const since = target.pushStatusSinceSeconds;
  if (since === undefined || since + view.waitMinutes * 60 > nowSeconds(view)) {
    const reason = since === undefined ? 'completion-time-unknown' : 'waiting';
    const noted = noteCompletion(sorted.state, view);
    return { state: noted, actions: sorted.actions, next: stop(reason, target.region) };
  }
  const late = mayStall(sorted.state, view) && since + stallMinutes(view) * 60 < nowSeconds(view);
  const stalled = late ? setStalled(sorted.state, true) : { state: sorted.state, actions: [] };
  const next = togetherPlan(
    { ...sorted, complete: heldToo(target, sorted, variant) },
    view,
    variant,
  );
  return { state: stalled.state, actions: [...sorted.actions, ...stalled.actions], next };
}

/** Ends the tick where nothing is to be rolled forward; undefined = there is. */
function judge(
  sorted: SortedRegions,
  view: SwapView,
  count: number,
  variant: SwapVariant,
): SwapStep | undefined {
  const { state, failed, complete, serving } = sorted;
  if (failed.length === count) {
    return {
      state,
      actions: settle(view, 'PARTIALLY_ONLINE'),
      next: stop('all-other-regions-failed'),
    };
  }
  if (sorted.open !== undefined) {
    return { state, actions: [], next: stop(openReason(sorted), sorted.open) };
  }
  if (serving.length === count) {
    return { state, actions: settle(view, 'ONLINE'), next: stop('every-region-serves') };
  }
  if (complete.length > 0) return undefined;
  const partial = variant.parallelMarksPartial && failed.some((one) => isKnownToLack(view, one));
  const actions = partial ? settle(view, 'PARTIALLY_ONLINE') : [];
  return { state, actions, next: stop('nothing-left-to-roll-forward', failed[0]) };
}

/** A version that was ONLINE keeps its status when a region that served it is temporarily unreachable. */
function isKnownToLack(view: SwapView, region: string): boolean {
  const { status, excluded } = view.version;
  return (
    status !== 'ONLINE' || excluded.includes(region) || regionOf(view, region)?.reachable === true
  );
}

/** As designed a target may hold a converted version for its hooks, too; it then rolls forward with the others. As built it always swaps by itself. */
function heldToo(
  target: SwapRegion,
  { complete }: SortedRegions,
  { gateOwnRegion }: SwapVariant,
): readonly string[] {
  const isHeld = gateOwnRegion && shownStatus(target) === 'PUSHED';
  return isHeld ? [target.region, ...complete] : complete;
}

function togetherPlan(
  sorted: SortedRegions,
  view: SwapView,
  variant: SwapVariant,
): SwapStep['next'] {
  const targets = view.version.targetSwapRegion ?? '';
  const partial = variant.parallelMarksPartial && sorted.failed.length > 0;
  const plan: SwapPlan = {
    kind: 'roll-forward',
    mode: 'parallel',
    regions: sorted.complete,
    finalStatus: partial ? 'PARTIALLY_ONLINE' : 'ONLINE',
    backFilter: targets,
  };
  if (view.hooks.length === 0) return plan;
  const questions = variant.gateOwnRegion
    ? sorted.complete.map((region) => ({ regionArgument: region, gates: [region] }))
    : [{ regionArgument: targets, gates: sorted.complete }];
  return { kind: 'ask-hooks', questions, hooks: view.hooks, plan };
}

function nowSeconds(view: SwapView): number {
  return Math.floor(view.nowMs / 1_000);
}
