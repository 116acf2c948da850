/**
 * Phase 2 of a store's recovery: does the region serve the version yet? One look at a time; the
 * caller keeps the number of looks and lifts the version (RC-5) when it is current. An error while
 * looking is a step of its own, because the shipped code forgets to count it.
 */
import type { Rule } from '../rule.js';

export const confirmationRule: Rule = {
  id: 'RC-4',
  title: 'Current, superseded, pending or timed out',
  source: 'StoreRecoveryExecutor#checkAndMaybeTransition',
};

/** How often and how long phase 2 looks. */
export interface ConfirmationLimits {
  readonly looksMax: number;
  readonly pauseMs: number;
  /** From here on a pending store is worth a warning. */
  readonly slowAfterMs: number;
}

export const defaultConfirmationLimits: ConfirmationLimits = {
  looksMax: 720,
  pauseMs: 30_000,
  slowAfterMs: 1_800_000,
};

/** One look. `looks` counts this one, from 1. */
export interface ConfirmationLook {
  readonly version: number;
  /** What the region serves; -1 if it did not answer. */
  readonly regionCurrent: number;
  readonly looks: number;
  readonly elapsedMs: number;
}

export type Confirmation =
  | { readonly kind: 'current' }
  | { readonly kind: 'superseded'; readonly by: number }
  | { readonly kind: 'pending'; readonly slow: boolean; readonly afterMs: number }
  | { readonly kind: 'timed-out'; readonly reason: string };

/** Judges one look that was answered. Being current is tested before the limit. */
export function judgeConfirmation(
  look: ConfirmationLook,
  limits: ConfirmationLimits,
): Confirmation {
  const { version, regionCurrent, looks, elapsedMs } = look;
  if (regionCurrent === version) return { kind: 'current' };
  if (regionCurrent > version) return { kind: 'superseded', by: regionCurrent };
  if (looks < limits.looksMax) {
    return { kind: 'pending', slow: elapsedMs > limits.slowAfterMs, afterMs: limits.pauseMs };
  }
  const serves = regionCurrent < 0 ? 'did not answer' : `still serves v${regionCurrent}`;
  return {
    kind: 'timed-out',
    reason: `the region ${serves} instead of v${version} after ${looks} looks`,
  };
}

/**
 * What follows a look, or a lift, that ended in an error: as built always another look.
 */
export function afterConfirmationError(
  { looks, elapsedMs }: Pick<ConfirmationLook, 'looks' | 'elapsedMs'>,
  limits: ConfirmationLimits,
  variant: { readonly confirmationErrorsCount: boolean },
): Confirmation {
  if (variant.confirmationErrorsCount && looks >= limits.looksMax) {
    return { kind: 'timed-out', reason: `looking ended in an error at the last of ${looks} looks` };
  }
  return { kind: 'pending', slow: elapsedMs > limits.slowAfterMs, afterMs: limits.pauseMs };
}
