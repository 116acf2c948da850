/** Read-only functions over the failures of single hosts, replicas and Da Vinci instances. */
import type { ClientError, ReplicaFailure } from './conditions.js';
import type { StoreAt } from './names.js';
import { numberAt, regionAt } from './world/entries.js';
import type { World } from './world.js';

/** Failure kinds of an instance, by their number in a fleet. */
export const clientErrors: readonly ('none' | ClientError)[] = ['none', 'disk-limit', 'other'];

/** The host on which Helix puts a replica while all hosts work. */
export function hostOf(hosts: number, partition: number, replica: number): number {
  return (partition + replica) % hosts;
}

/** Why a replica cannot be completed now; '' if it can. */
export function replicaFailure(
  world: World,
  { region, store }: StoreAt,
  [partition, replica]: readonly [number, number],
): string {
  const breakage = regionAt(world, region).breakage;
  const { holding, disksFull } = breakage;
  if (numberAt(disksFull, hostOf(disksFull.length, partition, replica)) > 0)
    return 'the disk is full';
  if (holding.length === 0) return '';
  const name = world.names.stores[store];
  const fails = holding.some(
    (one) => one.kind === 'replica-error' && hits(one, name, partition, replica),
  );
  return fails ? 'ingestion failed' : '';
}

/** Slowdown factor of a replica. */
export function slowdownOf(
  world: World,
  { region, store }: StoreAt,
  [partition, replica]: readonly [number, number],
): number {
  const holding = regionAt(world, region).breakage.holding;
  if (holding.length === 0) return 1;
  const name = world.names.stores[store];
  return holding.reduce(
    (factor, one) =>
      one.kind === 'straggler' && hits(one, name, partition, replica)
        ? factor * one.factor
        : factor,
    1,
  );
}

type OfReplica = Extract<ReplicaFailure, { kind: 'replica-error' | 'straggler' }>;

/** True if a failure affects a replica of a store. A negative partition means all partitions. */
function hits(one: OfReplica, store: string | undefined, partition: number, replica: number) {
  return (
    one.store === store &&
    one.replica === replica &&
    (one.partition < 0 || one.partition === partition)
  );
}

/** Failure kind of a Da Vinci instance that finishes reading now. */
export function clientTrouble(
  world: World,
  { region, store }: StoreAt,
  instance: number,
): 'none' | ClientError {
  const name = world.names.stores[store];
  for (const one of regionAt(world, region).breakage.holding)
    if (
      one.kind === 'client-error' &&
      one.store === name &&
      instance >= one.first &&
      instance < one.first + one.instances
    )
      return one.error;
  return 'none';
}

/** True if two conditions are equal, possibly from different timeline entries. */
export function sameBreakage(one: ReplicaFailure, other: ReplicaFailure): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
