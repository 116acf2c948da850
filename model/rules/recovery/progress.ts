/**
 * The progress of a recovery, as counters that the caller replaces with each step. As designed each number has one
 * meaning: a store counts once, as recovered when its region serves the version, as ended when the version no longer
 * stands, or as failed. As built "recovered" means that phase 1 is over, and a store that then times out counts again.
 */
import type { Rule } from '../rule.js';

export const progressRule: Rule = {
  id: 'RC-6',
  title: 'Progress of a recovery',
  source: 'RecoveryProgress; DD step 8.2',
};

export interface RecoveryCounts {
  readonly totalStores: number;
  /** Copies that began. */
  readonly initiatedStores: number;
  readonly recoveredStores: number;
  readonly failedStores: number;
  /** Stores with nothing left to recover, because the version was rolled back. */
  readonly endedStores: number;
  readonly versionsTransitioned: number;
  readonly complete: boolean;
}

/**
 * The counted results. `to-confirm`: nothing was copied, and phase 2 still checks the version. `confirmed`: the region
 * serves the version, which another region keeps PARTIALLY_ONLINE, or which is ONLINE already; `version-transitioned`:
 * it serves it, and this recovery set it ONLINE.
 */
export type ProgressStep =
  | 'store-initiated'
  | 'store-to-confirm'
  | 'store-recovered'
  | 'store-ended'
  | 'store-failed'
  | 'confirmed'
  | 'version-transitioned'
  | 'confirmation-failed'
  | 'confirmation-ended'
  | 'completed';

/** The switch `clamp-progress`. */
export interface ProgressVariant {
  readonly clampProgress: boolean;
}

/** The counters of a recovery that begins. */
export function freshProgress(totalStores: number): RecoveryCounts {
  return {
    totalStores,
    initiatedStores: 0,
    recoveredStores: 0,
    failedStores: 0,
    endedStores: 0,
    versionsTransitioned: 0,
    complete: false,
  };
}

/** The counters after one step. */
export function afterStep(
  counts: RecoveryCounts,
  step: ProgressStep,
  { clampProgress }: ProgressVariant,
): RecoveryCounts {
  if (step === 'completed') return completed(counts, clampProgress);
  const added = (clampProgress ? countedOnce : countedAsBuilt)[step];
  const next: Record<Counter, number> = { ...counts };
  for (const counter of added) next[counter] += 1;
  return { ...counts, ...next };
}

type Counter =
  | 'initiatedStores'
  | 'recoveredStores'
  | 'failedStores'
  | 'endedStores'
  | 'versionsTransitioned';

type Counted = Readonly<Record<Exclude<ProgressStep, 'completed'>, readonly Counter[]>>;

const countedOnce: Counted = {
  'store-initiated': ['initiatedStores'],
  'store-to-confirm': [],
  'store-recovered': ['recoveredStores'],
  'store-ended': ['endedStores'],
  'store-failed': ['failedStores'],
  confirmed: ['recoveredStores'],
  'version-transitioned': ['recoveredStores', 'versionsTransitioned'],
  'confirmation-failed': ['failedStores'],
  'confirmation-ended': ['endedStores'],
};

/** RecoveryProgress: a store is recovered once its copy has begun, and every confirmed store counts as a transition. */
const countedAsBuilt: Counted = {
  'store-initiated': ['initiatedStores', 'recoveredStores'],
  'store-to-confirm': ['recoveredStores'],
  'store-recovered': ['recoveredStores'],
  'store-ended': ['recoveredStores'],
  'store-failed': ['failedStores'],
  confirmed: ['versionsTransitioned'],
  'version-transitioned': ['versionsTransitioned'],
  'confirmation-failed': ['failedStores'],
  'confirmation-ended': [],
};

/** As designed every store has counted at the end; one that did not counts as failed. */
function completed(counts: RecoveryCounts, clampProgress: boolean): RecoveryCounts {
  const uncounted = counts.totalStores - storesDone(counts);
  const failedStores = counts.failedStores + (clampProgress ? uncounted : 0);
  return { ...counts, failedStores, complete: true };
}

/** Stores that have counted as recovered, failed or ended. */
export function storesDone({ recoveredStores, failedStores, endedStores }: RecoveryCounts): number {
  return recoveredStores + failedStores + endedStores;
}

/** From 0 to 1, as built sometimes more. An empty recovery jumps from 0 to 1 when it completes. */
export function progressFraction(counts: RecoveryCounts): number {
  const { totalStores, complete } = counts;
  if (totalStores === 0) return complete ? 1 : 0;
  return storesDone(counts) / totalStores;
}

/** The progress gauge: as designed the fraction, as built whole percent. */
export function progressGauge(counts: RecoveryCounts, { clampProgress }: ProgressVariant): number {
  const fraction = progressFraction(counts);
  return clampProgress ? fraction : Math.round(100 * fraction);
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
