/**
 * Faults of single hosts and replicas: a lost host and the re-assignment of its replicas, full disks, failed replicas, stragglers.
 * It notifies the push monitor, which decides the effect on a push. Only versions that are not served yet are affected.
 */

import { clockAt } from '../../clock.js';
import type { ReplicaFailure } from '../../conditions.js';
import { hostOf, replicaFailure } from '../../failures.js';
import {
  type RegionId,
  regionId,
  regionName,
  type StoreId,
  storeId,
  type VersionAt,
} from '../../names.js';
import { childStore, childVersion, pushRecord } from '../../queries/world.js';
import { replicaRole, replicaStatus } from '../../replicas/replica-table.js';
import { numberAt, regionAt, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { failOnIncrements, incrementHostChanged } from './increments.js';
import { failReplicas, onReplicaChanged } from './push-monitor.js';
import { resumeVersion } from './servers.js';

type OfReplicas = Extract<
  ReplicaFailure,
  { kind: 'host-down' | 'disk-full' | 'replica-error' | 'straggler' }
>;

/** A fault of hosts or replicas starts or ends. */
export function onReplicaFault(
  world: World,
  turn: ModelTurn,
  condition: OfReplicas,
  begins: boolean,
): void {
  const region = regionId(world.names, condition.region);
  switch (condition.kind) {
    case 'host-down':
      return hostChanged(world, turn, region, condition, begins);
    case 'straggler':
      return paceChanged(world, turn, region, condition, begins);
    default:
      // A failed replica stays failed; a new version uses the disk in its current state.
      if (!begins) return;
      failReadingReplicas(world, turn, region);
      failOnIncrements(world, turn, region);
  }
}

/** A host has been lost for so long that its replicas are re-assigned. */
export const onReassignmentDue: Handler<'reassignment-due'> = (
  world,
  { region, host, loss },
  turn,
) => {
  const breakage = regionAt(world, region).breakage;
  if (breakage.hostLosses[host] !== loss) return;
  if (breakage.hostsDown[host] === 0) return;
  for (const at of ongoing(world, region)) {
    const places = placesOf(world, at, (partition, replica) =>
      isLost(world, at, [partition, replica], host),
    );
    if (places.length === 0) continue;
    turn.record({ kind: 'replicas-changed', ...at, change: 'reassigned', places, because: '' });
    startAgain(world, turn, at, places);
  }
};

function hostChanged(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { host, reassignAfter }: Extract<ReplicaFailure, { kind: 'host-down' }>,
  begins: boolean,
): void {
  const breakage = regionAt(world, region).breakage;
  if (breakage.hostsDown[host] !== (begins ? 1 : 0)) return;
  for (const at of ongoing(world, region)) {
    const places = placesOf(world, at, (partition, replica) =>
      begins
        ? hostOf(breakage.hostsDown.length, partition, replica) === host &&
          !isLost(world, at, [partition, replica], host)
        : isLost(world, at, [partition, replica], host),
    );
    if (places.length === 0) continue;
    const change = begins ? 'lost' : 'returned';
    turn.record({ kind: 'replicas-changed', ...at, change, places, because: '' });
    if (!begins) resumeVersion(world, turn, at);
    const factor = storeSetup(world, at.store).replicas;
    onReplicaChanged(world, turn, at, [
      ...new Set(places.map((place) => Math.floor(place / factor))),
    ]);
  }
  incrementHostChanged(world, turn, region, host, begins);
  if (!begins) return;
  const loss = numberAt(breakage.hostLosses, host);
  turn.schedule(reassignAfter, { kind: 'reassignment-due', region, host, loss });
}

/** Replicas that fail while they ingest, by a full disk or an error. */
function failReadingReplicas(world: World, turn: ModelTurn, region: RegionId): void {
  for (const at of ongoing(world, region)) {
    if (childVersion(world, at)?.ingestion.phase === 'held') continue;
    const because = (partition: number, replica: number) =>
      replicaFailure(world, at, [partition, replica]);
    const places = placesOf(
      world,
      at,
      (partition, replica, status) => status === 'STARTED' && because(partition, replica) !== '',
    );
    failReplicas(world, turn, at, places);
  }
}

/** Multiplies a straggler's remaining ingestion time by a factor, or restores it; followers wait for their leader. */
function paceChanged(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  condition: Extract<ReplicaFailure, { kind: 'straggler' }>,
  begins: boolean,
): void {
  const store = storeId(world.names, condition.store);
  const clock = regionAt(world, region).ingestionClock;
  const clockNow = clockAt(clock, turn.now);
  const factor = begins ? condition.factor : 1 / condition.factor;
  for (const at of ongoing(world, region).filter((one) => one.store === store)) {
    const version = childVersion(world, at);
    const table = pushRecord(world, at)?.replicas;
    if (version?.ingestion.phase !== 'ingesting' || table === undefined) continue;
    if (version.ingestion.dueOnClock.length === 0) continue;
    const due = (place: number): number => numberAt(version.ingestion.dueOnClock, place);
    const places: number[] = [];
    const dueOnClock: number[] = [];
    for (let partition = 0; partition < table.partitions; partition += 1) {
      if (condition.partition >= 0 && condition.partition !== partition) continue;
      const place = partition * table.replicationFactor + condition.replica;
      if (replicaStatus(table, partition, condition.replica) !== 'STARTED') continue;
      const later = Math.ceil((due(place) - clockNow) * factor) - (due(place) - clockNow);
      const leads = replicaRole(table, partition, condition.replica) === 'LEADER';
      for (let replica = 0; replica < table.replicationFactor; replica += 1) {
        if (replica !== condition.replica && !leads) continue;
        if (replicaStatus(table, partition, replica) !== 'STARTED') continue;
        const one = partition * table.replicationFactor + replica;
        places.push(one);
        dueOnClock.push(due(one) + later);
      }
    }
    if (places.length === 0) continue;
    turn.record({ kind: 'replicas-rescheduled', ...at, places, dueOnClock });
    if (!begins) resumeVersion(world, turn, at);
  }
}

/** Re-assigned replicas ingest everything from the region's own topic. */
function startAgain(world: World, turn: ModelTurn, at: VersionAt, places: readonly number[]): void {
  const version = childVersion(world, at);
  const clock = regionAt(world, at.region).ingestionClock;
  const partitions = storeSetup(world, at.store).partitions;
  if (version?.ingestion.phase !== 'ingesting') return;
  if (version.ingestion.dueOnClock.length === 0) return;
  const readMs = Math.ceil((version.bytes / partitions / world.setup.physics.replicaRate) * 1_000);
  const stream = `ingestionTail/${regionName(world.names, at.region)}`;
  const dueOnClock = places.map(
    () =>
      clockAt(clock, turn.now) + readMs + turn.draw(world.setup.latencies.ingestionTail, stream),
  );
  turn.record({ kind: 'replicas-rescheduled', ...at, places, dueOnClock });
  resumeVersion(world, turn, at);
}

function isLost(
  world: World,
  at: VersionAt,
  [partition, replica]: readonly [number, number],
  host: number,
): boolean {
  const { region, version } = at;
  const table = childStore(world, at.region, at.store).pushRecords.get(version)?.replicas;
  const hosts = regionAt(world, region).breakage.hostsDown.length;
  return (
    table !== undefined &&
    hostOf(hosts, partition, replica) === host &&
    replicaRole(table, partition, replica) === 'UNASSIGNED'
  );
}

/** Versions of the region whose servers have not ended, and complete ones that wait for their swap: it may need ready replicas (VS-7). */
function ongoing(world: World, region: RegionId): VersionAt[] {
  return regionAt(world, region).stores.flatMap(({ pushRecords, current }, store: StoreId) =>
    [...pushRecords]
      .filter(([version, { replicas, serverStatus }]) => {
        const waits = serverStatus === 'COMPLETED' && version > current;
        return replicas !== undefined && (serverStatus === 'STARTED' || waits);
      })
      .map(([version]) => ({ region, store, version })),
  );
}

function placesOf(
  world: World,
  at: VersionAt,
  wanted: (partition: number, replica: number, status: string) => boolean,
): number[] {
  const { version } = at;
  const table = childStore(world, at.region, at.store).pushRecords.get(version)?.replicas;
  const places: number[] = [];
  if (table === undefined) return places;
  for (let place = 0; place < table.partitions * table.replicationFactor; place += 1) {
    const partition = Math.floor(place / table.replicationFactor);
    const replica = place % table.replicationFactor;
    if (wanted(partition, replica, replicaStatus(table, partition, replica))) places.push(place);
  }
  return places;
}
