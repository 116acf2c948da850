/** Ready replicas of a version: completed replicas on live servers. */

import type { VersionAt } from '../names.js';
import { partitionBelow } from '../replicas/replica-table.js';
import { regionAt } from '../world/entries.js';
import type { World } from '../world.js';
import { pushRecord } from './world.js';

/**
 * Why a version has too few ready replicas to be served; '' if it has enough. All but one of a partition must be ready
 * (VersionImpl#getMinActiveReplicas).
 */
export function missingReplicas(world: World, at: VersionAt): string {
  const table = pushRecord(world, at)?.replicas;
  if (table === undefined) return '';
  const needed = table.replicationFactor - 1;
  if (needed > 0 && regionAt(world, at.region).conditions.serversDown > 0)
    return `its servers are away, so no replica of v${at.version} is ready`;
  const below = partitionBelow(table, needed);
  return below === undefined
    ? ''
    : `partition ${below.partition} of v${at.version} has ${below.ready} ready replicas and needs ${needed}`;
}
