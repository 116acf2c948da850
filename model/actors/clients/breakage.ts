/**
 * What single Da Vinci instances go through: they leave, join or come back, load again what they serve, and fail to ingest. What that
 * means for a push is found by the collector's next scan.
 */

import { clientTrouble } from '../../breakage.js';
import { clockAt } from '../../clock.js';
import type { Breakage } from '../../conditions.js';
import { regionId, storeId } from '../../names.js';
import { childStore, childVersion } from '../../queries/world.js';
import { regionAt } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { instancesMayBegin, resumeInstances } from './davinci-fleet.js';

type OfClients = Extract<Breakage, { kind: 'clients-lost' | 'client-error' }>;

/** A breakage of instances has begun or is healed. */
export function clientsBreak(
  world: World,
  turn: ModelTurn,
  condition: OfClients,
  begins: boolean,
): void {
  if (condition.kind === 'client-error') {
    if (begins) failInstances(world, turn, condition);
  } else if (!begins) comeBack(world, turn, condition);
}

/** Instances that read a version now fail; whoever begins later fails at the end of its reading. */
function failInstances(
  world: World,
  turn: ModelTurn,
  condition: Extract<Breakage, { kind: 'client-error' }>,
): void {
  const region = regionId(world.names, condition.region);
  const store = storeId(world.names, condition.store);
  const { dvc } = childStore(world, region, store);
  const failing = new Map<number, number[]>();
  for (let instance = 0; instance < (dvc?.instances ?? 0); instance += 1) {
    const version = dvc?.future[instance] ?? 0;
    const reads = version > 0 && dvc?.ready[instance] === 0 && (dvc.deadSince[instance] ?? -1) < 0;
    if (!reads || clientTrouble(world, { region, store }, instance) === 'none') continue;
    failing.set(version, [...(failing.get(version) ?? []), instance]);
  }
  const { error } = condition;
  for (const [version, instances] of failing)
    turn.record({ kind: 'dvc-failed', region, store, version, instances, error, rule: 'DV-5' });
}

/** They go on where they were, after loading what they serve if they have lost it, and look for versions that they missed. */
function comeBack(
  world: World,
  turn: ModelTurn,
  {
    region: regionName,
    store: storeName,
    first,
    instances,
    reloads,
  }: Extract<Breakage, { kind: 'clients-lost' }>,
): void {
  const region = regionId(world.names, regionName);
  const store = storeId(world.names, storeName);
  const { dvc, versions } = childStore(world, region, store);
  const clock = regionAt(world, region).clientClock;
  if (dvc === undefined) return;
  const clockNow = clockAt(clock, turn.now);
  for (let one = first; one < Math.min(first + instances, dvc.instances); one += 1) {
    if ((dvc.deadSince[one] ?? -1) >= 0) continue;
    const served =
      childVersion(world, { region, store, version: dvc.serves[one] ?? 0 })?.bytes ?? 0;
    const read = childVersion(world, { region, store, version: dvc.future[one] ?? 0 })?.bytes ?? 0;
    const loadsUntil = clockNow + (reloads ? readMs(world, served) : 0);
    const dueOnClock = Math.max(dvc.dueOnClock[one] ?? 0, loadsUntil + readMs(world, read));
    turn.record({ kind: 'dvc-resumed', region, store, instance: one, dueOnClock, loadsUntil });
  }
  resumeInstances(world, turn, region);
  for (const { number } of versions)
    if (number > childStore(world, region, store).current)
      instancesMayBegin(world, turn, { region, store, version: number });
}

function readMs(world: World, bytes: number): number {
  return Math.ceil((bytes / world.setup.physics.dvcRate) * 1_000);
}
