/** Schedules the end of transfers on a link, and gives back what a version took of links and servers once it is no longer ingested. */

import { type Instant, nextFinish } from '../../../sim/index.js';
import type { VersionAt } from '../../names.js';
import { childVersion } from '../../queries/world.js';
import { linkIndex, type World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

/** Puts the next end of a transfer on a link into the queue; an older one is stale by its generation. */
export function scheduleLink(world: World, turn: ModelTurn, link: number): void {
  const state = world.links[link];
  if (state === undefined) return;
  const due: Instant | undefined = nextFinish(state.link);
  if (due === undefined) return;
  turn.schedule(Math.max(0, due - turn.now), {
    kind: 'link-due',
    link,
    generation: state.generation,
  });
}

/** The region's servers need not take in the rest of a version: it is killed or goes away. */
export function releaseServerLoad(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region } = at;
  if ((childVersion(world, at)?.ingestion.load ?? -1) < 0) return;
  turn.record({ kind: 'server-load-released', ...at });
  scheduleLink(world, turn, linkIndex(world, region, region));
}

/** A version that is killed or goes away is copied no further: its link is free for the others. */
export function stopCopying(world: World, turn: ModelTurn, at: VersionAt): void {
  const ingestion = childVersion(world, at)?.ingestion;
  if (ingestion?.phase !== 'replicating' || ingestion.transfer < 0) return;
  turn.record({ kind: 'replication-cancelled', ...at });
  scheduleLink(world, turn, linkIndex(world, ingestion.source, at.region));
}
