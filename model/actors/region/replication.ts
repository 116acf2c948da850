/**
 * Native replication: the source fabric's version topic and its copies in the other regions. A region's leaders read the source over a
 * link that all transfers share; in the source itself nothing is copied. It handles bytes and topics, not statuses.
 */

import type { VersionAt, VersionName } from '../../names.js';
import { allRegions, childStore, childVersion } from '../../queries/world.js';
import { linkAt, storeSetup } from '../../world/entries.js';
import { linkIndex, type World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { topicIsComplete } from '../clients/davinci-fleet.js';
import { notifyMilestone } from './gates.js';
import { incrementMoved } from './increments.js';
import { scheduleLink } from './links.js';
import { scheduleReplicas } from './servers.js';

/** Bounds the byte counts so that sums over many versions stay exact. */
const loadMax = 1_000_000_000_000_000;

/** Starts a region's copy of a version as soon as its source has data. */
export function startReplication(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region, store } = at;
  const version = childVersion(world, at);
  if (version === undefined || version.ingestion.phase !== 'held') return;
  const { source, sourceVersion } = version.ingestion;
  const topic = childStore(world, source, store).topics.get(sourceVersion);
  if (topic === undefined || topic.truncatedAt >= 0 || !topic.written) return;
  const link = linkIndex(world, source, region);
  const load = world.transfers.length;
  const transfer = source === region ? -1 : load + 1;
  const replicas = storeSetup(world, store).replicas;
  turn.record({
    kind: 'replication-started',
    ...at,
    from: source,
    link,
    bytes: topic.bytes,
    transfer,
    load,
    loadBytes: Math.min(topic.bytes * replicas, loadMax),
  });
  scheduleLink(world, turn, linkIndex(world, region, region));
  if (source === region) finishIfComplete(world, turn, at);
  else scheduleLink(world, turn, link);
}

/** The source topic exists, or is complete: resumes every region that waited for it. */
export function sourceChanged(world: World, turn: ModelTurn, name: VersionName): void {
  for (const region of allRegions(world)) {
    const at = { region, ...name };
    startReplication(world, turn, at);
    finishIfComplete(world, turn, at);
  }
}

/** Transfers of a link complete. */
export const onLinkDue: Handler<'link-due'> = (world, { link, generation }, turn) => {
  if (linkAt(world, link).generation !== generation) return;
  turn.record({ kind: 'link-settled', link });
  const inside = link % (world.regions.length + 1) === 0;
  for (const id of linkAt(world, link).through) {
    const transfer = world.transfers[id];
    if (transfer === undefined) continue;
    if (transfer.increment >= 0) {
      incrementMoved(world, turn, transfer, inside);
      continue;
    }
    const { region, store, version, incarnation } = transfer;
    const at = { region, store, version };
    if (childVersion(world, at)?.incarnation !== incarnation) continue;
    if (inside) {
      turn.record({ kind: 'servers-caught-up', ...at });
      scheduleIfTakenIn(world, turn, at);
      continue;
    }
    turn.record({ kind: 'replication-arrived', ...at });
    finishIfComplete(world, turn, at);
  }
  scheduleLink(world, turn, link);
};

function finishIfComplete(world: World, turn: ModelTurn, at: VersionAt): void {
  const version = childVersion(world, at);
  if (version === undefined) return;
  const { phase, source, sourceVersion } = version.ingestion;
  const arrived = phase === 'arrived' || (phase === 'replicating' && source === at.region);
  const topic = childStore(world, source, at.store).topics.get(sourceVersion);
  if (!arrived || topic === undefined || !topic.endOfPush) return;
  turn.record({ kind: 'replication-ended', ...at });
  notifyMilestone(world, turn, at, 'postStoreVersionLeaderReplication');
  scheduleIfTakenIn(world, turn, at);
  topicIsComplete(world, turn, at);
}

/** Replicas complete when all data is there and the servers, shared by all versions of the region, have ingested it. */
function scheduleIfTakenIn(world: World, turn: ModelTurn, at: VersionAt): void {
  const ingestion = childVersion(world, at)?.ingestion;
  if (ingestion?.phase === 'ingesting' && ingestion.load < 0) scheduleReplicas(world, turn, at);
}
