/**
 * A region's version topics after their time: truncated, later gone for good; and what an operator's hand can do to
 * them and to the version that is served, by mistake.
 */
import type { RegionId } from '../names.js';
import { childStore } from '../questions.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { armSwapTick } from './deferred-swap.js';
import type { VersionName } from './source-fabric.js';
import { serveVersion } from './version-life.js';

export const asks = [];

/** A truncated topic is gone for good some ten minutes later: 21 sightings, 30 s apart. */
export function truncateTopic(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const topic = childStore(world, region, name.store).topics.get(name.version);
  if (topic === undefined || topic.truncatedAt >= 0) return;
  turn.record({ kind: 'topic-truncated', region, store: name.store, version: name.version });
  const event = {
    kind: 'topic-deletion-due',
    region,
    store: name.store,
    version: name.version,
    truncatedAt: turn.now,
  } as const;
  turn.schedule(topicDeletionDelay(world, turn.now), event, true);
}

/** The clean-up has seen a truncated topic often enough. */
export const onTopicDeletionDue: Handler<'topic-deletion-due'> = (world, event, turn) => {
  const { region, store, version, truncatedAt } = event;
  if (region < 0) {
    const topic = world.parent.stores[store]?.topics.get(version);
    if (topic?.truncatedAt === truncatedAt)
      turn.record({ kind: 'parent-topic-deleted', store, version });
    return;
  }
  const topic = childStore(world, region, store).topics.get(version);
  if (topic?.truncatedAt === truncatedAt)
    turn.record({ kind: 'topic-deleted', region, store, version });
};

/** Milliseconds from a truncation to the deletion of the topic. */
export function topicDeletionDelay(world: World, now: number): number {
  const period = 30_000;
  const sightings = 20;
  const toNextListing = period - ((now - world.setup.start) % period);
  return toNextListing + sightings * period;
}

/** An operator's mistake: a region serves a version, whatever its state. */
export function forceCurrentVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const text = `forces ${world.names.regions[region]} to serve v${name.version} of ${world.names.stores[name.store]}`;
  turn.record({ kind: 'operator-acted', action: 'force-current-version', region, text });
  serveVersion(world, turn, region, name, 'forced');
  armSwapTick(world, turn);
}

/** An operator's mistake: a topic is truncated while its version may be in use. */
export function truncateTopicByHand(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const text = `truncates the topic of ${world.names.stores[name.store]} v${name.version} in ${world.names.regions[region]}`;
  turn.record({ kind: 'operator-acted', action: 'truncate-topic', region, text });
  truncateTopic(world, turn, region, name);
}
