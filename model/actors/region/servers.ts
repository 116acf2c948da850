/**
 * Storage servers: a leader and followers for each partition read the region's topic and report completion. They work on the region's
 * ingestion clock, which stands still while brokers or servers are down, so an outage delays them by exactly its length.
 */

import { clockAt } from '../../clock.js';
import { replicaFailure, slowdownOf } from '../../failures.js';
import { type RegionId, regionName, type VersionAt } from '../../names.js';
import { childStore, childVersion, numbered, pushRecord } from '../../queries/world.js';
import { replicaRole, replicaStatus } from '../../replicas/replica-table.js';
import { numberAt, regionAt, storeSetup } from '../../world/entries.js';
import type { World, WorldChildVersion } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { failReplicas, onReplicaChanged } from './push-monitor.js';

/** All data is in the region's topic: schedules the end of each replica. A follower ends after its leader. */
export function scheduleReplicas(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region } = at;
  const version = childVersion(world, at);
  const store = storeSetup(world, at.store);
  const clock = regionAt(world, region).ingestionClock;
  if (version === undefined) return;
  const readMs = Math.ceil(
    (version.bytes / store.partitions / world.setup.physics.replicaRate) * 1_000,
  );
  const earliest = Math.max(version.ingestion.startedOnClock + readMs, clockAt(clock, turn.now));
  const stream = `ingestionTail/${regionName(world.names, region)}`;
  const tail = world.setup.latencies.ingestionTail;
  const dueOnClock: number[] = [];
  for (let partition = 0; partition < store.partitions; partition += 1) {
    const slowed = (replica: number): number =>
      readMs * (slowdownOf(world, at, [partition, replica]) - 1);
    const leader = earliest + Math.ceil(slowed(0)) + turn.draw(tail, stream);
    dueOnClock.push(leader);
    for (let follower = 1; follower < store.replicas; follower += 1)
      dueOnClock.push(leader + Math.ceil(slowed(follower)) + turn.draw(tail, stream));
  }
  turn.record({ kind: 'replicas-scheduled', ...at, dueOnClock });
  resumeVersion(world, turn, at);
}

/** The region's servers work again: resumes every replica that has not completed. */
export function resumeReplicas(world: World, turn: ModelTurn, region: RegionId): void {
  for (const [store, { versions }] of regionAt(world, region).stores.entries()) {
    for (const { number, ingestion } of versions) {
      if (ingestion.phase === 'ingesting')
        resumeVersion(world, turn, { region, store, version: number });
    }
  }
}

/** A replica completes, unless its clock stood still meanwhile. */
export const onReplicaDue: Handler<'replica-due'> = (world, event, turn) => {
  const { of, place } = event;
  const { region, store, version } = of.at;
  const { versions, pushRecords } = childStore(world, region, store);
  const found = numbered(versions, version);
  const table = pushRecords.get(version)?.replicas;
  const clock = regionAt(world, region).ingestionClock;
  if (found?.incarnation !== of.incarnation || table === undefined) return;
  const replica = place % table.replicationFactor;
  const partition = (place - replica) / table.replicationFactor;
  if (replicaStatus(table, partition, replica) !== 'STARTED' || !clock.running) return;
  if (replicaRole(table, partition, replica) === 'UNASSIGNED') return;
  const left = dueOf(found, place) - clockAt(clock, turn.now);
  if (left > 0) {
    turn.schedule(left, event);
    return;
  }
  if (replicaFailure(world, of.at, [partition, replica]) !== '')
    return failReplicas(world, turn, of.at, [place]);
  turn.record({ kind: 'replica-completed', region, store, version, partition, replica });
  onReplicaChanged(world, turn, of.at);
};

/** Resumes the replicas of a version that have not completed. */
export function resumeVersion(world: World, turn: ModelTurn, at: VersionAt): void {
  const version = childVersion(world, at);
  const table = pushRecord(world, at)?.replicas;
  const clock = regionAt(world, at.region).ingestionClock;
  if (version === undefined || table === undefined || !clock.running) return;
  const clockNow = clockAt(clock, turn.now);
  const { incarnation, ingestion } = version;
  const { replicationFactor } = table;
  const of = { at, incarnation };
  for (let place = 0; place < ingestion.dueOnClock.length; place += 1) {
    const replica = place % replicationFactor;
    const partition = (place - replica) / replicationFactor;
    if (replicaStatus(table, partition, replica) !== 'STARTED') continue;
    turn.schedule(Math.max(0, dueOf(version, place) - clockNow), {
      kind: 'replica-due',
      of,
      place,
    });
  }
}

function dueOf(version: WorldChildVersion, place: number): number {
  return numberAt(version.ingestion.dueOnClock, place);
}
