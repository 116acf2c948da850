/**
 * RT-2, RT-3, RT-4: do the regions' older versions allow a new push? The parent queries every
 * region and refuses at the first objection, because a new version would displace one that
 * must not be deleted yet. Other objections to a push are PJ-5.
 */
import type { Rule } from '../rule.js';
import { type BackupVariant, type RetainedStore, versionsToDelete } from './versions-to-delete.js';

export const newPushCapacityRule: Rule = {
  id: 'RT-2',
  title: 'Do the versions in the regions allow a new push?',
  source: 'VeniceParentHelixAdmin#checkNewPushCapacityFromChildren',
};

export const rollbackOriginCapacityRule: Rule = {
  id: 'RT-3',
  title: 'A rolled-back version blocks a new push',
  source: 'VersionLifecyclePolicy#checkRollbackOriginVersionCapacityForNewPush',
};

export const backupCapacityRule: Rule = {
  id: 'RT-4',
  title: 'Pending deletions block a new push',
  source: 'VersionLifecyclePolicy#checkBackupVersionCleanupCapacityForNewPush',
};

/** When a store's backups may be deleted. Source: BackupStrategy. */
export type BackupStrategy = 'KEEP_MIN_VERSIONS' | 'DELETE_ON_NEW_PUSH_START';

/** A store as one region reports it. */
export interface RegionalStore extends RetainedStore {
  readonly backupStrategy: BackupStrategy;
  /** When the current version became current, ms. */
  readonly latestPromoteToCurrentMs: number;
}

/** The names in an objection; `region` null leaves the region out. */
export interface PushSubject {
  readonly store: string;
  readonly cluster: string;
  readonly region: string | null;
}

/** The cluster's keys that the two guards read, and the instant of the query. */
export interface CapacityLimits {
  readonly nowMs: number;
  /** `controller.rolled.back.version.retention.ms`. */
  readonly rolledBackRetentionMs: number;
  /** `min.number.of.store.versions.to.preserve`. */
  readonly minVersionsToPreserve: number;
  /** `controller.backup.version.min.cleanup.delay.ms`. */
  readonly minCleanupDelayMs: number;
}

/** `reason` is Venice's text, since operators search for it; `waitMs`: how long the objection lasts, 0 = until it is fixed. */
export type PushCapacity =
  | { readonly kind: 'admitted' }
  | {
      readonly kind: 'refused';
      readonly because: Objection;
      readonly reason: string;
      readonly waitMs: number;
    };

/**
 * `bad-preserve-count`: the store's number of versions to keep is below 1, for which Venice throws an
 * exception.
 */
export type Objection = 'rolled-back-version' | 'deletions-pending' | 'bad-preserve-count';

/** A region's answer to the parent's query of the store. */
export type RegionAnswer =
  | { readonly kind: 'store'; readonly region: string; readonly store: RegionalStore }
  | { readonly kind: 'no-answer'; readonly region: string };

/** RT-2: checks the regions in the order given; one that does not answer, or lacks the store, is ignored. */
export function newPushCapacity(
  answers: readonly RegionAnswer[],
  subject: Omit<PushSubject, 'region'>,
  limits: CapacityLimits,
  variant: BackupVariant,
): PushCapacity {
  for (const answer of answers) {
    if (answer.kind === 'no-answer') continue;
    const named = { ...subject, region: answer.region };
    const rollback = rollbackOriginCapacity(answer.store, named, limits);
    if (rollback.kind === 'refused') return rollback;
    const backups = backupCapacity(answer.store, named, limits, variant);
    if (backups.kind === 'refused') return backups;
  }
  return { kind: 'admitted' };
}

/**
 * RT-3: while its retention lasts (its last millisecond included), a ROLLED_BACK version above the
 * current one blocks.
 */
export function rollbackOriginCapacity(
  store: Pick<RegionalStore, 'versions' | 'currentVersion' | 'latestPromoteToCurrentMs'>,
  subject: PushSubject,
  limits: Pick<CapacityLimits, 'nowMs' | 'rolledBackRetentionMs'>,
): PushCapacity {
  const expiresInMs = store.latestPromoteToCurrentMs + limits.rolledBackRetentionMs - limits.nowMs;
  if (expiresInMs < 0) return { kind: 'admitted' };
  const origin = store.versions.find(
    ({ number, status }) => status === 'ROLLED_BACK' && number > store.currentVersion,
  );
  if (origin === undefined) return { kind: 'admitted' };
  const place = subject.region === null ? '' : ` in region ${subject.region}`;
  return refused(
    'rolled-back-version',
    `${startOf(subject)}: version ${origin.number} is ROLLED_BACK from a rollback${place}; ` +
      `retention expires in ${expiresInMs}ms. Retry after the rolled-back version is cleaned up.`,
    expiresInMs,
  );
}

/**
 * RT-4: versions to delete block if the minimum delay after the last promotion has not passed.
 */
export function backupCapacity(
  store: RegionalStore,
  subject: PushSubject,
  limits: Pick<CapacityLimits, 'nowMs' | 'minVersionsToPreserve' | 'minCleanupDelayMs'>,
  variant: BackupVariant,
): PushCapacity {
  const early = store.backupStrategy === 'DELETE_ON_NEW_PUSH_START' ? 1 : 0;
  const pending = versionsToDelete(
    store,
    Math.max(1, limits.minVersionsToPreserve - early),
    variant,
  );
  if (pending.kind === 'rejected') return refused('bad-preserve-count', pending.reason);
  const delayOver = limits.nowMs > store.latestPromoteToCurrentMs + limits.minCleanupDelayMs;
  if (pending.versions.length === 0 || delayOver) return { kind: 'admitted' };
  const place = subject.region === null ? '' : ` (region ${subject.region})`;
  return refused(
    'deletions-pending',
    `${startOf(subject)}${place}: ${pending.versions.length} backup version(s) pending deletion but still ` +
      `within min cleanup delay (${limits.minCleanupDelayMs}ms) of latest version promotion. ` +
      'Retry after min delay has elapsed.',
    store.latestPromoteToCurrentMs + limits.minCleanupDelayMs - limits.nowMs,
  );
}

function startOf({ store, cluster }: PushSubject): string {
  return `Cannot start new push for store ${store} in cluster ${cluster}`;
}

function refused(because: Objection, reason: string, waitMs = 0): PushCapacity {
  return { kind: 'refused', because, reason, waitMs };
}
