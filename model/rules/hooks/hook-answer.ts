/**
 * How one hook's answer is interpreted at its call site: VIP-4 treats exceptions, timeouts and
 * missing answers as PROCEED; the shipped call sites differ. Answers of several hooks are combined in
 * outcome-chain.ts.
 */
import type { HookAnswer, Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';

export const hookAnswerRule: Rule = {
  id: 'LH-2',
  title: 'WAIT, timeout, exception and null of a hook',
  source: 'VIP-4, hook contract; DeferredVersionSwapService#didPostVersionSwapValidationsPass',
};

/**
 * The call site of the hook: in the accepted design, in the shipped swap service, or any other
 * shipped call site.
 */
export type HookSite = 'vip4' | 'swap-service' | 'other-site';

/** The switches `hook-exception-proceeds` and `hook-limits`. */
export interface AnswerVariant {
  readonly hookExceptionProceeds: boolean;
  /** Calls have a timeout; without it a hanging hook blocks forever. */
  readonly hookLimits: boolean;
}

/**
 * An outcome, possibly a substitute for a missing one, or a hold: the decision cannot be taken now.
 */
export type HeardAnswer =
  | {
      readonly kind: 'outcome';
      readonly outcome: Outcome;
      readonly instead?: 'exception' | 'time-out' | 'nothing';
    }
  /**
   * `ends`: the hooks after this one are not called, because the calling thread has ended or is
   * blocked.
   */
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly ends: boolean };

export type HoldReason = 'hook-threw' | 'hook-answered-nothing' | 'hook-hangs';

/** Interprets an answer; null stands for a hook that returned nothing. */
export function heardAnswer(
  answer: HookAnswer | null,
  site: HookSite,
  variant: AnswerVariant,
): HeardAnswer {
  if (typeof answer === 'string') return { kind: 'outcome', outcome: answer };
  const strict = site === 'swap-service' && !variant.hookExceptionProceeds;
  if (answer === null) {
    return strict
      ? { kind: 'hold', reason: 'hook-answered-nothing', ends: false }
      : instead('nothing');
  }
  if (answer.kind === 'hangs') {
    const limited = site === 'vip4' || variant.hookLimits;
    return limited ? instead('time-out') : { kind: 'hold', reason: 'hook-hangs', ends: true };
  }
  return strict ? { kind: 'hold', reason: 'hook-threw', ends: true } : instead('exception');
}

function instead(what: 'exception' | 'time-out' | 'nothing'): HeardAnswer {
  return { kind: 'outcome', outcome: 'PROCEED', instead: what };
}
