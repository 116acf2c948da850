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
} from '../model/index.js';
import {
  defaultLatencies,
  defaultMonitoring,
  defaultPhysics,
  defaultReads,
  defaultStore,
  type LatencySetup,
} from '../model/index.js';
import { type Delay, delayProblem } from '../sim/index.js';
import type { Known } from './known.js';
import { limits } from './limits.js';
import { type Brick, list, mapping, wordedIssue } from './schema-leaf.js';
import { regionName, regionNames } from './schema-references.js';
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
} from './schema-values.js';
import { oneOf, type Purpose, shortOrLong } from './schema-variants.js';

/** A region: its name, or a mapping with it. */
export function regionBrick(purpose: Purpose): Brick<RegionSetup> {
  const name = declaredName("a region's name");
  return shortOrLong(
    name.transform((each) => ({ name: each })),
    mapping({
      name,
      zone: zone('time zone of its clocks, for hooks; absent = UTC').optional(),
      traffic: factor('how many times the usual reads come here; absent = 1', 0, 1e6).optional(),
      servers: count('storage servers; replicas are spread over them', 1, 10_000).optional(),
    }).transform(({ name: each, ...rest }) => ({ name: each, ...present(rest) })),
    purpose,
  );
}

/** The capacity of one connection, in one direction. */
export function linkBrick(known: Known): Brick<LinkSetup> {
  return mapping({
    from: regionName('the region that is read from', known),
    to: regionName('the region that reads', known),
    capacity: rate('shared by all transfers on this connection'),
  }).transform(({ from, to, capacity }) => ({ from, to, bytesPerSecond: capacity }));
}

/** A store with every default filled in. */
export function storeBrick(known: Known): Brick<StoreSetup> {
  return mapping({
    name: declaredName("the store's name"),
    partitions: count('partitions of every version', 1, limits.partitionsOfOneStore).optional(),
    replicas: count(
      'replicas of every partition in a region',
      1,
      limits.replicasOfOnePartition,
    ).optional(),
    size: size('bytes of a full push').optional(),
    sourceFabric: regionName('the region that the others copy from', known).optional(),
    hybrid: flag('takes real-time writes too').optional(),
    activeActive: flag('real-time writes are replicated between all regions').optional(),
    incremental: flag('takes incremental pushes').optional(),
    migrating: flag('is on its way to another cluster').optional(),
    paused: flag('its ingestion is paused: no push is admitted').optional(),
    system: flag("is one of Venice's own stores").optional(),
    dictionary: flag('compressed with a dictionary that each push job builds first').optional(),
    startsWith: count('version served everywhere at the start; 0 = none', 0, 1_000_000).optional(),
    swapWait: swapWait().optional(),
    daVinci: daVinciBrick(known).optional(),
    hookConfig: settings("the store's own configuration of hooks").optional(),
    reads: reads('reads a second that servers of each region answer').optional(),
  }).transform(({ size: bytes, swapWait: swapWaitMinutes, daVinci, ...rest }) => ({
    ...defaultStore,
    ...present(rest),
    name: rest.name,
    ...present({ bytes, swapWaitMinutes, daVinci }),
  }));
}

function daVinciBrick(known: Known) {
  return mapping({
    instances: count('Da Vinci instances in each region', 0, limits.dvcInstancesOfOneStore),
    regions: regionNames('only in these regions; absent means in all', known).optional(),
    reads: reads('reads a second of all instances of one region').optional(),
  }).transform(({ instances, ...rest }) => ({ instances, ...present(rest) }));
}

function reads(meaning: string): Brick<number> {
  return count(`${meaning}; absent = ${defaultReads}`, 0, 1_000_000_000);
}

