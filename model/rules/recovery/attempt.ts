/**
 * Phase 1 of a store's recovery, step by step: is there work, does a region become ready in
 * time, is a failed attempt repeated? The caller keeps the counters and the pauses; the calls to
 * the regions are RC-8, RC-9 and RC-10.
 */
import type { VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const attemptRule: Rule = {
  id: 'RC-3',
  title: 'The next attempt for a store',
  source: 'StoreRecoveryExecutor#recoverSingleStore',
};

/** Venice's hard-coded constants. */
export const phaseOneLimits = {
  attemptsMax: 3,
  retryPauseMs: 5_000,
  readyChecksMax: 60,
  readyPauseMs: 5_000,
} as const;

/** The version as read when a worker starts on it. */
export interface VersionAtStart {
  readonly store: string;
  readonly version: number;
  readonly storeExists: boolean;
  /** Undefined: the version is gone. */
  readonly versionStatus: VersionStatus | undefined;
  readonly rolledBack: boolean;
  readonly region: string;
  /** What the region serves; -1 if it did not answer. Only read by `never-go-back`. */
  readonly regionCurrent: number;
}

export interface FirstStepVariant {
  readonly neverGoBack: boolean;
  readonly recoverySkipsRolledBack: boolean;
}

/**
 * `confirm`: phase 2 still checks the version, so that it can be lifted. `end`: the version does not stand
 * any more; the store counts neither as recovered nor as failed. No metric is counted for a store that is
 * gone.
 */
export type FirstStep =
  | { readonly kind: 'attempt' }
  | {
      readonly kind: 'count-recovered';
      readonly because: 'not-partially-online' | 'already-served';
      readonly confirm: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'end'; readonly because: 'rolled-back'; readonly reason: string }
  | { readonly kind: 'count-failed'; readonly because: 'store-gone'; readonly reason: string };

/** The step before an attempt; as built only before the first one. */
export function firstStep(start: VersionAtStart, variant: FirstStepVariant): FirstStep {
  const { store, version, versionStatus, region, regionCurrent } = start;
  if (!start.storeExists) {
    return { kind: 'count-failed', because: 'store-gone', reason: `${store} no longer exists` };
  }
  if (versionStatus !== 'PARTIALLY_ONLINE') {
    const reason = `${store} v${version} is ${versionStatus ?? 'gone'}, so nothing is missing`;
    return { kind: 'count-recovered', because: 'not-partially-online', confirm: false, reason };
  }
  if (variant.recoverySkipsRolledBack && start.rolledBack) {
    const reason = `${store} v${version} was rolled back and is not copied to ${region}`;
    return { kind: 'end', because: 'rolled-back', reason };
  }
  if (variant.neverGoBack && regionCurrent >= version) {
    const reason = `${region} serves v${regionCurrent} of ${store} and does not go back to v${version}`;
    return { kind: 'count-recovered', because: 'already-served', confirm: true, reason };
  }
  return { kind: 'attempt' };
}

export type ReadinessStep =
  | { readonly kind: 'initiate' }
  | { readonly kind: 'check-again'; readonly afterMs: number }
  | { readonly kind: 'give-up'; readonly afterMs: number };

/**
 * The step after the `checks`-th readiness check of an attempt (from 1). The pause is kept after the
 * last one, too: 60 checks and 60 pauses.
 */
export function afterReadinessCheck(checks: number, ready: boolean): ReadinessStep {
  const { readyChecksMax, readyPauseMs } = phaseOneLimits;
  if (ready) return { kind: 'initiate' };
  return { kind: checks < readyChecksMax ? 'check-again' : 'give-up', afterMs: readyPauseMs };
}

export type RetryStep =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'count-failed'; readonly reason: string };

/**
 * The step after the `attempts`-th failed attempt (from 1): pauses of 5 and 10 s, then the store
 * counts as failed.
 */
export function afterFailedAttempt(attempts: number, cause: string): RetryStep {
  const { attemptsMax, retryPauseMs } = phaseOneLimits;
  if (attempts < attemptsMax) return { kind: 'retry', afterMs: retryPauseMs * attempts };
  return {
    kind: 'count-failed',
    reason: `${attemptsMax} attempts failed, the last one because ${cause}`,
  };
}
