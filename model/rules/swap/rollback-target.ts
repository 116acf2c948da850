/**
 * Which version a region (or the parent, for its own records) rolls back to. As built the highest
 * ONLINE version below the current one, whichever version the rollback was meant for; variants name
 * the version, or return to the one served before.
 */
import type { Rule } from '../rule.js';
import type { RegionVersion } from './roll-forward-target.js';

export const rollbackTargetRule: Rule = {
  id: 'VS-8',
  title: 'What a region rolls back to',
  source: 'VersionLifecyclePolicy#getBackupVersionNumber; VeniceHelixAdmin#rollbackToBackupVersion',
};

/** The parent's input about a rollback by hand. */
export interface TakeBackView {
  readonly parentCurrent: number;
  /** The versions that regions serve, as far as they answer. */
  readonly served: readonly number[];
  /** The version that a rollout has sent to be served; 0 = none. */
  readonly sent: number;
}

/**
 * The version that a rollback by hand takes back: the newest one that a region serves, since the parent's current version moves only when a push has
 * ended. As built the parent's current version.
 */
export function versionToTakeBack(
  { parentCurrent, served, sent }: TakeBackView,
  { versionedRollback }: Pick<RollbackVariant, 'versionedRollback'>,
): number {
  const newest = Math.max(0, sent, ...served);
  return versionedRollback && newest > 0 ? newest : parentCurrent;
}

/** The largest ONLINE version below the current one; 0 if there is none. */
export function backupVersionNumber(
  versions: readonly RegionVersion[],
  currentVersion: number,
): number {
  return versions
    .filter((version) => version.number < currentVersion && version.status === 'ONLINE')
    .reduce((largest, version) => Math.max(largest, version.number), 0);
}

/** The input of the controller's decision. */
export interface RollbackView {
  readonly region: string;
  /** Regions the command is for; empty = every region. */
  readonly filter: readonly string[];
  readonly writesEnabled: boolean;
  readonly currentVersion: number;
  /** The version served before the current one; 0 = nothing. */
  readonly previousVersion: number;
  /** What the current version is a repush of, as recorded; absent or 0 = nothing. */
  readonly repushSource?: number;
  readonly versions: readonly RegionVersion[];
  /** The version to be rolled back; consulted only with `versionedRollback`. */
  readonly rolledBackVersion: number;
}

/** The switches `versioned-rollback` and `rollback-to-previous`. */
export interface RollbackVariant {
  readonly versionedRollback: boolean;
  readonly rollbackToPrevious: boolean;
}

export type RollbackVerdict =
  /** `from` becomes ROLLED_BACK. */
  | { readonly kind: 'go-back'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'stay';
      readonly reason: 'not-addressed' | 'serves-another-version' | 'no-backup';
    }
  | { readonly kind: 'refused'; readonly reason: 'writes-disabled' };

/** The region's answer to the command. */
export function rollbackTarget(view: RollbackView, variant: RollbackVariant): RollbackVerdict {
  if (view.filter.length > 0 && !view.filter.includes(view.region))
    return { kind: 'stay', reason: 'not-addressed' };
  if (!view.writesEnabled) return { kind: 'refused', reason: 'writes-disabled' };
  if (variant.versionedRollback && view.currentVersion !== view.rolledBackVersion) {
    return { kind: 'stay', reason: 'serves-another-version' };
  }
  const to = variant.rollbackToPrevious
    ? servedBefore(view)
    : backupVersionNumber(view.versions, view.currentVersion);
  return to === 0
    ? { kind: 'stay', reason: 'no-backup' }
    : { kind: 'go-back', from: view.currentVersion, to };
}

/**
 * The previous version, while it can still be served. The source of a repush has the same content and comes first; then the
 * version before that.
 */
function servedBefore({
  versions,
  previousVersion,
  currentVersion,
  repushSource,
}: RollbackView): number {
  const kept = versions.some(
    (version) => version.number === previousVersion && version.status === 'ONLINE',
  );
  if (kept) return previousVersion;
  return repushSource === previousVersion ? backupVersionNumber(versions, currentVersion) : 0;
}
