/** Schedules the end of transfers on a link, and releases a version's share of links and servers when its ingestion ends. */

import { type Instant, nextFinish } from '../../../sim/index.js';
import type { VersionAt } from '../../names.js';
import { childVersion } from '../../queries/world.js';
import { linkAt } from '../../world/entries.js';
import { linkIndex, type World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

/** Schedules the next end of a transfer on a link; an older event is stale by its generation. */
export function scheduleLink(world: World, turn: ModelTurn, link: number): void {
  const state = linkAt(world, link);
  const due: Instant | undefined = nextFinish(state.link);
  if (due === undefined) return;
  turn.schedule(Math.max(0, due - turn.now), {
    kind: 'link-due',
    link,
    generation: state.generation,
  });
}

/** The region's servers stop ingesting a version that is killed or deleted. */
export function releaseServerLoad(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region } = at;
  if ((childVersion(world, at)?.ingestion.load ?? -1) < 0) return;
  turn.record({ kind: 'server-load-released', ...at });
  scheduleLink(world, turn, linkIndex(world, region, region));
}

/** A version that is killed or deleted is copied no further: releases its share of the link. */
export function stopCopying(world: World, turn: ModelTurn, at: VersionAt): void {
  const ingestion = childVersion(world, at)?.ingestion;
  if (ingestion?.phase !== 'replicating' || ingestion.transfer < 0) return;
  turn.record({ kind: 'replication-cancelled', ...at });
  scheduleLink(world, turn, linkIndex(world, ingestion.source, at.region));
}
