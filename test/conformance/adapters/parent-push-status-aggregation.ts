/**
 * Computes the push status of all regions together (SA-1). A region that did not answer is listed
 * as UNKNOWN already.
 */
import { aggregateRegions } from '../../../model/rules/aggregation-parent/final-status.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';

interface Case {
  readonly regionStatuses: Readonly<Record<string, ExecutionStatus>>;
  readonly childRegions: readonly string[];
  readonly failedToFetch: number;
}

export const adapter: Adapter = {
  target: 'parent_push_status_aggregation',
  answer: ({ regionStatuses, childRegions, failedToFetch }: Case) => {
    const tally = {
      answered: Object.values(regionStatuses),
      silent: 0,
      failed: failedToFetch,
      regions: childRegions.length,
    };
    return aggregateRegions(tally, { unreachableIsError: false });
  },
};
