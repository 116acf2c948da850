/** A region's version topics after use: truncated, deleted some ten minutes later. */

import type { RegionId, VersionName } from '../../names.js';
import { topicDeletionDelay } from '../../queries/configuration.js';
import { childStore } from '../../queries/world.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';

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
