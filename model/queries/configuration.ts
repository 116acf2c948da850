/**
 * Values that actors derive from Venice's configuration keys, such as the roll-forward order and the delay before a truncated topic is
 * deleted.
 */

import { parseRolloutOrder } from '../rules/regions/region-lists.js';
import type { World } from '../world.js';

/** The configured order of regions; empty = all at once. */
export function rolloutOrderOf({ configuration }: World): readonly string[] {
  let order = orderCache.get(configuration);
  if (order === undefined) {
    const text = configuration['deferred.version.swap.region.roll.forward.order'];
    order = parseRolloutOrder(text);
    orderCache.set(configuration, order);
  }
  return order;
}

/** Cached: read at every check of every store, and constant. */
const orderCache = new WeakMap<World['configuration'], readonly string[]>();

/** True if the detection of concurrent pushes uses a topic in the parent. */
export function writesParentTopic(world: World): boolean {
  return world.configuration['concurrent.push.detection.strategy'] !== 'PARENT_VERSION_STATUS_ONLY';
}

/** Milliseconds from a truncation to the deletion of the topic. */
export function topicDeletionDelay(world: World, now: number): number {
  const period = 30_000;
  const sightings = 20;
  const toNextListing = period - ((now - world.setup.start) % period);
  return toNextListing + sightings * period;
}

/** Milliseconds from a WAIT to the next hook call. */
export function waitMs(world: World): number {
  return world.configuration['venice.store.lifecycle.hooks.wait.interval.seconds'] * 1_000;
}

/** Milliseconds that a job waits before it retries a failed call. */
export const callPauseMs = 5_000;
