/**
 * The sections of a file that describe the world: regions, links, stores, physics, latencies. Each
 * becomes its part of a WorldSetup.
 */

import type {
  LinkSetup,
  MonitoringSetup,
  PhysicsSetup,
  RegionSetup,
  StoreSetup,
} from '../../model/index.js';
import {
  defaultLatencies,
  defaultMonitoring,
  defaultPhysics,
  defaultReads,
  defaultServers,
  defaultStore,
  type LatencySetup,
} from '../../model/index.js';
import { formatDuration } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { limits } from '../limits.js';
import { omitUndefined } from '../omit-undefined.js';
import { formatRate, formatSize } from '../units.js';
import { delaySchema, delayText } from './delay.js';
import { mapping, type Schema, wordedIssue } from './leaf.js';
import { regionName, regionNames } from './references.js';
import {
  count,
  declaredName,
  duration,
  factor,
  flag,
  rate,
  settings,
  share,
  size,
  zone,
} from './values.js';
import { type Purpose, scalarOrObject } from './variants.js';

/** A region: its name, or a mapping with it. */
export function regionSchema(purpose: Purpose): Schema<RegionSetup> {
  const name = () => declaredName("a region's name");
  return scalarOrObject(
    () => name().transform((each) => ({ name: each })),
    () =>
      mapping({
        name: name(),
        zone: zone('time zone of its clocks, for hooks; absent = UTC').optional(),
        traffic: factor('how many times the usual reads come here; absent = 1', 0, 1e6).optional(),
        servers: count(
          `storage servers; replicas are spread over them; absent = ${defaultServers}`,
          1,
          10_000,
        ).optional(),
      }).transform(({ name: each, ...rest }) => ({ name: each, ...omitUndefined(rest) })),
    purpose,
  );
}

/** The capacity of one connection, in one direction. */
export function linkSchema(known: DeclaredNames): Schema<LinkSetup> {
  return mapping({
    from: regionName('the region that is read from', known),
    to: regionName('the region that reads', known),
    capacity: rate('shared by all transfers on this connection'),
  }).transform(({ from, to, capacity }) => ({ from, to, bytesPerSecond: capacity }));
}

/** A store with every default filled in. */
export function storeSchema(known: DeclaredNames): Schema<StoreSetup> {
  return mapping({
    name: declaredName("the store's name"),
    partitions: count(
      `partitions of every version; absent = ${defaultStore.partitions}`,
      1,
      limits.partitionsOfOneStore,
    ).optional(),
    replicas: count(
      `replicas of every partition in a region; absent = default.replica.factor, ${defaultStore.replicas}`,
      1,
      limits.replicasOfOnePartition,
    ).optional(),
    size: size(`bytes of a full push; absent = ${formatSize(defaultStore.bytes)}`).optional(),
    sourceFabric: regionName(
      "the region that the others copy from; absent = the cluster's",
      known,
    ).optional(),
    hybrid: flag('takes real-time writes too; absent = false').optional(),
    activeActive: flag(
      'real-time writes are replicated between all regions; absent = false',
    ).optional(),
    incremental: flag('takes incremental pushes; absent = false').optional(),
    migrating: flag('is on its way to another cluster; absent = false').optional(),
    paused: flag('its ingestion is paused: no push is admitted; absent = false').optional(),
    system: flag("is one of Venice's own stores; absent = false").optional(),
    dictionary: flag(
      'compressed with a dictionary that each push job builds first; absent = false',
    ).optional(),
    backup: count(
      'an older version that every region keeps at the start as a backup; absent = none',
      1,
      999_999,
    ).optional(),
    startsWith: count(
      `version served everywhere at the start; 0 = none; absent = ${defaultStore.startsWith}`,
      0,
      1_000_000,
    ).optional(),
    swapWait: swapWait().optional(),
    daVinci: daVinciSchema(known).optional(),
    hookConfig: settings(
      "the store's own configuration of hooks; absent = that of the cluster",
    ).optional(),
    reads: reads('reads a second that servers of each region answer').optional(),
  }).transform(({ size: bytes, swapWait: swapWaitMinutes, daVinci, ...rest }) => ({
    ...defaultStore,
    replicas: known.replicaFactor,
    ...omitUndefined(rest),
    name: rest.name,
    ...omitUndefined({ bytes, swapWaitMinutes, daVinci }),
  }));
}

