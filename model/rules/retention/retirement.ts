/**
 * RT-7: which versions a region retires when a push starts or completes there, or when a recovery starts.
 * It decides on the list only; deleting (a failure skips one version) and truncating topics is the child
 * controller's work.
 */
import type { Rule } from '../rule.js';
import type { BackupStrategy } from './new-push-capacity.js';
import {
  type BackupVariant,
  type RetainedStore,
  type VersionRecord,
  versionsToDelete,
} from './versions-to-delete.js';

export const retirementRule: Rule = {
  id: 'RT-7',
  title: 'What is retired when a push starts or completes',
  source: 'VeniceHelixAdmin#retireOldStoreVersions',
};

/** The event in the region. A repush retires nothing at either end. */
export type RetirementMoment =
  | {
      readonly kind: 'push-start';
      readonly repush: boolean;
      readonly backupStrategy: BackupStrategy;
      /** `controller.early.delete.backup.enabled`. */
      readonly earlyDeleteEnabled: boolean;
    }
  | { readonly kind: 'push-completion'; readonly repush: boolean }
  | { readonly kind: 'recovery-start' };

/** A region's store, the cluster's keys and the instant. */
export interface RetirementQuestion {
  readonly nowMs: number;
  readonly moment: RetirementMoment;
  readonly store: RetainedStore;
  readonly latestPromoteToCurrentMs: number;
  /** Never retired: the version that was current before the push; 0 = none. */
  readonly spare: number;
  /** Unfinished copies of a recovery that are newer than what the region serves. */
  readonly copies: readonly number[];
  /** `min.number.of.store.versions.to.preserve`. */
  readonly minVersionsToPreserve: number;
  /** `controller.rolled.back.version.retention.ms`. */
  readonly rolledBackRetentionMs: number;
  /** `controller.backup.version.min.cleanup.delay.ms`. */
  readonly minCleanupDelayMs: number;
}

/** `recovery-keeps-backup` on makes the start of a recovery retire nothing, and a push no copy of one (DD step 5, row 2). */
export interface RetirementVariant extends BackupVariant {
  readonly recoveryKeepsBackup: boolean;
}

/** `versions` in the order of deletion; `within-min-delay` leaves the list to the periodic cleanup. */
export type Retirement =
  | { readonly kind: 'retire'; readonly versions: readonly number[] }
  | {
      readonly kind: 'nothing';
      readonly because:
        | 'not-at-this-moment'
        | 'none-expired'
        | 'within-min-delay'
        | 'bad-preserve-count';
    };

/** What is retired now. The instant of a promotion itself still counts as within the minimum delay. */
export function retireVersions(
  question: RetirementQuestion,
  variant: RetirementVariant,
): Retirement {
  if (!isDue(question.moment, variant)) return { kind: 'nothing', because: 'not-at-this-moment' };
  const { nowMs, latestPromoteToCurrentMs, store } = question;
  const outlived = versionsToDelete(store, versionsToPreserve(question), variant);
  if (outlived.kind === 'rejected') return { kind: 'nothing', because: 'bad-preserve-count' };
  const expired = [...new Set([...outlived.versions, ...expiredRollbackOrigins(question)])];
  if (expired.length === 0) return { kind: 'nothing', because: 'none-expired' };
  if (nowMs <= latestPromoteToCurrentMs + question.minCleanupDelayMs)
    return { kind: 'nothing', because: 'within-min-delay' };
  const kept = variant.recoveryKeepsBackup
    ? [question.spare, ...question.copies]
    : [question.spare];
  return { kind: 'retire', versions: expired.filter((number) => !kept.includes(number)) };
}

function isDue(moment: RetirementMoment, variant: RetirementVariant): boolean {
  switch (moment.kind) {
    case 'push-start':
      return (
        !moment.repush &&
        moment.earlyDeleteEnabled &&
        moment.backupStrategy === 'DELETE_ON_NEW_PUSH_START'
      );
    case 'push-completion':
      return !moment.repush;
    case 'recovery-start':
      return !variant.recoveryKeepsBackup;
  }
}

/**
 * The version to be built takes one place, so one backup less is kept; a recovery counts like
 * a push.
 */
function versionsToPreserve({ moment, minVersionsToPreserve }: RetirementQuestion): number {
  return Math.max(1, minVersionsToPreserve - (moment.kind === 'push-completion' ? 0 : 1));
}

/** Rolled-back versions, and partly served ones above the current version, once their retention is over. */
function expiredRollbackOrigins(question: RetirementQuestion): readonly number[] {
  const { nowMs, latestPromoteToCurrentMs, rolledBackRetentionMs, store } = question;
  if (nowMs <= latestPromoteToCurrentMs + rolledBackRetentionMs) return [];
  return store.versions
    .filter((version) => isRollbackOrigin(version, store))
    .map(({ number }) => number);
}

function isRollbackOrigin(
  { number, status }: VersionRecord,
  { currentVersion }: RetainedStore,
): boolean {
  return status === 'ROLLED_BACK' || (status === 'PARTIALLY_ONLINE' && number > currentVersion);
}
