/**
 * Combines the status of servers and the status of Da Vinci instances. Used for incremental pushes
 * only: for a full push the collector (DV-4) does it.
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import { firstByPriority } from './final-status.js';

export const overallStatusRule: Rule = {
  id: 'SA-3',
  title: 'Server and Da Vinci status become one',
  source: 'VersionLifecyclePolicy#getOverallPushStatus',
};

/**
 * The one that comes first in the priorities; the servers' where the list puts both in the same
 * place.
 */
export function mergeServerAndDavinci(
  server: ExecutionStatus,
  davinci: ExecutionStatus,
): ExecutionStatus {
  return firstByPriority([server, davinci]) ?? server;
}
