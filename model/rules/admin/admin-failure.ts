/**
 * The effect of a failed admin message on its store: usually it stays at the head of the store's
 * queue and is retried each cycle, while other stores continue. The same file decides when a message
 * is skipped.
 */
import type { Rule } from '../rule.js';

export const adminFailureRule: Rule = {
  id: 'AC-2',
  title: 'Does a failed message block its store?',
  source: 'AdminExecutionTask#call, #processMessage; AbstractStore#addVersion',
};

/** Retries of a message about a store that does not exist. */
const missingStoreRetriesMax = 10;

/** A failure of the message at the head of a store's queue. */
export interface AdminFailure {
  readonly store: string;
  /** The message's kind, such as ADD_VERSION or UPDATE_STORE. */
  readonly messageKind: string;
  readonly cause: 'unsupported' | 'store-missing' | 'writes-disabled' | 'other';
  /** Retries of this message so far. */
  readonly retries: number;
}

/**
 * `done`: it counts as executed. `skipped`: it is dropped. `blocks`: it is retried in the next
 * cycle, and the store waits.
 */
export type AdminFailureVerdict =
  | { readonly kind: 'done'; readonly because: 'unsupported' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'blocks'; readonly retries: number; readonly reason: string };

/** Decides the effect of a failure. */
export function judgeAdminFailure(failure: AdminFailure): AdminFailureVerdict {
  const { store, messageKind, cause, retries } = failure;
  if (cause === 'unsupported') return { kind: 'done', because: 'unsupported' };
  const skippable = messageKind === 'UPDATE_STORE' || messageKind === 'DELETE_STORE';
  if (cause === 'store-missing' && skippable && retries >= missingStoreRetriesMax) {
    return {
      kind: 'skipped',
      reason: `${store} does not exist after ${retries} retries of ${messageKind}`,
    };
  }
  const why = cause === 'writes-disabled' ? ', as its writes are disabled,' : '';
  const reason = `${messageKind} of ${store} failed${why} and is tried again; later messages of ${store} wait`;
  return { kind: 'blocks', retries: retries + 1, reason };
}
