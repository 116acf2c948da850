/**
 * What the hook after a swap changes in the region that swapped, outside the parent's own rollout:
 * by the shipped child controller, or with its outcome applied. Under the accepted design the parent
 * calls this hook (swap-questions.ts, veto-effects.ts).
 */
import type { Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';
import { isVeto } from './outcome-chain.js';

export const postSwapEffectRule: Rule = {
  id: 'LH-8',
  title: 'What the hook after a swap changes',
  source:
    'AbstractPushMonitor#updateStoreVersionStatus; VeniceHelixAdmin#rollForwardToFutureVersion',
};

/** The operation that made the region swap. */
export type SwapCause = 'completion' | 'roll-forward' | 'roll-back';

/** The switches `post-swap-outcome-counts`, `abort-keeps-swapped`, `wait-asks-again`. */
export interface PostSwapVariant {
  readonly postSwapOutcomeCounts: boolean;
  readonly abortKeepsSwapped: boolean;
  readonly waitAsksAgain: boolean;
}

export type PostSwapEffect =
  | 'none'
  | 'ignored'
  | 'roll-back-own-region'
  | 'stop-rollout'
  | 'ask-again';

/**
 * The effect in the region. As built a veto counts only after a roll-forward, where the region
 * alone rolls back and the parent is not notified; after a completion or a rollback it is logged and
 * ignored.
 */
export function postSwapEffect(
  cause: SwapCause,
  outcome: Outcome,
  variant: PostSwapVariant,
): PostSwapEffect {
  if (outcome === 'PROCEED') return 'none';
  if (cause === 'roll-back') return 'ignored';
  if (outcome === 'WAIT') return variant.waitAsksAgain ? 'ask-again' : 'ignored';
  if (cause === 'completion' && !variant.postSwapOutcomeCounts) return 'ignored';
  return isVeto(outcome) && outcome === 'ABORT' && variant.abortKeepsSwapped
    ? 'stop-rollout'
    : 'roll-back-own-region';
}
