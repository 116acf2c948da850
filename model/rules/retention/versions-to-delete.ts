/**
 * RT-1: which versions of a store may be deleted, by status and by the number of ONLINE ones to
 * keep. Retirement (RT-7) and the admission of a push (RT-4) both start from this list. It does not
 * decide when; the caller does.
 */
import { isDeletable, type VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const versionsToDeleteRule: Rule = {
  id: 'RT-1',
  title: 'Which versions may go',
  source: 'AbstractStore#computeVersionsToDelete',
};

/** The fields of a version that retention reads. */
export interface VersionRecord {
  readonly number: number;
  readonly status: VersionStatus;
}

/** The fields of a store that retention reads, in the parent or in one region. */
export interface RetainedStore {
  /** Ascending by number. */
  readonly versions: readonly VersionRecord[];
  /** 0 = nothing is served. */
  readonly currentVersion: number;
  /** The store's own number of versions to keep; 0 = the cluster's applies. */
  readonly storeVersionsToPreserve: number;
  readonly migrating: boolean;
}

/** `keep-backup` off keeps no ONLINE version but the current one, however many are configured. */
export interface BackupVariant {
  readonly keepBackup: boolean;
}

/** `delete` lists version numbers, newest first. */
export type VersionsToDelete =
  | { readonly kind: 'delete'; readonly versions: readonly number[] }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * The versions that may be deleted; a number of versions to keep below 1 is rejected, as it would delete
 * everything.
 */
export function versionsToDelete(
  store: RetainedStore,
  clusterVersionsToPreserve: number,
  variant: BackupVariant,
): VersionsToDelete {
  const preserve =
    store.storeVersionsToPreserve === 0 ? clusterVersionsToPreserve : store.storeVersionsToPreserve;
  if (preserve < 1)
    return { kind: 'rejected', reason: `at least 1 version must be kept, not ${preserve}` };
  let budget = variant.keepBackup ? preserve : 1;
  if (store.versions.some(({ number }) => number === store.currentVersion)) budget -= 1;
  const deleted: number[] = [];
  for (const version of store.versions.toReversed()) {
    const retention = retentionOf(version, store);
    if (retention === 'delete' || (retention === 'while-budget-lasts' && budget <= 0))
      deleted.push(version.number);
    else if (retention === 'while-budget-lasts') budget -= 1;
  }
  return { kind: 'delete', versions: deleted };
}

type Retention = 'keep' | 'delete' | 'while-budget-lasts';

/**
 * ROLLED_BACK versions have their own retention (RT-5); other rules decide about PUSHED and
 * PARTIALLY_ONLINE ones.
 */
function retentionOf(version: VersionRecord, store: RetainedStore): Retention {
  if (version.number === store.currentVersion) return 'keep';
  if (isDeletable(version.status)) return 'delete';
  if (version.status === 'ONLINE') return 'while-budget-lasts';
  const abandoned =
    version.status === 'STARTED' && version !== store.versions.at(-1) && !store.migrating;
  return abandoned ? 'delete' : 'keep';
}
