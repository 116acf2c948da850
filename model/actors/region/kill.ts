/** Kills a version in one region: its ingestion stops and its server load is released. */

import type { RegionId, VersionName } from '../../names.js';
import { childStore, childVersion } from '../../queries/world.js';
import { killEffectRule, killInChild } from '../../rules/swap/kill-effect.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { instancesGoBack } from '../clients/davinci-fleet.js';
import { armCleanup } from './backup-cleanup.js';
import { spareServers } from './links.js';
import { onReplicaChanged } from './push-monitor.js';

export const asks = [killEffectRule];

/** A kill reaches a region: an unfinished version is condemned and its replicas stop. */
export function killInRegion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const version = childVersion(world, region, name.store, name.version);
  const record = childStore(world, region, name.store).pushRecords.get(name.version);
  const effect = killInChild({ resourceExists: version !== undefined, status: version?.status });
  if (effect !== 'version-killed') return;
  turn.record({
    kind: 'version-status-set',
    region,
    store: name.store,
    version: name.version,
    status: 'KILLED',
    rule: 'VS-11',
  });
  spareServers(world, turn, region, name);
  if (record?.replicas !== undefined && record.serverStatus === 'STARTED') {
    turn.record({ kind: 'replicas-killed', region, store: name.store, version: name.version });
    onReplicaChanged(world, turn, region, name);
  }
  instancesGoBack(world, turn, region, name.store);
  armCleanup(world, turn, region, name.store);
}
