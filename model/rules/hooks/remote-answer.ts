/**
 * What a hook that asks somebody over the network answers: WAIT at once, and the remote word only when it is asked again about the same
 * version and region. State goes in and comes out; sending the question is the caller's.
 */
import type { Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';

export const remoteAnswerRule: Rule = {
  id: 'LH-11',
  title: "A remote hook's late answer",
  source: 'GrpcStoreLifecycleHooks',
};

/** A question under way. `never`: the remote side ended without a word, so nothing will ever come. */
type RemoteQuestion =
  | { readonly kind: 'pending' | 'never' | 'failed' }
  | { readonly kind: 'answered'; readonly outcome: Outcome };

/** `ask`: send the question and remember it as pending; `forget`: the remembered one is used up. */
export interface RemoteAnswer {
  readonly outcome: Outcome;
  readonly memory: 'keep' | 'forget' | 'ask';
}

/** What the hook knows when it is called. */
export interface RemoteCall {
  /** The question about this cluster, store, version and region, if one was asked before. */
  readonly asked: RemoteQuestion | undefined;
  /** Whether a channel is configured; without one nobody is asked. */
  readonly hasChannel: boolean;
}

/** Answers one call. A stale answer is given to whoever asks with the same key next. */
export function remoteAnswer({ asked, hasChannel }: RemoteCall): RemoteAnswer {
  if (asked === undefined) {
    return hasChannel ? { outcome: 'WAIT', memory: 'ask' } : { outcome: 'PROCEED', memory: 'keep' };
  }
  switch (asked.kind) {
    case 'pending':
    case 'never':
      return { outcome: 'WAIT', memory: 'keep' };
    case 'failed':
      return { outcome: 'PROCEED', memory: 'forget' };
    case 'answered':
      return { outcome: asked.outcome, memory: 'forget' };
  }
}