function daVinciSchema(known: DeclaredNames) {
  return mapping({
    instances: count('Da Vinci instances in each region', 0, limits.dvcInstancesOfOneStore),
    regions: regionNames('only in these regions; absent = in all', known).optional(),
    reads: reads('reads a second of all instances of one region').optional(),
  }).transform(({ instances, ...rest }) => ({ instances, ...omitUndefined(rest) }));
}

function reads(meaning: string): Schema<number> {
  return count(`${meaning}; absent = ${defaultReads}`, 0, 1_000_000_000);
}

/** What dashboards show where nothing is wrong; what is left out keeps its default. */
export function monitoringSchema(): Schema<MonitoringSetup> {
  return mapping({
    errorRate: share(
      `share of requests that fail where nothing is wrong; absent = ${defaultMonitoring.errorRate}`,
    ).optional(),
    latency: duration(
      `latency of reads where nothing is wrong; absent = ${formatDuration(defaultMonitoring.latencyMs)}`,
    ).optional(),
    noise: share(
      `the largest random addition to what is shown; 0 = none; absent = ${defaultMonitoring.noise}`,
    ).optional(),
  }).transform(({ latency: latencyMs, ...rest }) => ({
    ...defaultMonitoring,
    ...omitUndefined({ ...rest, latencyMs }),
  }));
}

/** Venice keeps the wait in whole minutes. */
function swapWait(): Schema<number> {
  const wait = duration(
    `from the first target region's completion to the other regions' swap; absent = ${defaultStore.swapWaitMinutes}m`,
  );
  return wait.transform((ms, report) => {
    if (ms % 60_000 !== 0)
      report.addIssue(
        wordedIssue('is not a whole number of minutes', { expected: 'whole minutes' }),
      );
    return ms / 60_000;
  });
}

/** How fast things move; what is left out keeps its default. */
export function physicsSchema(): Schema<PhysicsSetup> {
  const own = (key: keyof PhysicsSetup, meaning: string) =>
    rate(`${meaning}; absent = ${formatRate(defaultPhysics[key])}`).optional();
  return mapping({
    writeRate: own('writeRate', "how fast a push job's data writer produces"),
    linkRate: own('linkRate', 'capacity of a connection that `links` does not name'),
    replicaRate: own('replicaRate', 'how fast one storage replica ingests'),
    serverRate: own(
      'serverRate',
      'what one storage server takes in of all versions together: its disk or its fetch quota',
    ),
    dvcRate: own('dvcRate', 'how fast one Da Vinci instance ingests'),
  }).transform((written) => ({ ...defaultPhysics, ...omitUndefined(written) }));
}

/** Named delays; what is left out keeps its default. */
export function latenciesSchema(purpose: Purpose): Schema<LatencySetup> {
  const own = (key: keyof LatencySetup, meaning: string) =>
    delaySchema(purpose, `${meaning}; absent = ${delayText(defaultLatencies[key])}`).optional();
  return mapping({
    controllerCall: own('controllerCall', 'between a push job and the parent controller, one way'),
    versionCreation: own(
      'versionCreation',
      'from the record of a new version to the answer that is sent',
    ),
    adminChannel: own('adminChannel', "from the parent's write to a region that reads it"),
    ingestionTail: own('ingestionTail', 'from the last byte to a replica that reports completion'),
    metadataRefresh: own('metadataRefresh', 'until a Da Vinci instance reads a new version'),
    registryWrite: own('registryWrite', 'between reading and writing the registry of marks'),
    registryWatch: own('registryWatch', 'from a write of the registry to the cached copies'),
    hookCall: own('hookCall', 'how long a call of a hook takes'),
    schemaRegistration: own('schemaRegistration', 'how long the registration of a schema takes'),
    dictionaryBuild: own('dictionaryBuild', 'how long a push job takes to build a dictionary'),
  }).transform((written) => ({ ...defaultLatencies, ...omitUndefined(written) }));
}
