/** Kills a version in one region: stops its ingestion and releases its server load. */

import type { VersionAt } from '../../names.js';
import { childVersion, pushRecord } from '../../queries/world.js';
import { partitionsOf } from '../../replicas/replica-table.js';
import { killEffectRule, killInChild } from '../../rules/swap/kill-effect.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { noticeStore } from '../clients/davinci-fleet.js';
import { armCleanup } from './backup-cleanup.js';
import { deleteVersion } from './deletion.js';
import { releaseServerLoad, stopCopying } from './links.js';
import { onReplicaChanged } from './push-monitor.js';

export const asks = [killEffectRule];

/** A rollback of a version ends its copy by a recovery: an unfinished one is killed, one that waits for its swap is deleted. */
export function endCopy(world: World, turn: ModelTurn, at: VersionAt): void {
  const copy = childVersion(world, at);
  if (copy?.recovered !== true || !world.variant.recoverySkipsRolledBack) return;
  if (copy.status === 'STARTED') killInRegion(world, turn, at);
  if (copy.status === 'PUSHED')
    deleteVersion(world, turn, at, { because: 'it was rolled back before it was served here' });
}

/** A kill reaches a region: marks an unfinished version as killed and stops its replicas. */
export function killInRegion(world: World, turn: ModelTurn, at: VersionAt): void {
  const version = childVersion(world, at);
  const record = pushRecord(world, at);
  const effect = killInChild({ resourceExists: version !== undefined, status: version?.status });
  if (effect !== 'version-killed') return;
  turn.record({ kind: 'version-status-set', ...at, status: 'KILLED', rule: 'VS-11' });
  stopCopying(world, turn, at);
  releaseServerLoad(world, turn, at);
  if (record?.replicas !== undefined && record.serverStatus === 'STARTED') {
    turn.record({ kind: 'replicas-killed', ...at });
    onReplicaChanged(world, turn, at, partitionsOf(record.replicas));
  }
  noticeStore(world, turn, at);
  armCleanup(world, turn, at);
}
