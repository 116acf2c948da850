/**
 * All predicates of Venice on a version status, in one answer. Which status may follow which is nowhere
 * checked: any may follow any.
 */

import type { Rule } from '../../../model/rules/rule.js';
import {
  isDeletable,
  isIngested,
  type VersionStatus,
  versionStatuses,
} from '../../../model/statuses.js';

export const versionStatusRule: Rule = {
  id: 'SA-6',
  title: 'What a version status is',
  source: 'VersionStatus',
};

export interface VersionStatusTraits {
  readonly deletable: boolean;
  /** Retention keeps the last few of these. Source: VersionStatus#preserveLastFew. */
  readonly preserved: boolean;
  /** It has all its content. */
  readonly ingested: boolean;
  readonly killed: boolean;
  readonly errored: boolean;
  readonly rolledBack: boolean;
}

/** Describes a status. */
export function describeVersionStatus(status: VersionStatus): VersionStatusTraits {
  return {
    deletable: isDeletable(status),
    preserved: status === 'ONLINE',
    ingested: isIngested(status),
    killed: status === 'KILLED',
    errored: status === 'ERROR',
    rolledBack: status === 'ROLLED_BACK',
  };
}

/**
 * The version status with this number; an unknown number means NOT_CREATED. Source:
 * VersionStatus#getVersionStatusFromInt.
 */
export function versionStatusOf(code: number): VersionStatus {
  return versionStatuses[code] ?? 'NOT_CREATED';
}
