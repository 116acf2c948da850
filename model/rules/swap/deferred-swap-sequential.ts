/**
 * The deferred swap with a rollout order: the first region of the order that lags behind is next,
 * one region per wait, and a region that fails ends the rollout. Only the choice is made here;
 * later stages handle hooks and the roll-forward.
 */
import type { Rule } from '../rule.js';
import { failedTargetStatus, regionOf, settle, shownStatus, stop } from './deferred-swap-gate.js';
import {
  countMissing,
  forgetMissing,
  mayStall,
  notedPromotion,
  notePromotion,
  setStalled,
  stallMinutes,
} from './deferred-swap-memory.js';
import type {
  SwapPlan,
  SwapQuestion,
  SwapRegion,
  SwapState,
  SwapStep,
  SwapVariant,
  SwapView,
} from './deferred-swap-words.js';
import { rollbackFilter } from './rollback-regions.js';

export const sequentialSwapRule: Rule = {
  id: 'VS-5',
  title: 'Which region is next',
  source: 'DeferredVersionSwapService#performSequentialRollForward, #getNextRegionToRollForward',
};

/**
 * The order the service follows. With `sequentialSkipsDegraded` the regions that this version
 * leaves out, and that do not serve it, are skipped; the first one remaining then acts as
 * the first region.
 */
export function effectiveOrder(view: SwapView, variant: SwapVariant): readonly string[] {
  if (!variant.sequentialSkipsDegraded) return view.rolloutOrder;
  return view.rolloutOrder.filter((region) => !isLeftOut(view, region));
}

/** Is the wait that an earlier tick stored still running? */
export function sequentialWaitRuns(state: SwapState, view: SwapView): boolean {
  const promotedAtMs = notedPromotion(state, view.nowMs);
  return promotedAtMs !== undefined && waitMs(view) + promotedAtMs > view.nowMs;
}

/** The next region to roll forward, once the wait since the prior region's promotion is over. */
export function chooseNext(
  state: SwapState,
  view: SwapView,
  order: readonly string[],
  variant: SwapVariant,
): SwapStep {
  const place = order.findIndex((region) => lags(view, region));
  const region = order[place];
  const next = region === undefined ? undefined : regionOf(view, region);
  if (next === undefined) return everyRegionServes(state, view, variant);
  const ended = endOfRollout(state, view, { next, place, variant });
  if (ended !== undefined) return ended;
  const shown = forgetMissing(state, next.region);
  const before = order[place - 1];
  const planned = nextPlan(view, order, { region: next.region, prior: before, variant });
  if (before === undefined) return { state: shown, actions: [], next: planned };
  return afterPrior(shown, view, { next, prior: regionOf(view, before), planned });
}

interface Candidate {
  readonly next: SwapRegion;
  readonly place: number;
  readonly variant: SwapVariant;
}

/**
 * A region that cannot roll forward: it is missing or failed, which ends the rollout, or it is not
 * done yet.
 */
function endOfRollout(
  state: SwapState,
  view: SwapView,
  candidate: Candidate,
): SwapStep | undefined {
  const { next } = candidate;
  const status = shownStatus(next);
  if (status === undefined) {
    const counted = countMissing(state, next.region);
    const actions = counted.exhausted ? giveUp(view, candidate) : [];
    return { state: counted.state, actions, next: stop('region-missing', next.region) };
  }
  if (status === 'PUSHED' || status === 'ONLINE') return undefined;
  const shown = forgetMissing(state, next.region);
  if (status === 'ERROR' || status === 'KILLED') {
    return {
      state: shown,
      actions: giveUp(view, candidate),
      next: stop('region-failed', next.region),
    };
  }
  return { state: shown, actions: [], next: stop('region-still-ingesting', next.region) };
}

/** A failure of the first region fails the version; a later one leaves it partially online. */
function giveUp(view: SwapView, { place, variant }: Candidate): SwapStep['actions'] {
  return settle(view, place === 0 ? failedTargetStatus(variant) : 'PARTIALLY_ONLINE');
}

interface AfterPrior {
  readonly next: SwapRegion;
  readonly prior: SwapRegion | undefined;
  readonly planned: SwapStep['next'];
}

function afterPrior(
  state: SwapState,
  view: SwapView,
  { next, prior, planned }: AfterPrior,
): SwapStep {
  if (!prior?.reachable)
    return { state, actions: [], next: stop('region-does-not-answer', prior?.region) };
  if (waitMs(view) + prior.promotedAtMs > view.nowMs) {
    const noted = notePromotion(state, prior.promotedAtMs, view.nowMs);
    return { state: noted, actions: [], next: stop('waiting', prior.region) };
  }
  // Venice adds the plain wait and the stretched one, and measures from the promotion of the version
  // that the next region serves now.
  const lateAtMs = next.promotedAtMs + waitMs(view) + stallMinutes(view) * 60_000;
  const late = mayStall(state, view) && lateAtMs < view.nowMs;
  const { state: after, actions } = late ? setStalled(state, true) : { state, actions: [] };
  return { state: after, actions, next: planned };
}

function everyRegionServes(state: SwapState, view: SwapView, variant: SwapVariant): SwapStep {
  return {
    state,
    actions: settle(view, doneStatus(view, variant)),
    next: stop('every-region-serves'),
  };
}

function doneStatus(view: SwapView, variant: SwapVariant): 'ONLINE' | 'PARTIALLY_ONLINE' {
  const partial =
    variant.sequentialSkipsDegraded && view.regions.some((one) => isLeftOut(view, one.region));
  return partial ? 'PARTIALLY_ONLINE' : 'ONLINE';
}

function nextPlan(
  view: SwapView,
  order: readonly string[],
  {
    region,
    prior,
    variant,
  }: { readonly region: string; readonly prior: string | undefined; readonly variant: SwapVariant },
): SwapStep['next'] {
  const plan: SwapPlan = {
    kind: 'roll-forward',
    mode: 'sequential',
    regions: [region],
    finalStatus: region === order.at(-1) ? doneStatus(view, variant) : undefined,
    backFilter: prior === undefined ? '' : rollbackFilter(prior, order),
  };
  const question = questionAbout(region, prior, variant);
  if (view.hooks.length === 0 || question === undefined) return plan;
  return { kind: 'ask-hooks', questions: [question], hooks: view.hooks, plan };
}

/** As built the hook call names the prior region, so the first swap is never gated. */
function questionAbout(
  region: string,
  prior: string | undefined,
  variant: SwapVariant,
): SwapQuestion | undefined {
  const regionArgument = variant.gateOwnRegion ? region : prior;
  return regionArgument === undefined ? undefined : { regionArgument, gates: [region] };
}

/** An unreachable region counts as serving nothing, so it lags behind. */
function servedVersion(region: SwapRegion | undefined): number {
  return region?.reachable ? region.currentVersion : -1;
}

function lags(view: SwapView, region: string): boolean {
  return (
    regionOf(view, region) !== undefined &&
    servedVersion(regionOf(view, region)) < view.version.number
  );
}

function isLeftOut(view: SwapView, region: string): boolean {
  return view.version.excluded.includes(region) && lags(view, region);
}

function waitMs(view: SwapView): number {
  return view.waitMinutes * 60_000;
}
