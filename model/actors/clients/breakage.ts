/**
 * Faults of single Da Vinci instances: they leave, join or return, with or without their disks, and fail to ingest. The collector's
 * next scan finds what that means for a push.
 */

import { clockAt } from '../../clock.js';
import type { ReplicaFailure } from '../../conditions.js';
import { clientTrouble } from '../../failures.js';
import { regionId, type StoreAt, storeId, type VersionAt } from '../../names.js';
import { childStore, childVersion } from '../../queries/world.js';
import { numberAt, regionAt } from '../../world/entries.js';
import type { World, WorldDvcFleet } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { noticeStore, resumeReading } from './davinci-fleet.js';
import { dueOnClock, isPaused, paused, readMs } from './reading.js';

type OfClients = Extract<ReplicaFailure, { kind: 'clients-lost' | 'client-error' }>;

/** Applies the start or the end of an instance fault. */
export function clientsBreak(
  world: World,
  turn: ModelTurn,
  condition: OfClients,
  begins: boolean,
): void {
  const region = regionId(world.names, condition.region);
  const store = storeId(world.names, condition.store);
  if (condition.kind === 'clients-lost') {
    if (!begins) comeBack(world, turn, condition);
  } else if (begins) failInstances(world, turn, condition);
  // Retries the version that the region serves by now.
  else noticeStore(world, turn, { region, store });
}

/** Instances that ingest a version fail now; instances that subscribe later fail when their ingestion completes. */
function failInstances(
  world: World,
  turn: ModelTurn,
  condition: Extract<ReplicaFailure, { kind: 'client-error' }>,
): void {
  const region = regionId(world.names, condition.region);
  const store = storeId(world.names, condition.store);
  const { dvc } = childStore(world, region, store);
  if (dvc === undefined) return;
  const failing = new Map<number, number[]>();
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    const version = numberAt(dvc.future, instance);
    const reads = version > 0 && dvc.ready[instance] === 0 && numberAt(dvc.deadSince, instance) < 0;
    if (!reads || !isWritten(world, { region, store, version })) continue;
    if (clientTrouble(world, { region, store }, instance) === 'none') continue;
    failing.set(version, [...(failing.get(version) ?? []), instance]);
  }
  const { error } = condition;
  for (const [version, instances] of failing)
    turn.record({ kind: 'dvc-failed', region, store, version, instances, error, rule: 'DV-5' });
}

/** True if the region has the version and its topic. */
function isWritten(world: World, at: VersionAt): boolean {
  return childVersion(world, at)?.ingestion.phase !== 'held';
}

/**
 * Resumes returned instances. With their disks they continue where they stopped; without, they first load the version they serve, then
 * ingest a version in progress from its beginning. Versions they missed are found at a metadata refresh.
 */
function comeBack(
  world: World,
  turn: ModelTurn,
  condition: Extract<ReplicaFailure, { kind: 'clients-lost' }>,
): void {
  const region = regionId(world.names, condition.region);
  const store = storeId(world.names, condition.store);
  const { dvc } = childStore(world, region, store);
  if (dvc === undefined) return;
  const { first, instances, reloads: reread } = condition;
  const clockNow = clockAt(regionAt(world, region).clientClock, turn.now);
  for (let instance = first; instance < Math.min(first + instances, dvc.instances); instance += 1) {
    if (dvc.lost[instance] !== 0) continue;
    const served = { region, store, version: numberAt(dvc.serves, instance) };
    const servedBytes = childVersion(world, served)?.bytes ?? 0;
    const loadsUntil = reread ? clockNow + readMs(world, servedBytes) : clockNow;
    const awayMs = clockNow - numberAt(dvc.leftOnClock, instance);
    const began = reread ? loadsUntil : numberAt(dvc.beganOnClock, instance) + awayMs;
    const beganOnClock = isPaused(dvc, instance) ? paused : began;
    const due = dueAgain(world, turn, dvc, {
      region,
      store,
      instance,
      beganOnClock,
      awayMs,
      reread,
    });
    const resumed = { region, store, instance, beganOnClock, dueOnClock: due, loadsUntil, reread };
    turn.record({ kind: 'dvc-resumed', ...resumed });
  }
  resumeReading(world, turn, { region, store });
  noticeStore(world, turn, { region, store });
}

interface Return extends StoreAt {
  readonly instance: number;
  readonly beganOnClock: number;
  readonly awayMs: number;
  readonly reread: boolean;
}

/** When a returned instance will have ingested its version; 0 = it ingests none, or the time is not known yet. */
function dueAgain(
  world: World,
  turn: ModelTurn,
  dvc: WorldDvcFleet,
  { region, store, instance, beganOnClock, awayMs, reread }: Return,
): number {
  const version = numberAt(dvc.future, instance);
  const due = numberAt(dvc.dueOnClock, instance);
  if (version === 0) return 0;
  if (due > 0 && !reread) return due + awayMs;
  return dueOnClock(world, turn, { region, store, version }, beganOnClock);
}
