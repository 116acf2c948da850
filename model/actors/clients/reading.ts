/**
 * Duration of a Da Vinci instance's ingestion: bytes divided by the instances' rate, and not over before the region's topic is
 * complete. All times are on the region's client clock.
 */

import { clockAt } from '../../clock.js';
import { regionName, storeName, type VersionAt } from '../../names.js';
import { childVersion } from '../../queries/world.js';
import { regionAt } from '../../world/entries.js';
import type { World, WorldDvcFleet } from '../../world.js';
import type { ModelTurn } from '../actor.js';

/** Milliseconds that an instance needs to ingest a number of bytes. */
export function readMs(world: World, bytes: number): number {
  return Math.ceil((bytes / world.setup.physics.dvcRate) * 1_000);
}

/** Instead of the instant at which an instance began: it is subscribed and paused. */
export const paused = -1;

/** True if the instance waits, subscribed, for the target regions of its version. */
export function isPaused(dvc: WorldDvcFleet, instance: number): boolean {
  return dvc.beganOnClock[instance] === paused;
}

/** When an instance that began at an instant of the client clock completes; 0 = unknown until the topic is complete, or paused. */
export function dueOnClock(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  beganOnClock: number,
): number {
  const version = childVersion(world, at);
  const phase = version?.ingestion.phase;
  if (version === undefined || beganOnClock === paused) return 0;
  if (phase !== 'ingesting' && phase !== 'done') return 0;
  const place = `${regionName(world.names, at.region)}/${storeName(world.names, at.store)}`;
  const tailMs = turn.draw(world.setup.latencies.ingestionTail, `ingestionTail/dvc/${place}`);
  const clockNow = clockAt(regionAt(world, at.region).clientClock, turn.now);
  return Math.max(beganOnClock + readMs(world, version.bytes), clockNow) + tailMs;
}
