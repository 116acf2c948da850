/**
 * How a region's child controller answers the parent about a push: from its push record, which can
 * outlive the version. A region that never took the AddVersion answers NOT_CREATED and so holds the whole push up.
 */
import type { ExecutionStatus, VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const statusQueryRule: Rule = {
  id: 'SA-17',
  title: 'A region answers a status query',
  source: 'VeniceHelixAdmin#getOfflinePushStatusInfo; AbstractPushMonitor#getPushStatusAndDetails',
};

/**
 * The least a region looks at. `recorded` undefined: it has no push record; `versionStatus`
 * undefined: no such version.
 */
export interface ChildStatusView {
  readonly recorded: ExecutionStatus | undefined;
  readonly versionStatus: VersionStatus | undefined;
  /** The cluster is in maintenance, which hides a kill. */
  readonly maintenance?: boolean;
}

/** Must the version be looked at? A status that was recorded stands, whatever has become of the version. */
export function mustReadVersion(recorded: ExecutionStatus | undefined): boolean {
  return recorded === undefined || recorded === 'NOT_CREATED';
}

/**
 * The status alone: a killed version without a record is an ERROR and not a push that has yet to
 * begin.
 */
export function statusInChild({
  recorded = 'NOT_CREATED',
  versionStatus,
  maintenance = false,
}: ChildStatusView): ExecutionStatus {
  const killed = versionStatus === 'KILLED' && !maintenance;
  return mustReadVersion(recorded) && killed ? 'ERROR' : recorded;
}
