/**
 * Holding a region's Da Vinci instances back and letting them go, by the two Da Vinci hooks. The
 * rule says what each answer means for the hold and for the region's swap; when instances begin to
 * ingest is decided where they are modelled.
 */
import type { Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';
import { isVeto, type Veto } from './outcome-chain.js';

export const davinciHoldRule: Rule = {
  id: 'LH-9',
  title: 'Da Vinci hold and release',
  source: 'VIP-4, step 1',
};

/**
 * `none`: the region has no instances; `held`: they do not see the version; `released`: they do,
 * their second hook is open; `passed`.
 */
export type DavinciHold = 'none' | 'held' | 'released' | 'passed';

/**
 * Where the hold stands after an answer of the hook that belongs to it, and what the parent does.
 */
export type HoldStep =
  | { readonly kind: 'stays'; readonly hold: DavinciHold; readonly askAgain: boolean }
  | { readonly kind: 'moves'; readonly hold: DavinciHold; readonly order: 'release' | 'none' }
  | { readonly kind: 'veto'; readonly outcome: Veto };

/**
 * The hold at creation, by the answer of the first hook; that answer's vetoes are handled at
 * admission.
 */
export function holdAtCreation(instancesExist: boolean, firstHook: Outcome): DavinciHold {
  if (!instancesExist) return 'none';
  return firstHook === 'WAIT' ? 'held' : 'released';
}

/**
 * `held` hears the hook before ingestion, `released` the hook after its start; the other two hear
 * none.
 */
export function davinciHoldStep(hold: DavinciHold, outcome: Outcome): HoldStep {
  if (hold === 'none' || hold === 'passed') return { kind: 'stays', hold, askAgain: false };
  if (isVeto(outcome)) return { kind: 'veto', outcome };
  if (outcome === 'WAIT') return { kind: 'stays', hold, askAgain: true };
  return hold === 'held'
    ? { kind: 'moves', hold: 'released', order: 'release' }
    : { kind: 'moves', hold: 'passed', order: 'none' };
}

/** May the region enter its swap, as far as Da Vinci instances are concerned? */
export function davinciGate(hold: DavinciHold): 'open' | 'held-back' | 'waits-for-second-hook' {
  if (hold === 'held') return 'held-back';
  return hold === 'released' ? 'waits-for-second-hook' : 'open';
}
