/**
 * Combines the answers of the regions into one push status in the parent: the status that comes first
 * in a list of priorities wins, so a region that is still ingesting hides one that failed. SA-16
 * decides which regions are queried, and what the answer changes.
 */
import { aggregationPriority, type ExecutionStatus, isTerminal } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const finalStatusRule: Rule = {
  id: 'SA-1',
  title: 'Region statuses become one push status',
  source: 'VersionLifecyclePolicy#getFinalReturnStatus',
};

/** The regions' answers, counted. */
export interface RegionTally {
  /** Statuses of the regions that answered, in the order visited. */
  readonly answered: readonly ExecutionStatus[];
  /** The number of regions that did not answer; each of them counts as UNKNOWN. */
  readonly silent: number;
  /**
   * How many count as failed in the majority rule. As built that is fewer than do not answer: regions
   * without a leader are left out.
   */
  readonly failed: number;
  /** All child regions, including those that were not queried. */
  readonly regions: number;
}

/**
 * `unreachableIsError`: a region that does not answer turns the end of those that do into ERROR. As
 * built UNKNOWN hides that end.
 */
export interface FinalStatusVariant {
  readonly unreachableIsError: boolean;
}

/** `details` is Venice's text about missing regions, '' if none. */
export interface FinalStatus {
  readonly status: ExecutionStatus;
  readonly details: string;
}

/** The push status of all regions together; NEW if none was queried. */
export function aggregateRegions(tally: RegionTally, variant: FinalStatusVariant): FinalStatus {
  const { answered, silent, failed, regions } = tally;
  if (regions - failed < Math.trunc(regions / 2) + 1) return { status: 'PROGRESS', details: '' };
  const unknown: ExecutionStatus[] = silent > 0 ? ['UNKNOWN'] : [];
  const status = firstByPriority([...answered, ...unknown]) ?? 'NEW';
  if (isTerminal(status) && failed > 0) return unreachable(failed, regions);
  const reached = firstByPriority(answered);
  if (variant.unreachableIsError && silent > 0 && reached !== undefined && isTerminal(reached)) {
    return unreachable(silent, regions);
  }
  return { status, details: '' };
}

/** The status with the lowest place in the list; among equals the one given first. */
export function firstByPriority(statuses: readonly ExecutionStatus[]): ExecutionStatus | undefined {
  let first: ExecutionStatus | undefined;
  for (const status of statuses) {
    if (first === undefined || aggregationPriority(status) < aggregationPriority(first))
      first = status;
  }
  return first;
}

function unreachable(missing: number, regions: number): FinalStatus {
  return { status: 'ERROR', details: `${missing}/${regions} DCs unreachable. ` };
}
