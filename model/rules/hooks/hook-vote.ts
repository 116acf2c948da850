/**
 * Whether a store update that carries hook configuration is accepted by the hooks themselves. VIP-4
 * lets one PROCEED accept it; the shipped controller requires PROCEED from every record. The hooks
 * are determined before (hook-list.ts).
 */
import type { Rule } from '../rule.js';

export const hookVoteRule: Rule = {
  id: 'LH-4',
  title: 'Is a hook configuration accepted?',
  source: 'StoreConfigUpdater#applyOnParent; VIP-4, validateHookConfig',
};

/** One hook's vote; a hook that throws counts as PROCEED in VIP-4 and must be passed as such. */
export interface HookVote {
  readonly hook: string;
  readonly outcome: 'PROCEED' | 'ABORT';
}

export type HookVoteVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly by: readonly string[] };

/** The verdict over all votes. Without a vote the update is accepted. */
export function hookVoteVerdict(
  votes: readonly HookVote[],
  hookConfigVote: 'any-proceeds' | 'all-proceed',
): HookVoteVerdict {
  const by = votes.filter((vote) => vote.outcome === 'ABORT').map((vote) => vote.hook);
  const enough = hookConfigVote === 'any-proceeds' ? votes.length : 1;
  return by.length > 0 && by.length >= enough ? { kind: 'rejected', by } : { kind: 'accepted' };
}
