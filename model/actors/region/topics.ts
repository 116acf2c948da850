/** A region's version topics after use: truncated, then deleted some ten minutes later. */

import type { VersionAt } from '../../names.js';
import { topicDeletionDelay } from '../../queries/configuration.js';
import { childStore } from '../../queries/world.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';

/** A truncated topic is deleted some ten minutes later: after 21 clean-up rounds, 30 s apart. */
export function truncateTopic(world: World, turn: ModelTurn, at: VersionAt): void {
  const topic = childStore(world, at.region, at.store).topics.get(at.version);
  if (topic === undefined || topic.truncatedAt >= 0) return;
  turn.record({ kind: 'topic-truncated', ...at });
  const event = { kind: 'topic-deletion-due', ...at, truncatedAt: turn.now } as const;
  turn.schedule(topicDeletionDelay(world, turn.now), event, true);
}

/** The clean-up has counted a truncated topic often enough: deletes it. */
export const onTopicDeletionDue: Handler<'topic-deletion-due'> = (world, event, turn) => {
  const { region, store, version, truncatedAt } = event;
  if (region < 0) {
    const topic = parentStore(world, store).topics.get(version);
    if (topic?.truncatedAt === truncatedAt)
      turn.record({ kind: 'parent-topic-deleted', store, version });
    return;
  }
  const topic = childStore(world, event.region, event.store).topics.get(version);
  if (topic?.truncatedAt === truncatedAt)
    turn.record({ kind: 'topic-deleted', region, store, version });
};
