/**
 * The status of a replica: the newest relevant entry of its history. The current status a
 * replica reports is not asked, so a server that restarts, and begins again with STARTED, un-completes
 * its replica.
 */

import type { Rule } from '../../../model/rules/rule.js';
import { type ExecutionStatus, isDetermined } from '../../../model/statuses.js';

export const replicaStatusRule: Rule = {
  id: 'SA-8',
  title: 'The decided status of a replica',
  source: 'PushStatusDecider#getReplicaCurrentStatus',
};

/**
 * The newest determined status as it is, not its root; STARTED if there is none. `history` is oldest
 * first.
 */
export function decidedReplicaStatus(
  history: readonly { readonly status: ExecutionStatus }[],
): ExecutionStatus {
  return history.findLast(({ status }) => isDetermined(status))?.status ?? 'STARTED';
}
