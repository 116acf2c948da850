/**
 * Incremental pushes in the regions: every region copies the records from the real-time topic that the job writes to, and its replicas add
 * them to the existing versions. Replicas work on the region's ingestion clock. increment-status.ts computes a region's answer.
 */

import { clockAt } from '../../clock.js';
import { hostOf, replicaFailure, slowdownOf } from '../../failures.js';
import {
  type RegionId,
  regionName,
  type StoreAt,
  type StoreId,
  type VersionAt,
} from '../../names.js';
import { allRegions, childStore, childVersion, pushJob } from '../../queries/world.js';
import { numberAt, regionAt, storeSetup } from '../../world/entries.js';
import { replicaPlaces } from '../../world/increment.js';
import {
  linkIndex,
  type Transfer,
  type World,
  type WorldChildVersion,
  type WorldIncrement,
} from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { type IncrementPlace as Place, readerStatus, readersAlive } from './increment-status.js';
import { scheduleLink } from './links.js';

/** The job begins to write: every region starts to copy. */
export function sendIncrement(world: World, turn: ModelTurn, push: number, bytes: number): void {
  const { store, writesIn: from } = pushJob(world, push);
  const replicas = storeSetup(world, store).replicas;
  for (const region of allRegions(world)) {
    const load = world.transfers.length;
    const link = linkIndex(world, from, region);
    turn.record({
      kind: 'increment-sent',
      push,
      region,
      store,
      from,
      link,
      bytes,
      transfer: from === region ? -1 : load + 1,
      load,
      loadBytes: bytes * replicas,
    });
    scheduleLink(world, turn, linkIndex(world, region, region));
    if (from !== region) scheduleLink(world, turn, link);
  }
}

/** The job has written its last record. */
export function endIncrement(world: World, turn: ModelTurn, push: number): void {
  const { store } = pushJob(world, push);
  for (const region of allRegions(world)) {
    turn.record({ kind: 'increment-written', push, region, store });
    readIfHere(world, turn, { region, store }, push);
  }
}

/** A transfer of records completes: from the source into the region, or into its servers. */
export function incrementMoved(
  world: World,
  turn: ModelTurn,
  { region, store, increment: push }: Transfer,
  inside: boolean,
): void {
  const kind = inside ? 'increment-loaded' : 'increment-arrived';
  turn.record({ kind, push, region, store });
  readIfHere(world, turn, { region, store }, push);
}

/** A version has ingested its push: it now takes in the region's unfinished increments. */
export function readIncrements(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region, store, version: number } = at;
  const { increments } = childStore(world, at.region, at.store);
  const version = childVersion(world, at);
  const clock = regionAt(world, region).ingestionClock;
  if (version === undefined) return;
  for (const increment of increments) {
    const known = increment.readers.some((reader) => reader.version === number);
    if (known || increment.phase === 'done' || !isHere(increment)) continue;
    read(world, turn, { region, store, increment }, version, clockAt(clock, turn.now));
    arm(world, turn, { region, store, increment });
  }
}

/** Replicas of a region may have completed. */
export const onIncrementDue: Handler<'increment-due'> = (world, { region, store, push }, turn) => {
  const increment = find(world, region, store, push);
  if (increment?.phase !== 'reading') return;
  for (const reader of readersAlive(world, { region, store, increment })) {
    const { version } = reader;
    const status = readerStatus(world, { region, store, increment }, reader, turn.now);
    if (reader.done || status !== 'END_OF_INCREMENTAL_PUSH_RECEIVED') continue;
    const served = childStore(world, region, store).current === version;
    const taken = { push, region, store, version, served };
    turn.record({ kind: 'increment-taken-in', ...taken, rule: 'SA-15' });
  }
};

/** The region's servers work again. */
export function resumeIncrements(world: World, turn: ModelTurn, region: RegionId): void {
  for (const place of readingIn(world, region)) arm(world, turn, place);
}

/** A host is lost or returns: its replicas stop, or read everything again. */
export function incrementHostChanged(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  host: number,
  begins: boolean,
): void {
  const hosts = regionAt(world, region).breakage.hostsDown.length;
  const clock = regionAt(world, region).ingestionClock;
  const now = clockAt(clock, turn.now);
  for (const place of readingIn(world, region)) {
    const { push, bytes } = place.increment;
    const again = now + readMsOf(world, place.store, bytes);
    const replicas = storeSetup(world, place.store).replicas;
    for (const { version, dueOnClock } of readersAlive(world, place)) {
      const places = placesWhere(dueOnClock, (due, index) => {
        const [partition, replica] = [Math.floor(index / replicas), index % replicas];
        const waits = begins ? due > now : due === replicaPlaces.away;
        return waits && hostOf(hosts, partition, replica) === host;
      });
      if (places.length === 0) continue;
      const due = begins ? replicaPlaces.away : again;
      const of = { push, region, store: place.store, version };
      const dueAgain = places.map(() => due);
      turn.record({ kind: 'increment-rescheduled', ...of, places, dueOnClock: dueAgain });
    }
    arm(world, turn, place);
  }
}

/** Replicas that fail while they read records, by a full disk or an error. */
export function failOnIncrements(world: World, turn: ModelTurn, region: RegionId): void {
  for (const place of readingIn(world, region)) failTroubled(world, turn, place);
}

