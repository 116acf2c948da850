/** Computes the status of servers and Da Vinci instances together (SA-3). */
import { mergeServerAndDavinci } from '../../../model/rules/aggregation-parent/overall-status.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';

interface Case {
  readonly serverStatus: ExecutionStatus;
  readonly daVinciStatus: ExecutionStatus;
}

export const adapter: Adapter = {
  target: 'overall_push_status',
  answer: ({ serverStatus, daVinciStatus }: Case) => ({
    status: mergeServerAndDavinci(serverStatus, daVinciStatus),
  }),
};
