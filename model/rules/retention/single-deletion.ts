/**
 * RT-6: may one named version be deleted on request? The last guard between an operator, or a parent's
 * command, and a version that serves readers. RT-1, RT-5 and RT-7 delete many at once.
 */
import type { Rule } from '../rule.js';

export const singleDeletionRule: Rule = {
  id: 'RT-6',
  title: 'May this one version be deleted?',
  source: 'VersionLifecyclePolicy#checkPreConditionForSingleVersionDeletion',
};

/** The fields of a store that the deletion of one version depends on. */
export interface DeletionStore {
  readonly system: boolean;
  /** 0 = nothing is served. */
  readonly currentVersion: number;
}

export type DeletionAnswer = 'allowed' | 'no-such-store' | 'current-version';

/**
 * The current version is protected, except that of a system store, whose tear-down deletes it. `null` =
 * no such store.
 */
export function maySingleVersionBeDeleted(
  store: DeletionStore | null,
  version: number,
): DeletionAnswer {
  if (store === null) return 'no-such-store';
  return !store.system && store.currentVersion === version ? 'current-version' : 'allowed';
}
