/**
 * How a job ends whose regions hooks have let pass: the status of the version, and the message. Called when every region
 * that takes part serves the version and the hook before the end has answered; vetoes are in veto-effects.ts.
 */
import type { Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';
import type { RolloutPlan } from './admission.js';
import { isVeto, type Veto } from './outcome-chain.js';

export const jobEndRule: Rule = {
  id: 'LH-10',
  title: 'May the job end, and as what?',
  source: 'VIP-4, step 3; hooks of the parent pass',
};

/** The input of the decision. */
export interface JobEndView {
  /** The combined outcome of the hooks before the end. */
  readonly outcome: Outcome;
  /** Every region that takes part serves the version, and the hook after its swap has returned PROCEED. */
  readonly complete: boolean;
  /** Regions that the version left out because they were degraded. */
  readonly leftOut: readonly string[];
  readonly plan: RolloutPlan;
}

/** `not-yet`: a region is still missing; `ask-again`: the hook returned WAIT. */
export type JobEnd =
  | { readonly kind: 'not-yet' | 'ask-again' }
  | { readonly kind: 'veto'; readonly outcome: Veto }
  | {
      readonly kind: 'ends';
      /** `unchanged`: without hooks the job's end does not change the version either. */
      readonly versionStatus: 'ONLINE' | 'PARTIALLY_ONLINE' | 'PUSHED' | 'unchanged';
      readonly reason: string;
    };

/** Decides. What the user has left to an operator, or meant for some regions only, ends as it does without hooks. A version that left out a degraded region is served partially until that region is recovered. */
export function jobEnd({ outcome, complete, leftOut, plan }: JobEndView): JobEnd {
  if (!complete) return { kind: 'not-yet' };
  if (isVeto(outcome)) return { kind: 'veto', outcome };
  if (outcome === 'WAIT') return { kind: 'ask-again' };
  if (plan === 'by-hand') {
    const reason = 'every region has the version; an operator rolls it forward';
    return { kind: 'ends', versionStatus: 'unchanged', reason };
  }
  if (plan === 'targets-only')
    return {
      kind: 'ends',
      versionStatus: 'PUSHED',
      reason: 'the listed regions serve the version',
    };
  if (leftOut.length === 0) {
    return { kind: 'ends', versionStatus: 'ONLINE', reason: 'every region serves the version' };
  }
  const reason = `every region serves the version but degraded ${leftOut.join(', ')}`;
  return { kind: 'ends', versionStatus: 'PARTIALLY_ONLINE', reason };
}
