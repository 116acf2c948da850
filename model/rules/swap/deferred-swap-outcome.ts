/**
 * Third stage of a tick: the roll-forward call returned. Success completes the version or leaves it
 * for the next region; failure is counted. Its input does not contain how the call failed: regions visited
 * before the failing one may serve the version already.
 */
import { settle, stop } from './deferred-swap-gate.js';
import { countFailedRollForward, setStalled } from './deferred-swap-memory.js';
import type { SwapPlan, SwapState, SwapStep, SwapView } from './deferred-swap-words.js';

/**
 * The memory and the last actions after the roll-forward of `plan`. Source:
 * #rollForwardToTargetVersion, #handleFailedRollForward.
 */
export function afterRollForward(
  state: SwapState,
  view: SwapView,
  { plan, outcome }: { readonly plan: SwapPlan; readonly outcome: 'succeeded' | 'failed' },
): SwapStep {
  if (outcome === 'failed') return countFailedRollForward(state, view);
  const final = plan.finalStatus === undefined ? [] : settle(view, plan.finalStatus);
  const next = stop('rolled-forward', plan.regions[0]);
  if (plan.mode === 'sequential') {
    // The gauge is not written in this mode, so it shows the store as stalled until some store
    // changes it.
    return { state: { ...state, notedPromotion: undefined, stalled: false }, actions: final, next };
  }
  const calmed = setStalled(state, false);
  return { state: calmed.state, actions: [...calmed.actions, ...final], next };
}
