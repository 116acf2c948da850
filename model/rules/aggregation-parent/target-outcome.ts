/**
 * First step of a status query for a deferred target-region push: once all targets have completed
 * the parent's version is PUSHED, which lets the swap service begin; once one of them has failed it
 * is ERROR. Only a version that is still STARTED is changed.
 */
import { type ExecutionStatus, isError, type VersionStatus } from '../../statuses.js';
import { type RegionInAnswer, type Standing, withVersionStatus } from './job-status-words.js';

/** Switches of the same names; all false is as built. */
export interface TargetOutcomeVariant {
  readonly emptyTargetGuard: boolean;
  readonly failedTargetIsKilled: boolean;
  readonly dvcErrorsFailTarget: boolean;
}

/**
 * Sets the version's status by the targets of the query. As built an empty list of targets is complete at
 * once, before any region has ingested anything, and a Da Vinci error is no failure. Source:
 * VeniceParentHelixAdmin#updateParentVersionStatusIfTerminal.
 */
export function settleTargets(
  standing: Standing,
  {
    version,
    targets,
    regions,
  }: {
    readonly version: number;
    readonly targets: readonly string[];
    readonly regions: readonly RegionInAnswer[];
  },
  variant: TargetOutcomeVariant,
): Standing {
  if (standing.version?.status !== 'STARTED') return standing;
  const status = targetOutcome(targets, regions, variant);
  return status === 'open' ? standing : withVersionStatus(standing, version, status);
}

function targetOutcome(
  targets: readonly string[],
  regions: readonly RegionInAnswer[],
  variant: TargetOutcomeVariant,
): VersionStatus | 'open' {
  if (targets.length === 0 && variant.emptyTargetGuard) return 'open';
  const statuses = regions
    .filter(({ region }) => targets.includes(region))
    .map(({ status }) => status);
  const completed = statuses.filter((status) => status === 'COMPLETED').length;
  if (completed === targets.length) return 'PUSHED';
  const failed = statuses.some((status) => isTargetFailure(status, variant));
  if (!failed) return 'open';
  return variant.failedTargetIsKilled ? 'KILLED' : 'ERROR';
}

function isTargetFailure(
  status: ExecutionStatus,
  { dvcErrorsFailTarget }: TargetOutcomeVariant,
): boolean {
  return dvcErrorsFailTarget ? isError(status) : status === 'ERROR';
}
