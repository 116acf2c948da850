/**
 * The state that the swap service keeps: the count of ticks at which a region did not show
 * the version, the count of failed roll-forwards, noted instants that expire, and the mark of a
 * stalled store. Takes and returns the state; nothing is mutated.
 */

import { settle, stop } from './deferred-swap-gate.js';
import type { SwapAction, SwapState, SwapStep, SwapView } from './deferred-swap-words.js';
import { freshSwapState } from './deferred-swap-words.js';

/**
 * Consecutive ticks without the version, and failed roll-forwards in total, after which the service
 * gives up.
 */
const swapAttempts = 5;

const completionKeptMs = 2 * 3_600_000;
const promotionKeptMs = 3_600_000;

/**
 * The state for this version: counters of an older version are dropped, a stalled store stays
 * stalled.
 */
export function memoryFor(state: SwapState, version: number): SwapState {
  return state.version === version ? state : { ...freshSwapState, version, stalled: state.stalled };
}

/**
 * A region did not show the version at a tick; every fifth time is reported and restarts the count.
 */
export function countMissing(
  state: SwapState,
  region: string,
): { state: SwapState; exhausted: boolean } {
  const looks = (state.missing[region] ?? 0) + 1;
  if (looks >= swapAttempts) return { state: forgetMissing(state, region), exhausted: true };
  return { state: { ...state, missing: { ...state.missing, [region]: looks } }, exhausted: false };
}

/** The region showed the version: resets its count. */
export function forgetMissing(state: SwapState, region: string): SwapState {
  const { [region]: _, ...missing } = state.missing;
  return { ...state, missing };
}

/**
 * A roll-forward failed; at the fifth failure (successes between do not matter) the version is
 * marked PARTIALLY_ONLINE.
 */
export function countFailedRollForward(state: SwapState, view: SwapView): SwapStep {
  const failures = state.failedRollForwards + 1;
  if (failures < swapAttempts) {
    return {
      state: { ...state, failedRollForwards: failures },
      actions: [],
      next: stop('roll-forward-failed'),
    };
  }
  return {
    state: { ...state, failedRollForwards: 0 },
    actions: [
      { kind: 'metric', metric: 'failed-roll-forward' },
      ...settle(view, 'PARTIALLY_ONLINE'),
    ],
    next: stop('gave-up-after-failed-roll-forwards'),
  };
}

/** Stores every region's completion instant, so that later ticks need no query while they wait. */
export function noteCompletion(state: SwapState, view: SwapView): SwapState {
  const sinceSeconds: Record<string, number> = {};
  for (const { region, pushStatusSinceSeconds } of view.regions) {
    if (pushStatusSinceSeconds !== undefined) sinceSeconds[region] = pushStatusSinceSeconds;
  }
  return { ...state, notedCompletion: { notedAtMs: view.nowMs, sinceSeconds } };
}

/** The stored completion instants, unless they are two hours old. */
export function notedCompletion(
  state: SwapState,
  nowMs: number,
): Readonly<Record<string, number>> | undefined {
  const noted = state.notedCompletion;
  return noted !== undefined && nowMs - noted.notedAtMs < completionKeptMs
    ? noted.sinceSeconds
    : undefined;
}

/** Stores the instant of the prior region's promotion. */
export function notePromotion(state: SwapState, promotedAtMs: number, nowMs: number): SwapState {
  return { ...state, notedPromotion: { notedAtMs: nowMs, promotedAtMs } };
}

/** The stored promotion instant, unless it is an hour old. */
export function notedPromotion(state: SwapState, nowMs: number): number | undefined {
  const noted = state.notedPromotion;
  return noted !== undefined && nowMs - noted.notedAtMs < promotionKeptMs
    ? noted.promotedAtMs
    : undefined;
}

/**
 * A change of the set of stalled stores, with the gauge; nothing if the store's membership is
 * correct already.
 */
export function setStalled(
  state: SwapState,
  stalled: boolean,
): { state: SwapState; actions: SwapAction[] } {
  if (state.stalled === stalled) return { state, actions: [] };
  return {
    state: { ...state, stalled },
    actions: [{ kind: 'metric', metric: 'stalled-stores', stalled }],
  };
}

/** Is the parent's version still open, so that a long wait counts as stalled? */
export function mayStall(state: SwapState, view: SwapView): boolean {
  return !state.stalled && !['ONLINE', 'ERROR', 'PARTIALLY_ONLINE'].includes(view.version.status);
}

/** The wait after which a swap is stalled, in whole minutes. */
export function stallMinutes(view: SwapView): number {
  return Math.round(view.waitMinutes * view.stallFactor);
}
