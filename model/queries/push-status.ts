/** A region's report about a push: its status, and when that status was reached. */

import type { VersionAt } from '../names.js';
import type { PushHistory } from '../rules/aggregation/push-record.js';
import { pushTransitionRule } from '../rules/aggregation/push-transition.js';
import { statusSinceRule, statusSinceSeconds } from '../rules/aggregation/status-since.js';
import { overallStatusRule } from '../rules/aggregation-parent/overall-status.js';
import {
  mustReadVersion,
  statusInChild,
  statusQueryRule,
} from '../rules/aggregation-parent/status-query.js';
import type { ExecutionStatus } from '../statuses.js';
import type { World } from '../world.js';
import { childVersion, pushRecord } from './world.js';

export const asks = [pushTransitionRule, statusSinceRule, statusQueryRule, overallStatusRule];

/** The status that a region returns to the parent's query about a push. */
export function statusInRegion(world: World, at: VersionAt): ExecutionStatus {
  const recorded = pushRecord(world, at)?.push.status;
  if (!mustReadVersion(recorded)) return statusInChild({ recorded, versionStatus: undefined });
  const versionStatus = childVersion(world, at)?.status;
  return statusInChild({ recorded, versionStatus });
}

/** When the present status of a push was reached, in whole seconds; null without a record. */
export function statusSince(record: { readonly push: PushHistory } | undefined): number | null {
  return record === undefined ? null : statusSinceSeconds(record.push.status, record.push.history);
}
