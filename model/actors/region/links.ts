/** Schedules the end of transfers on a link, and releases the server load of a version that is no longer ingested. */

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
export function spareServers(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region } = at;
  if ((childVersion(world, at)?.ingestion.load ?? -1) < 0) return;
  turn.record({ kind: 'servers-spared', ...at });
  scheduleLink(world, turn, linkIndex(world, region, region));
}
