/**
 * RT-1: which versions of a store have outlived their use, by status and by how many ONLINE ones are to
 * stay. Retirement (RT-7) and the admission of a push (RT-4) both start from this list. It says nothing
 * about when; a caller waits for the right moment.
 */
import { isDeletable, type VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const versionsToDeleteRule: Rule = {
  id: 'RT-1',
  title: 'Which versions may go',
  source: 'AbstractStore#computeVersionsToDelete',
};

/** What retention looks at in a version. */
export interface VersionRecord {
  readonly number: number;
  readonly status: VersionStatus;
}

/** A store as retention sees it, in the parent or in one region. */
export interface RetainedStore {
  /** Ascending by number. */
  readonly versions: readonly VersionRecord[];
  /** 0 = nothing is served. */
  readonly currentVersion: number;
  /** The store's own number of versions to keep; 0 = the cluster's holds. */
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
 * The versions that may go; a number of versions to keep below 1 is rejected, as it would delete
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
  const doomed: number[] = [];
  for (const version of store.versions.toReversed()) {
    const fate = fateOf(version, store);
    if (fate === 'delete' || (fate === 'while-budget-lasts' && budget <= 0))
      doomed.push(version.number);
    else if (fate === 'while-budget-lasts') budget -= 1;
  }
  return { kind: 'delete', versions: doomed };
}

type Fate = 'keep' | 'delete' | 'while-budget-lasts';

/**
 * ROLLED_BACK versions have a retention of their own (RT-5); PUSHED and PARTIALLY_ONLINE ones await a
 * decision elsewhere.
 */
function fateOf(version: VersionRecord, store: RetainedStore): Fate {
  if (version.number === store.currentVersion) return 'keep';
  if (isDeletable(version.status)) return 'delete';
  if (version.status === 'ONLINE') return 'while-budget-lasts';
  const abandoned =
    version.status === 'STARTED' && version !== store.versions.at(-1) && !store.migrating;
  return abandoned ? 'delete' : 'keep';
}
