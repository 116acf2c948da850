/**
 * What single Da Vinci instances go through: they leave, join or come back, with or without what they had on disk, and fail to ingest. What
 * that means for a push is found by the collector's next scan.
 */

import { clockAt } from '../../clock.js';
import type { ReplicaFailure } from '../../conditions.js';
import { clientTrouble } from '../../failures.js';
import { regionId, type StoreAt, storeId, type VersionAt } from '../../names.js';
import { childStore, childVersion } from '../../queries/world.js';
import { regionAt } from '../../world/entries.js';
import type { World, WorldDvcFleet } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { noticeStore, resumeReading } from './davinci-fleet.js';
import { dueOnClock, readMs } from './reading.js';

type OfClients = Extract<ReplicaFailure, { kind: 'clients-lost' | 'client-error' }>;

/** A breakage of instances has begun or is healed. */
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
  // What the region serves by now is tried again.
  else noticeStore(world, turn, { region, store });
}

/** Instances that read a version now fail; those that begin later fail at the end of their reading. */
function failInstances(
  world: World,
  turn: ModelTurn,
  condition: Extract<ReplicaFailure, { kind: 'client-error' }>,
): void {
  const region = regionId(world.names, condition.region);
  const store = storeId(world.names, condition.store);
  const { dvc } = childStore(world, region, store);
  const failing = new Map<number, number[]>();
  for (let instance = 0; instance < (dvc?.instances ?? 0); instance += 1) {
    const version = dvc?.future[instance] ?? 0;
    const reads = version > 0 && dvc?.ready[instance] === 0 && (dvc.deadSince[instance] ?? -1) < 0;
    if (!reads || !isWritten(world, { region, store, version })) continue;
    if (clientTrouble(world, { region, store }, instance) === 'none') continue;
    failing.set(version, [...(failing.get(version) ?? []), instance]);
  }
  const { error } = condition;
  for (const [version, instances] of failing)
    turn.record({ kind: 'dvc-failed', region, store, version, instances, error, rule: 'DV-5' });
}

/** Is there something to read of the version? */
function isWritten(world: World, at: VersionAt): boolean {
  return childVersion(world, at)?.ingestion.phase !== 'held';
}

/**
 * They go on where they were: what they had read is on their disks. Without their disks they first load what they serve, and then read a
 * version in progress from its beginning. Versions that they missed they find at a refresh.
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
    const served = { region, store, version: dvc.serves[instance] ?? 0 };
    const servedBytes = childVersion(world, served)?.bytes ?? 0;
    const loadsUntil = reread ? clockNow + readMs(world, servedBytes) : clockNow;
    const awayMs = clockNow - (dvc.leftOnClock[instance] ?? clockNow);
    const beganOnClock = reread ? loadsUntil : (dvc.beganOnClock[instance] ?? 0) + awayMs;
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

/** When an instance that has come back will have read its version; 0 = it reads none, or cannot know yet. */
function dueAgain(
  world: World,
  turn: ModelTurn,
  dvc: WorldDvcFleet,
  { region, store, instance, beganOnClock, awayMs, reread }: Return,
): number {
  const version = dvc.future[instance] ?? 0;
  const due = dvc.dueOnClock[instance] ?? 0;
  if (version === 0) return 0;
  if (due > 0 && !reread) return due + awayMs;
  return dueOnClock(world, turn, { region, store, version }, beganOnClock);
}
