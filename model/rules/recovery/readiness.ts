/**
 * Is a region ready to rebuild a version? All remains of an earlier copy of the version
 * must be gone, the topic physically; a truncated topic still counts. The parent turns
 * any exception into "not ready".
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const readinessRule: Rule = {
  id: 'RC-9',
  title: 'Is a region ready?',
  source: 'DataRecoveryManager#verifyStoreVersionIsReadyForDataRecovery',
};

/** The remains of a version in a region. */
export interface VersionRemains {
  readonly store: string;
  readonly version: number;
  readonly reachable: boolean;
  readonly storeExists: boolean;
  readonly migrating: boolean;
  readonly nativeReplication: boolean;
  readonly versionExists: boolean;
  /** The version topic exists, truncated or not. */
  readonly topicExists: boolean;
  readonly pushStatus: ExecutionStatus;
  readonly killRecord: boolean;
}

type NotReadyBecause =
  | 'no-answer'
  | 'store-missing'
  | 'migrating'
  | 'no-native-replication'
  | 'version-exists'
  | 'topic-exists'
  | 'push-status-exists'
  | 'kill-record-exists';

export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly because: NotReadyBecause; readonly reason: string };

/** Checks in Venice's order. */
export function judgeReadiness(
  remains: VersionRemains,
  variant: { readonly rejectMigrating: boolean },
): Readiness {
  const name = `${remains.store} v${remains.version}`;
  if (!remains.reachable) return notReady('no-answer', 'the region does not answer');
  if (!remains.storeExists)
    return notReady('store-missing', `the region does not know ${remains.store}`);
  if (variant.rejectMigrating && remains.migrating) {
    return notReady('migrating', `${remains.store} is migrating`);
  }
  if (!remains.nativeReplication) {
    return notReady('no-native-replication', `${remains.store} has no native replication`);
  }
  if (remains.versionExists) return notReady('version-exists', `${name} exists in the region`);
  if (remains.topicExists)
    return notReady('topic-exists', `the old topic of ${name} is not deleted yet`);
  if (remains.pushStatus !== 'NOT_CREATED') {
    return notReady(
      'push-status-exists',
      `an old push of ${name} is still recorded as ${remains.pushStatus}`,
    );
  }
  if (remains.killRecord)
    return notReady('kill-record-exists', `an old kill record of ${name} exists`);
  return { kind: 'ready' };
}

function notReady(because: NotReadyBecause, reason: string): Readiness {
  return { kind: 'not-ready', because, reason };
}
