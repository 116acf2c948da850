/**
 * The outcome of a hook that makes a remote call: WAIT at once, and the remote outcome only at a later call about the same
 * version and region. Takes and returns state; the caller sends the request.
 */
import type { Outcome } from '../../hooks/hook.js';
import type { Rule } from '../rule.js';

export const remoteAnswerRule: Rule = {
  id: 'LH-11',
  title: "A remote hook's late answer",
  source: 'GrpcStoreLifecycleHooks',
};

/** A pending remote call. `never`: the remote side ended without an answer, so none will arrive. */
type RemoteQuestion =
  | { readonly kind: 'pending' | 'never' | 'failed' }
  | { readonly kind: 'answered'; readonly outcome: Outcome };

/** `ask`: send the request and store it as pending; `forget`: the stored answer is used up. */
export interface RemoteAnswer {
  readonly outcome: Outcome;
  readonly memory: 'keep' | 'forget' | 'ask';
}

/** The hook's state when it is called. */
export interface RemoteCall {
  /** The request about this cluster, store, version and region, if one was sent before. */
  readonly asked: RemoteQuestion | undefined;
  /** Whether a channel is configured; without one no request is sent. */
  readonly hasChannel: boolean;
}

/** Answers one call. A stale answer is returned to the next call with the same key. */
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