/** What dashboards show where nothing is wrong; what is left out keeps its default. */
export function monitoringBrick(): Brick<MonitoringSetup> {
  return mapping({
    errorRate: share('share of requests that fail where nothing is wrong').optional(),
    latency: duration('latency of reads where nothing is wrong').optional(),
    noise: share('the most that chance adds to what is shown; 0 = none').optional(),
  }).transform(({ latency: latencyMs, ...rest }) => ({
    ...defaultMonitoring,
    ...present({ ...rest, latencyMs }),
  }));
}

/** Venice keeps the wait in whole minutes. */
function swapWait(): Brick<number> {
  const wait = duration("from the first target region's completion to the other regions' swap");
  return wait.transform((ms, report) => {
    if (ms % 60_000 !== 0)
      report.addIssue(
        wordedIssue('is not a whole number of minutes', { expected: 'whole minutes' }),
      );
    return ms / 60_000;
  });
}

/** How fast things move; what is left out keeps its default. */
export function physicsBrick(): Brick<PhysicsSetup> {
  return mapping({
    writeRate: rate("how fast a push job's data writer produces").optional(),
    linkRate: rate('capacity of a connection that `links` does not name').optional(),
    replicaRate: rate('how fast one storage replica ingests').optional(),
    serverRate: rate(
      'what one storage server takes in of all versions together: its disk or its fetch quota',
    ).optional(),
    dvcRate: rate('how fast one Da Vinci instance ingests').optional(),
  }).transform((written) => ({ ...defaultPhysics, ...present(written) }));
}

/** Named delays; what is left out keeps its default. */
export function latenciesBrick(purpose: Purpose): Brick<LatencySetup> {
  const delay = delayBrick(purpose);
  return mapping({
    controllerCall: delay.optional(),
    adminChannel: delay.optional(),
    ingestionTail: delay.optional(),
    metadataRefresh: delay.optional(),
    registryWrite: delay.optional(),
    registryWatch: delay.optional(),
    hookCall: delay.optional(),
    schemaRegistration: delay.optional(),
    dictionaryBuild: delay.optional(),
  }).transform((written) => ({ ...defaultLatencies, ...present(written) }));
}

/** A delay: always the same, or drawn. */
export function delayBrick(purpose: Purpose): Brick<Delay> {
  const short = duration('always so long').transform((ms): Delay => ({ kind: 'fixed', ms }));
  const long = oneOf<Delay>('a delay', [...drawnDelays()], purpose);
  return shortOrLong(short, long, purpose).transform((delay, report) => {
    const problem = delayProblem(delay);
    if (problem !== undefined)
      report.addIssue(wordedIssue(`is not a delay that can be drawn: ${problem}`, {}));
    return delay;
  });
}

function drawnDelays() {
  const some = duration('a duration');
  const max = duration('longest delay drawn').optional();
  return [
    {
      key: 'uniform',
      schema: mapping({ uniform: list(some, 2).min(2) }).transform(
        ({ uniform: [from = 0, to = 0] }): Delay => ({ kind: 'uniform', min: from, max: to }),
      ),
    },
    {
      key: 'exponential',
      schema: mapping({ exponential: some, max }).transform(
        ({ exponential, max: most }): Delay => ({
          kind: 'exponential',
          mean: exponential,
          ...present({ max: most }),
        }),
      ),
    },
    {
      key: 'logNormal',
      schema: mapping({
        logNormal: mapping({ median: some, sigma: factor('spread', 0, 10), max }),
      }).transform(
        ({ logNormal: { median, sigma, max: most } }): Delay => ({
          kind: 'log-normal',
          median,
          sigma,
          ...present({ max: most }),
        }),
      ),
    },
    {
      key: 'empirical',
      schema: mapping({ empirical: list(some, 1_000).min(2) }).transform(
        ({ empirical }): Delay => ({ kind: 'empirical', quantiles: empirical }),
      ),
    },
  ];
}

/** What `present` answers. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** An object without the keys whose value is undefined. */
export function present<T extends object>(values: T): Present<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  // Safe: entries of T, less those that are undefined.
  return Object.fromEntries(kept) as Present<T>;
}
