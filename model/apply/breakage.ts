/** Applies failures of single hosts, replicas, Da Vinci instances and queues, and the resulting leader of a partition. */

import type { Instant } from '../../sim/index.js';
import { clockAt } from '../clock.js';
import type { ReplicaFailure } from '../conditions.js';
import type { BreakageFact } from '../facts/breakage.js';
import type { FactOf } from '../facts.js';
import { clientErrors, sameBreakage } from '../failures.js';
import { regionId, storeId } from '../names.js';
import {
  replicaRole,
  setReplicaDisabled,
  setReplicaRole,
  setReplicaStatus,
} from '../replicas/replica-table.js';
import type { ReplicaTable } from '../replicas/replica-types.js';
import { newCollector } from '../rules/davinci/collector.js';
import { isTerminal } from '../statuses.js';
import { numberAt, regionAt, storeIn } from '../world/entries.js';
import type { Region, RegionBreakage } from '../world/region.js';
import type { WritableWorld } from '../world.js';
import { noteRecords } from './waiting.js';

/** Increments or decrements the count of a failure. */
export function applyBreakage(
  world: WritableWorld,
  condition: ReplicaFailure,
  begins: boolean,
  now: Instant,
): void {
  const region = regionAt(world, regionId(world.names, condition.region));
  const { breakage } = region;
  const step = begins ? 1 : -1;
  switch (condition.kind) {
    case 'host-down':
      add(breakage.hostsDown, condition.host, step);
      if (begins) add(breakage.hostLosses, condition.host, 1);
      return;
    case 'disk-full':
      return add(breakage.disksFull, condition.host, step);
    case 'admin-failing':
      return countFailures(world, breakage, condition, begins);
    case 'clients-lost':
      return lose(world, region, condition, { begins, now });
    default:
      if (begins) breakage.holding.push(condition);
      else breakage.holding = without(breakage.holding, condition);
  }
}

/** Applies one fact of this area. */
export function applyBreakageFact(world: WritableWorld, fact: BreakageFact): void {
  const region = regionAt(world, fact.region);
  if (fact.kind === 'child-leader-elected') return forgetMemory(world, fact.region, region);
  const store = storeIn(region, fact.store);
  switch (fact.kind) {
    case 'replicas-changed': {
      const table = store.pushRecords.get(fact.version)?.replicas;
      if (table !== undefined) changeReplicas(table, fact);
      return;
    }
    case 'replicas-rescheduled': {
      const version = store.versions.find(({ number }) => number === fact.version);
      for (const [index, place] of fact.places.entries())
        if (version !== undefined)
          version.ingestion.dueOnClock[place] = numberAt(fact.dueOnClock, index);
      return;
    }
    case 'leader-disabled': {
      const table = store.pushRecords.get(fact.version)?.replicas;
      if (table === undefined) return;
      setReplicaDisabled(table, fact.partition, fact.replica, true);
      setReplicaRole(table, fact.partition, fact.replica, 'OFFLINE');
      return elect(table, fact.partition);
    }
    case 'dvc-failed':
      for (const instance of fact.instances)
        if (store.dvc !== undefined) store.dvc.failed[instance] = clientErrors.indexOf(fact.error);
      return;
    case 'dvc-resumed':
      if (store.dvc === undefined) return;
      store.dvc.beganOnClock[fact.instance] = fact.beganOnClock;
      store.dvc.dueOnClock[fact.instance] = fact.dueOnClock;
      store.dvc.loadsUntil[fact.instance] = fact.loadsUntil;
      if (fact.reread) {
        store.dvc.ready[fact.instance] = 0;
        store.dvc.failed[fact.instance] = 0;
      }
      return;
    case 'admin-message-failed': {
      const left = region.breakage.adminFailures.get(fact.store) ?? 0;
      if (left === 1) region.breakage.adminFailures.delete(fact.store);
      else if (left > 1) region.breakage.adminFailures.set(fact.store, left - 1);
      return;
    }
  }
}

function add(column: Uint8Array | Int32Array, host: number, step: number): void {
  if (host >= 0) column[host] = numberAt(column, host) + step;
  else for (const each of column.keys()) column[each] = numberAt(column, each) + step;
}

/** -1 = every message fails until it is healed. */
function countFailures(
  world: WritableWorld,
  { adminFailures }: RegionBreakage,
  { store, times }: Extract<ReplicaFailure, { kind: 'admin-failing' }>,
  begins: boolean,
): void {
  const id = storeId(world.names, store);
  if (begins) adminFailures.set(id, times === 0 ? -1 : times);
  else adminFailures.delete(id);
}

function lose(
  world: WritableWorld,
  { stores, conditions, clientClock }: Region,
  { store, first, instances }: Extract<ReplicaFailure, { kind: 'clients-lost' }>,
  { begins, now }: { readonly begins: boolean; readonly now: Instant },
): void {
  const dvc = stores[storeId(world.names, store)]?.dvc;
  if (dvc === undefined) return;
  for (let one = first; one < Math.min(first + instances, dvc.instances); one += 1) {
    const lost = numberAt(dvc.lost, one) + (begins ? 1 : -1);
    dvc.lost[one] = lost;
    if (begins && lost === 1) dvc.leftOnClock[one] = clockAt(clientClock, now);
    if (lost === 0 && conditions.clientsDown === 0) dvc.deadSince[one] = -1;
    else if (numberAt(dvc.deadSince, one) < 0) dvc.deadSince[one] = now;
  }
}

function without(holding: readonly ReplicaFailure[], gone: ReplicaFailure): ReplicaFailure[] {
  const place = holding.findIndex((one) => sameBreakage(one, gone));
  return holding.filter((_, index) => index !== place);
}

function changeReplicas(table: ReplicaTable, { change, places }: FactOf<'replicas-changed'>): void {
  for (const place of places) {
    const partition = Math.floor(place / table.replicationFactor);
    const replica = place % table.replicationFactor;
    if (change === 'failed') setReplicaStatus(table, partition, replica, 'ERROR');
    if (change === 'lost') setReplicaRole(table, partition, replica, 'UNASSIGNED');
    if (change === 'returned' || change === 'reassigned')
      setReplicaRole(table, partition, replica, 'STANDBY');
    if (change === 'reassigned') setReplicaStatus(table, partition, replica, 'STARTED');
    elect(table, partition);
  }
}

/** Makes the first standby leader if the partition has none, as Helix does. */
function elect(table: ReplicaTable, partition: number): void {
  let standby = -1;
  for (let replica = table.slots - 1; replica >= 0; replica -= 1) {
    const role = replicaRole(table, partition, replica);
    if (role === 'LEADER') return;
    if (role === 'STANDBY') standby = replica;
  }
  if (standby >= 0) setReplicaRole(table, partition, standby, 'LEADER');
}

/** Clears the lost leader's in-memory state: progress of report collection and the scheduled scan. */
function forgetMemory(world: WritableWorld, id: number, region: Region): void {
  region.scanDueAt = 0;
  for (const [store, { pushRecords }] of region.stores.entries()) {
    for (const record of pushRecords.values()) {
      if (isTerminal(record.push.status)) continue;
      record.serverStatus = 'STARTED';
      if (record.collector !== undefined) record.collector = newCollector;
    }
    noteRecords(world, id, store);
  }
}
