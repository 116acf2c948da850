/**
 * Phase 2 of a store's recovery: does the region serve the version yet? One check at a time; the
 * caller counts the checks and lifts the version (RC-5) when it is current. A failed check
 * has its own function, because the shipped code does not count it.
 */
import type { Rule } from '../rule.js';

export const confirmationRule: Rule = {
  id: 'RC-4',
  title: 'Current, superseded, pending or timed out',
  source: 'StoreRecoveryExecutor#checkAndMaybeTransition',
};

/** The period and the limit of phase 2's checks. */
export interface ConfirmationLimits {
  readonly looksMax: number;
  readonly pauseMs: number;
  /** From here on a warning is logged for a pending store. */
  readonly slowAfterMs: number;
}

export const defaultConfirmationLimits: ConfirmationLimits = {
  looksMax: 720,
  pauseMs: 30_000,
  slowAfterMs: 1_800_000,
};

/** One check. `looks` counts this one, from 1. */
export interface ConfirmationLook {
  readonly version: number;
  /** What the region serves; -1 if it did not answer. */
  readonly regionCurrent: number;
  readonly looks: number;
  readonly elapsedMs: number;
  /** Why the copy will never be served, as the region reports it; empty: it is complete or under way, or the region did not answer. */
  readonly copyFailure: string;
  /** An operator or a hook has rolled the version back. */
  readonly rolledBack: boolean;
}

export interface ConfirmationVariant {
  readonly confirmationErrorsCount: boolean;
  readonly recoverySkipsRolledBack: boolean;
}

export type Confirmation =
  | { readonly kind: 'current' }
  | { readonly kind: 'superseded'; readonly by: number }
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'copy-failed'; readonly reason: string }
  | { readonly kind: 'pending'; readonly slow: boolean; readonly afterMs: number }
  | { readonly kind: 'timed-out'; readonly reason: string };

/**
 * Evaluates one check that was answered. Being current is tested before the limit. With the variants a version
 * that was rolled back ends the confirmation, and so does a copy that failed; as built both are polled up to the limit.
 */
export function judgeConfirmation(
  look: ConfirmationLook,
  limits: ConfirmationLimits,
  variant: ConfirmationVariant,
): Confirmation {
  const { version, regionCurrent, looks, elapsedMs, copyFailure } = look;
  if (variant.recoverySkipsRolledBack && look.rolledBack)
    return { kind: 'ended', reason: `v${version} was rolled back, which ends its recovery` };
  if (regionCurrent === version) return { kind: 'current' };
  if (regionCurrent > version) return { kind: 'superseded', by: regionCurrent };
  if (variant.confirmationErrorsCount && copyFailure !== '')
    return { kind: 'copy-failed', reason: `its copy of v${version} ${copyFailure}` };
  if (looks < limits.looksMax) {
    return { kind: 'pending', slow: elapsedMs > limits.slowAfterMs, afterMs: limits.pauseMs };
  }
  const serves = regionCurrent < 0 ? 'did not answer' : `still serves v${regionCurrent}`;
  return {
    kind: 'timed-out',
    reason: `the region ${serves} instead of v${version} after ${looks} checks`,
  };
}

/**
 * The step after a check, or a lift, that ended in an error: as built always another check.
 */
export function afterConfirmationError(
  { looks, elapsedMs }: Pick<ConfirmationLook, 'looks' | 'elapsedMs'>,
  limits: ConfirmationLimits,
  variant: { readonly confirmationErrorsCount: boolean },
): Confirmation {
  if (variant.confirmationErrorsCount && looks >= limits.looksMax) {
    return { kind: 'timed-out', reason: `the last of ${looks} checks ended in an error` };
  }
  return { kind: 'pending', slow: elapsedMs > limits.slowAfterMs, afterMs: limits.pauseMs };
}
