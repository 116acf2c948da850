/**
 * The side effect of a status query in a region: a push that has not moved past its time-out fails if a partition lacks working replicas at
 * that moment, even if they return later. The answer itself is a query of the World.
 */

import type { RegionId, VersionAt, VersionName } from '../../names.js';
import { pushRecord, reachable } from '../../queries/world.js';
import { fewestWorking } from '../../replicas/replica-table.js';
import {
  areEnoughReplicas,
  isStartOverdue,
  startReadinessRule,
} from '../../rules/aggregation/start-readiness.js';
import { regionAt } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { endServers } from './push-monitor.js';

export const asks = [startReadinessRule];

/** The parent queries the status of a version; regions that do not answer are unaffected. Records the failures that the query causes. */
export function noticeMissingNodes(
  world: World,
  turn: ModelTurn,
  name: VersionName,
  regions: readonly RegionId[],
): void {
  for (const region of regions)
    if (reachable(world, region)) failWithoutNodes(world, turn, { region, ...name });
}

function failWithoutNodes(world: World, turn: ModelTurn, at: VersionAt): void {
  const record = pushRecord(world, at);
  if (record?.replicas === undefined || record.serverStatus === 'ERROR') return;
  const { push, replicas: table } = record;
  const wait = {
    status: push.status,
    nowMs: turn.now,
    startedAtMs: push.history[0]?.atMs ?? turn.now,
    timeoutMs: world.configuration['offline.job.start.timeout.ms'],
  };
  if (!isStartOverdue(wait)) return;
  const away = regionAt(world, at.region).conditions.serversDown > 0;
  const working = away ? 0 : fewestWorking(table);
  if (areEnoughReplicas(working, table.replicationFactor, table.strategy)) return;
  const minutes = Math.floor((turn.now - wait.startedAtMs) / 60_000);
  const details = `not enough nodes: ${working} of ${table.replicationFactor} replicas work in some partition ${minutes} min after the push began`;
  endServers(world, turn, at, { status: 'ERROR', details }, 'SA-9');
}
