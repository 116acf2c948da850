/**
 * What a region says about a push: the status it answers with, when that was reached, and how the record moves. The
 * record keeps every status it has had.
 */
import type { RegionId } from '../names.js';
import { childStore, childVersion } from '../questions.js';
import {
  type PushHistory,
  pushRecordRule,
  recordPushUpdate,
} from '../rules/aggregation/push-record.js';
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
import type { ModelTurn } from './actor.js';
import type { VersionName } from './source-fabric.js';

export const asks = [
  pushRecordRule,
  pushTransitionRule,
  statusSinceRule,
  statusQueryRule,
  overallStatusRule,
];

/** What the region answers when the parent asks how a push stands. */
export function statusInRegion(
  world: World,
  region: RegionId,
  { store, version }: VersionName,
): ExecutionStatus {
  const recorded = childStore(world, region, store).pushRecords.get(version)?.push.status;
  if (!mustReadVersion(recorded)) return statusInChild({ recorded, versionStatus: undefined });
  const versionStatus = childVersion(world, region, store, version)?.status;
  return statusInChild({ recorded, versionStatus });
}

/** When the present status of a push was reached, in whole seconds; null without a record. */
export function statusSince(record: { readonly push: PushHistory } | undefined): number | null {
  return record === undefined ? null : statusSinceSeconds(record.push.status, record.push.history);
}

export function setPushStatus(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version }: VersionName,
  { status, details }: { readonly status: ExecutionStatus; readonly details: string | null },
): void {
  const before = childStore(world, region, store).pushRecords.get(version)?.push;
  if (before === undefined) return;
  const { outcome, record } = recordPushUpdate(before, { status, details, atMs: turn.now });
  if (outcome !== 'allowed') return;
  turn.record({
    kind: 'push-status-set',
    region,
    store,
    version,
    status,
    record,
    reason: details ?? '',
    rule: 'SA-12',
  });
}
