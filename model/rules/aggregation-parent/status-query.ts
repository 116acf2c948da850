/**
 * How a region's child controller answers the parent about a push: from its push record, which can
 * outlive the version. A region that never processed the AddVersion answers NOT_CREATED and so blocks the whole push.
 */
import type { ExecutionStatus, VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const statusQueryRule: Rule = {
  id: 'SA-17',
  title: 'A region answers a status query',
  source: 'VeniceHelixAdmin#getOfflinePushStatusInfo; AbstractPushMonitor#getPushStatusAndDetails',
};

/**
 * The minimum input of a region's answer. `recorded` undefined: it has no push record; `versionStatus`
 * undefined: no such version.
 */
export interface ChildStatusView {
  readonly recorded: ExecutionStatus | undefined;
  readonly versionStatus: VersionStatus | undefined;
  /** The cluster is in maintenance, which hides a kill. */
  readonly maintenance?: boolean;
}

/** Does the answer depend on the version? A recorded status is final, whatever happened to the version. */
export function mustReadVersion(recorded: ExecutionStatus | undefined): boolean {
  return recorded === undefined || recorded === 'NOT_CREATED';
}

/**
 * The status alone: a killed version without a record is an ERROR and not a push that has not
 * started.
 */
export function statusInChild({
  recorded = 'NOT_CREATED',
  versionStatus,
  maintenance = false,
}: ChildStatusView): ExecutionStatus {
  const killed = versionStatus === 'KILLED' && !maintenance;
  return mustReadVersion(recorded) && killed ? 'ERROR' : recorded;
}
