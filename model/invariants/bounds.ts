/** Upper bounds in milliseconds for undisturbed work, from the sizes, rates and latencies of the scenario. */
import type { Delay } from '../../sim/index.js';
import { numberAt, storeSetup } from '../world/entries.js';
import type { World } from '../world.js';

const minuteMs = 60_000;

/** Scans without any Da Vinci report before the region counts as complete. */
const silentScans = 7;

/** From the creation of a version in a region to its completion there: the sum of copy, servers and instances, times two. */
export function ingestMs(world: World, store: number, bytes: number): number {
  const { partitions, replicas, daVinci } = storeSetup(world, store);
  const { replicaRate, dvcRate } = world.setup.physics;
  const { ingestionTail, metadataRefresh, adminChannel } = world.setup.latencies;
  const slowest = (within: boolean): number =>
    world.links.reduce(
      (least, { bytesPerSecond }, index) =>
        (index % (world.regions.length + 1) === 0) === within
          ? Math.min(least, bytesPerSecond)
          : least,
      Number.POSITIVE_INFINITY,
    );
  const readSeconds =
    bytes / slowest(false) + (bytes * replicas) / slowest(true) + bytes / partitions / replicaRate;
  const scanMs = world.configuration['davinci.push.status.scan.interval.in.seconds'] * 1_000;
  const instancesMs =
    daVinci === undefined
      ? 0
      : (bytes / dvcRate) * 1_000 +
        silentScans * scanMs +
        2 * longestOf(metadataRefresh) +
        longestOf(ingestionTail);
  const waitsMs = longestOf(adminChannel) + 2 * longestOf(ingestionTail);
  return Math.ceil(2 * (readSeconds * 1_000 + instancesMs + waitsMs)) + minuteMs;
}

/** The maximum of a delay, or a high quantile if it is unbounded. */
function longestOf(delay: Delay): number {
  switch (delay.kind) {
    case 'fixed':
      return delay.ms;
    case 'uniform':
      return delay.max;
    case 'exponential':
      return delay.max ?? 20 * delay.mean;
    case 'log-normal':
      return delay.max ?? 1_000 * delay.median;
    case 'empirical':
      return numberAt(delay.quantiles, delay.quantiles.length - 1);
  }
}
