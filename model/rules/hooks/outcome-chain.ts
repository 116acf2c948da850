/**
 * How the answers of several hooks, in registration order, become one outcome. The accepted design
 * and the shipped call sites use three chains; each also decides when the next hook is no longer
 * called. veto-effects.ts and the files beside it decide the effect of an outcome.
 */
import type { Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';
import type { HeardAnswer, HoldReason } from './hook-answer.js';

export const outcomeChainRule: Rule = {
  id: 'LH-1',
  title: "Many hooks' outcomes become one",
  source: [
    'StoreLifecycleHooksCache#invokePostVersionSwapHooks',
    'DeferredVersionSwapService#didPostVersionSwapValidationsPass',
  ].join('; '),
};

/**
 * `first-veto-ends`: VIP-4 and the hook after a swap. `every-hook-runs`: the shipped swap service.
 * `veto-refuses`: creation and deletion as shipped, where WAIT is only warned about.
 */
export type OutcomeChain = 'first-veto-ends' | 'every-hook-runs' | 'veto-refuses';

export type Veto = 'ABORT' | 'ROLLBACK';

/** The chain's verdict. WAIT with a `hold` means that some hook gave no usable answer. */
export interface ChainVerdict {
  readonly outcome: Outcome;
  /** Every veto that took effect, in order; more than one only under `every-hook-runs`. */
  readonly vetoes: readonly Veto[];
  readonly hold: HoldReason | undefined;
}

/** Is the next hook called after these answers? */
export function chainGoesOn(heard: readonly HeardAnswer[], chain: OutcomeChain): boolean {
  return !heard.some((answer) =>
    answer.kind === 'hold' ? answer.ends : chain !== 'every-hook-runs' && isVeto(answer.outcome),
  );
}

/**
 * Combines the answers; those after the end of the chain are ignored. No answers at all:
 * PROCEED.
 */
export function chainVerdict(heard: readonly HeardAnswer[], chain: OutcomeChain): ChainVerdict {
  const vetoes: Veto[] = [];
  let hold: HoldReason | undefined;
  let waits = false;
  for (const [place, answer] of heard.entries()) {
    if (!chainGoesOn(heard.slice(0, place), chain)) break;
    if (answer.kind === 'hold') hold = answer.reason;
    else if (isVeto(answer.outcome)) vetoes.push(answer.outcome);
    else if (answer.outcome === 'WAIT' && chain !== 'veto-refuses') waits = true;
  }
  return { outcome: worst(vetoes, waits || hold !== undefined), vetoes, hold };
}

/** The outcome with the higher rank: ROLLBACK over ABORT over WAIT over PROCEED. */
export function worseOutcome(one: Outcome, other: Outcome): Outcome {
  return severity.indexOf(one) >= severity.indexOf(other) ? one : other;
}

/** Does this outcome end the push? */
export function isVeto(outcome: Outcome): outcome is Veto {
  return outcome === 'ABORT' || outcome === 'ROLLBACK';
}

const severity: readonly Outcome[] = ['PROCEED', 'WAIT', 'ABORT', 'ROLLBACK'];

function worst(vetoes: readonly Veto[], waits: boolean): Outcome {
  return vetoes.reduce<Outcome>(worseOutcome, waits ? 'WAIT' : 'PROCEED');
}
