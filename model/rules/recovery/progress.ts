/**
 * The progress of a recovery, as counters that the caller replaces with each step. "Recovered"
 * means that phase 1 is over for a store; the shipped code counts a store that then times out
 * again, as failed, and so exceeds the total.
 */
import type { Rule } from '../rule.js';

export const progressRule: Rule = {
  id: 'RC-6',
  title: 'Progress of a recovery',
  source: 'RecoveryProgress',
};

export interface RecoveryCounts {
  readonly totalStores: number;
  readonly recoveredStores: number;
  readonly failedStores: number;
  readonly versionsTransitioned: number;
  readonly complete: boolean;
}

/** The counted results. `confirmation-failed` is always about a store that counted as recovered before. */
export type ProgressStep =
  | 'store-recovered'
  | 'store-failed'
  | 'version-transitioned'
  | 'confirmation-failed'
  | 'completed';

export interface ProgressVariant {
  readonly clampProgress: boolean;
}

/** The counters of a recovery that begins. */
export function freshProgress(totalStores: number): RecoveryCounts {
  return {
    totalStores,
    recoveredStores: 0,
    failedStores: 0,
    versionsTransitioned: 0,
    complete: false,
  };
}

/**
 * The counters after one step; with the variant a store counts once, and every store
 * has counted at the end.
 */
export function afterStep(
  counts: RecoveryCounts,
  step: ProgressStep,
  variant: ProgressVariant,
): RecoveryCounts {
  switch (step) {
    case 'store-recovered':
      return { ...counts, recoveredStores: counts.recoveredStores + 1 };
    case 'store-failed':
      return { ...counts, failedStores: counts.failedStores + 1 };
    case 'version-transitioned':
      return { ...counts, versionsTransitioned: counts.versionsTransitioned + 1 };
    case 'confirmation-failed': {
      const recoveredStores = counts.recoveredStores - (variant.clampProgress ? 1 : 0);
      return { ...counts, recoveredStores, failedStores: counts.failedStores + 1 };
    }
    case 'completed': {
      const uncounted = counts.totalStores - counts.recoveredStores - counts.failedStores;
      const failedStores = counts.failedStores + (variant.clampProgress ? uncounted : 0);
      return { ...counts, failedStores, complete: true };
    }
  }
}

/** From 0 to 1, as built sometimes more. An empty recovery jumps from 0 to 1 when it completes. */
export function progressFraction({ totalStores, ...counts }: RecoveryCounts): number {
  if (totalStores === 0) return counts.complete ? 1 : 0;
  return (counts.recoveredStores + counts.failedStores) / totalStores;
}

/** The progress gauge: whole percent. */
export function progressGauge(counts: RecoveryCounts): number {
  return Math.round(100 * progressFraction(counts));
}

/**
 * The reminder after a recovery without failures while an emergency source is set; nothing clears
 * the setting.
 */
export function afterRecoveryReminder(
  counts: RecoveryCounts,
  emergencySource: string,
): string | undefined {
  const clean = counts.failedStores === 0 && counts.totalStores > 0;
  if (!clean || emergencySource === '') return undefined;
  return `all stores are recovered; emergency.source.region is still ${emergencySource}: clear it by hand`;
}