function find(world: World, region: RegionId, store: StoreId, push: number) {
  return childStore(world, region, store).increments.find((one) => one.push === push);
}

/** All records are in the region's own topic, and its servers have had the time to ingest them. */
function isHere({ written, transfer, load }: WorldIncrement): boolean {
  return written && transfer < 0 && load < 0;
}

function readIfHere(world: World, turn: ModelTurn, { region, store }: StoreAt, push: number): void {
  const increment = find(world, region, store, push);
  if (increment?.phase !== 'copying' || !isHere(increment)) return;
  const { versions, pushRecords } = childStore(world, region, store);
  const place = { region, store, increment };
  for (const version of versions) {
    if (version.status === 'ERROR' || version.status === 'KILLED') continue;
    const record = pushRecords.get(version.number);
    if (record !== undefined && record.serverStatus !== 'COMPLETED') continue;
    read(world, turn, place, version, increment.startedOnClock);
  }
  arm(world, turn, place);
}

/** Replicas of a version ingest the records: from the beginning of the push, or from the completion of their version. */
function read(
  world: World,
  turn: ModelTurn,
  { region, store, increment }: Place,
  { number: version, incarnation }: WorldChildVersion,
  fromOnClock: number,
): void {
  const { push, bytes } = increment;
  turn.record({
    kind: 'increment-read',
    push,
    region,
    store,
    version,
    incarnation,
    dueOnClock: replicasDue(world, turn, { region, store, increment }, fromOnClock),
    dvcDueOnClock: instancesDue(world, turn, region, increment, bytes),
  });
  failTroubled(world, turn, { region, store, increment });
}

function replicasDue(world: World, turn: ModelTurn, place: Place, fromOnClock: number): number[] {
  const { region, store, increment } = place;
  const setup = storeSetup(world, store);
  const { breakage, ingestionClock } = regionAt(world, region);
  const readMs = readMsOf(world, store, increment.bytes);
  const earliest = Math.max(fromOnClock + readMs, clockAt(ingestionClock, turn.now));
  const stream = `ingestionTail/${regionName(world.names, region)}`;
  const due: number[] = [];
  for (let partition = 0; partition < setup.partitions; partition += 1) {
    for (let replica = 0; replica < setup.replicas; replica += 1) {
      const host = hostOf(breakage.hostsDown.length, partition, replica);
      const slower = slowdownOf(world, place, [partition, replica]) - 1;
      const at = earliest + Math.ceil(readMs * slower);
      const tail = turn.draw(world.setup.latencies.ingestionTail, stream);
      due.push(numberAt(breakage.hostsDown, host) > 0 ? replicaPlaces.away : at + tail);
    }
  }
  return due;
}

function instancesDue(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { clientStartedOnClock }: WorldIncrement,
  bytes: number,
): number {
  const clock = regionAt(world, region).clientClock;
  const readMs = Math.ceil((bytes / world.setup.physics.dvcRate) * 1_000);
  return Math.max(clientStartedOnClock + readMs, clockAt(clock, turn.now));
}

function readMsOf(world: World, store: StoreId, bytes: number): number {
  const partitions = storeSetup(world, store).partitions;
  return Math.ceil((bytes / partitions / world.setup.physics.replicaRate) * 1_000);
}

function failTroubled(world: World, turn: ModelTurn, place: Place): void {
  const { region, store, increment } = place;
  const clock = regionAt(world, region).ingestionClock;
  const now = clockAt(clock, turn.now);
  const replicas = storeSetup(world, store).replicas;
  const troubleAt = (index: number): string =>
    replicaFailure(world, place, [Math.floor(index / replicas), index % replicas]);
  for (const { version, dueOnClock } of readersAlive(world, place)) {
    const places = placesWhere(dueOnClock, (due, index) => due > now && troubleAt(index) !== '');
    const [first] = places;
    if (first === undefined) continue;
    const because = troubleAt(first);
    const { push } = increment;
    turn.record({ kind: 'increment-failed', push, region, store, version, places, because });
  }
}

/** Schedules a check when the last ingesting replica completes; if the clock stands still, when it resumes. */
function arm(world: World, turn: ModelTurn, { region, store, increment }: Place): void {
  const clock = regionAt(world, region).ingestionClock;
  if (!clock.running) return;
  for (const { dueOnClock } of readersAlive(world, { region, store, increment })) {
    const last = dueOnClock.reduce((latest, due) => Math.max(latest, due), 0);
    if (last === 0) continue;
    const left = Math.max(0, last - clockAt(clock, turn.now));
    turn.schedule(left, { kind: 'increment-due', region, store, push: increment.push });
  }
}

function readingIn(world: World, region: RegionId): Place[] {
  return regionAt(world, region).stores.flatMap(({ increments }, store) =>
    increments
      .filter(({ phase }) => phase === 'reading')
      .map((increment) => ({ region, store, increment })),
  );
}

function placesWhere(
  dueOnClock: readonly number[],
  wanted: (due: number, index: number) => boolean,
): number[] {
  return dueOnClock.flatMap((due, index) => (wanted(due, index) ? [index] : []));
}
