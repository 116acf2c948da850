/**
 * Everything Venice asks of a version status, in one answer. Which status may follow which is nowhere
 * checked: any may follow any (status §1.2).
 */
import { isDeletable, isIngested, isPreserved, type VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const versionStatusRule: Rule = {
  id: 'SA-6',
  title: 'What a version status is',
  source: 'VersionStatus',
};

export interface VersionStatusTraits {
  readonly deletable: boolean;
  /** Retention keeps the last few of these. */
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
    preserved: isPreserved(status),
    ingested: isIngested(status),
    killed: status === 'KILLED',
    errored: status === 'ERROR',
    rolledBack: status === 'ROLLED_BACK',
  };
}
