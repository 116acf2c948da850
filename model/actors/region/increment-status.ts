/**
 * A region's answer about an incremental push: what the replicas of each version and the Da Vinci instances have reported.
 * increments.ts moves the records.
 */

import { clockAt } from '../../clock.js';
import { hostOf } from '../../failures.js';
import type { RegionId, StoreId } from '../../names.js';
import { childStore, childVersion } from '../../queries/world.js';
import {
  decideIncrementalPush,
  type IncrementalPushStatus,
  incrementalStatusRule,
} from '../../rules/aggregation/incremental-status.js';
import {
  mergeServerAndDavinci,
  overallStatusRule,
} from '../../rules/aggregation-parent/overall-status.js';
import { decideLiveness, livenessRule } from '../../rules/davinci/liveness.js';
import { decideByPartition, partitionReportsRule } from '../../rules/davinci/partition-reports.js';
import { type ExecutionStatus, executionStatusCode } from '../../statuses.js';
import { numberAt, regionAt, storeSetup } from '../../world/entries.js';
import { replicaPlaces } from '../../world/increment.js';
import type { World, WorldIncrement } from '../../world.js';
import { heartbeatAt, heartbeatIntervalMs, limitsOf } from '../clients/davinci-reports.js';

export const asks = [incrementalStatusRule, overallStatusRule, partitionReportsRule, livenessRule];

/** An incremental push in a region. */
export interface IncrementPlace {
  readonly region: RegionId;
  readonly store: StoreId;
  readonly increment: WorldIncrement;
}

type Reader = WorldIncrement['readers'][number];

/** The region's answer: the status with the highest number among all versions that take the records in. */
export function incrementInRegion(
  world: World,
  region: RegionId,
  about: { readonly store: StoreId; readonly push: number },
  nowMs: number,
): ExecutionStatus {
  const { store, push } = about;
  const { increments, versions, dvc } = childStore(world, region, store);
  const increment = increments.find((one) => one.push === push);
  if (increment === undefined) return 'NOT_CREATED';
  const place = { region, store, increment };
  const words = versions
    .filter(({ status }) => status !== 'ERROR' && status !== 'KILLED')
    .map(({ number, incarnation }) => {
      const reader = readersAlive(world, place).find((one) => one.version === number);
      return reader?.incarnation === incarnation
        ? readerStatus(world, place, reader, nowMs)
        : decideIncrementalPush(viewOf(world, store, increment.begun ? begunOnly : new Map()));
    });
  const servers = words.reduce(
    (highest, word) => (executionStatusCode(word) > executionStatusCode(highest) ? word : highest),
    'NOT_CREATED' as IncrementalPushStatus,
  );
  if (dvc === undefined || servers === 'NOT_CREATED') return servers;
  return mergeServerAndDavinci(
    servers,
    incrementOfInstances(world, region, store, increment, nowMs),
  );
}

/** The versions that ingest the records, without deleted ones. */
export function readersAlive(world: World, { region, store, increment }: IncrementPlace): Reader[] {
  return increment.readers.filter(({ version, incarnation }) => {
    const found = childVersion(world, { region, store, version });
    return found?.incarnation === incarnation && found.status !== 'KILLED';
  });
}

/** The progress of one version. */
export function readerStatus(
  world: World,
  { region, store }: IncrementPlace,
  { done, dueOnClock }: Reader,
  nowMs: number,
): IncrementalPushStatus {
  if (done) return 'END_OF_INCREMENTAL_PUSH_RECEIVED';
  const clock = regionAt(world, region).ingestionClock;
  const replicas = storeSetup(world, store).replicas;
  const now = clockAt(clock, nowMs);
  const reported = new Map<number, Map<string, ExecutionStatus>>();
  for (const [index, due] of dueOnClock.entries()) {
    const partition = Math.floor(index / replicas);
    const reports = reported.get(partition) ?? new Map<string, ExecutionStatus>();
    reported.set(partition, reports);
    if (due !== replicaPlaces.away) reports.set(`${index % replicas}`, wordOf(due, now));
  }
  return decideIncrementalPush({
    ...viewOf(world, store, reported),
    completedReplicas: workingReplicas(world, region, store),
  });
}

const begunOnly: ReadonlyMap<number, ReadonlyMap<string, ExecutionStatus>> = new Map([
  [0, new Map([['0', 'START_OF_INCREMENTAL_PUSH_RECEIVED' as const]])],
]);

function viewOf(
  world: World,
  store: StoreId,
  reported: ReadonlyMap<number, ReadonlyMap<string, ExecutionStatus>>,
) {
  const setup = storeSetup(world, store);
  return {
    partitions: setup.partitions,
    replicationFactor: setup.replicas,
    reported,
    completedReplicas: new Map<number, number>(),
  };
}

function wordOf(due: number, now: number): ExecutionStatus {
  if (due === replicaPlaces.failed) return 'ERROR';
  return due <= now ? 'END_OF_INCREMENTAL_PUSH_RECEIVED' : 'START_OF_INCREMENTAL_PUSH_RECEIVED';
}

/** How many replicas of each partition serve: those whose hosts are up. */
function workingReplicas(world: World, region: RegionId, store: StoreId): Map<number, number> {
  const hostsDown = regionAt(world, region).breakage.hostsDown;
  const { partitions = 1, replicas = 1 } = storeSetup(world, store);
  const counts = new Map<number, number>();
  for (let partition = 0; partition < partitions; partition += 1) {
    let working = 0;
    for (let replica = 0; replica < replicas; replica += 1)
      if (numberAt(hostsDown, hostOf(hostsDown.length, partition, replica)) === 0) working += 1;
    counts.set(partition, working);
  }
  return counts;
}

/**
 * The status of a region's instances for an incremental push, computed at each query; there is no collector. No timeout runs between
 * two queries, so instances that are gone block nothing.
 */
export function incrementOfInstances(
  world: World,
  region: RegionId,
  store: StoreId,
  { dvcDueOnClock }: WorldIncrement,
  nowMs: number,
): ExecutionStatus {
  const { dvc } = childStore(world, region, store);
  const clock = regionAt(world, region).clientClock;
  if (dvc === undefined) return 'END_OF_INCREMENTAL_PUSH_RECEIVED';
  const clientNow = clockAt(clock, nowMs);
  const through = dvcDueOnClock > 0 && dvcDueOnClock <= clientNow;
  const intervalMs = heartbeatIntervalMs(world);
  const expirationSeconds = world.configuration['push.status.store.heartbeat.expiration.seconds'];
  const reports: { instance: string; status: ExecutionStatus }[] = [];
  const liveness = new Map<string, ReturnType<typeof decideLiveness>>();
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    if (dvc.serves[instance] === 0) continue;
    const works = numberAt(dvc.deadSince, instance) < 0;
    const ended = through && works;
    const status = `${ended ? 'END' : 'START'}_OF_INCREMENTAL_PUSH_RECEIVED` as const;
    reports.push({ instance: `${instance}`, status });
    const heartbeat = heartbeatAt(dvc, instance, { nowMs, clientNow, intervalMs });
    liveness.set(`${instance}`, decideLiveness(heartbeat, { nowMs, expirationSeconds }));
  }
  const partitions = storeSetup(world, store).partitions;
  return decideByPartition(
    {
      incrementalPush: true,
      partitions: Array.from({ length: partitions }, () => reports),
      ignored: new Set(),
      liveness,
    },
    limitsOf(world),
    { nowMs, tooManyDeadSinceMs: null },
  ).status;
}
