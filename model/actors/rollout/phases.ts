/**
 * The state of the regions as seen by the process that rolls a version out: the parent reads those it can reach and keeps the last state
 * of the others; a push job has the result of its last poll. Observations are recorded as facts.
 */

import { type RegionId, regionName } from '../../names.js';
import { rolloutOrderOf } from '../../queries/configuration.js';
import { callsAt, runner } from '../../queries/registered-hooks.js';
import { allRegions, childStore, childVersion, reachable } from '../../queries/world.js';
import type { PhasedRegion, RegionPhase } from '../../rules/hooks/region-phase.js';
import { jobAsks, parentAsks } from '../../world/hooks.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { askHooks } from '../hooks/calls.js';
import { regionView } from '../hooks/view.js';

/** The process that calls hooks for a rollout. */
export function askerFor(world: World, push: number): number {
  return runner(world) === 'push-job' ? jobAsks(push) : parentAsks;
}

/** True if a region reads the version with the targets, and its instances and servers wait for them. With an order the order decides. */
export function goesAfterTargets(
  world: World,
  { plan, targets }: WorldRollout,
  region: RegionId,
): boolean {
  const isOther = plan === 'then-swaps' && !targets.includes(region);
  return isOther && rolloutOrderOf(world).length === 0;
}

/** Records the state of every reachable region, and notifies hooks of regions that have created the version. */
export function observe(world: World, turn: ModelTurn, rollout: WorldRollout): void {
  const { store, version } = rollout;
  for (const [region, entry] of rollout.regions.entries()) {
    if (!reachable(world, region)) continue;
    if (!entry.created && childVersion(world, { region, store, version }) !== undefined)
      noteCreated(world, turn, rollout, region);
    if (
      entry.dvc === 'releasing' &&
      childVersion(world, { region, store, version })?.dvcHeld === false
    ) {
      const change = { dvc: 'released' } as const;
      turn.record({ kind: 'rollout-region-changed', store, version, region, change });
    }
    noteServed(world, turn, rollout, region);
    const seen = livePhase(world, rollout, region);
    if (seen === rollout.regions[region]?.seen) continue;
    turn.record({ kind: 'rollout-region-changed', store, version, region, change: { seen } });
  }
  if (runner(world) !== 'push-job') return;
  const views = allRegions(world).map((region) => regionView(world, { region, store, version }));
  turn.record({ kind: 'rollout-changed', store, version, change: { views } });
}

/** Records what a region that answers serves. */
function noteServed(
  world: World,
  turn: ModelTurn,
  { store, version, regions }: WorldRollout,
  region: RegionId,
): void {
  const { current, promotedAt } = childStore(world, region, store);
  const before = regions[region]?.reported;
  if (before?.serves === current && before.servesSinceMs === promotedAt) return;
  const change = { reported: { serves: current, servesSinceMs: promotedAt } };
  turn.record({ kind: 'rollout-region-changed', store, version, region, change });
}

function noteCreated(
  world: World,
  turn: ModelTurn,
  { store, version, push }: WorldRollout,
  region: RegionId,
): void {
  const change = { created: true };
  turn.record({ kind: 'rollout-region-changed', store, version, region, change });
  const point = 'postStoreVersionCreation';
  const asker = askerFor(world, push);
  if (callsAt(world, store, point))
    askHooks(world, turn, { point, push, store, version, region, asker });
}

/** A region of a rollout with its known phase. */
export function phased(world: World, rollout: WorldRollout, region: RegionId): PhasedRegion {
  const entry = rollout.regions[region];
  return {
    region: regionName(world.names, region),
    phase: knownPhase(world, rollout, region),
    swapSent: entry?.swap === 'sent',
  };
}

function knownPhase(world: World, rollout: WorldRollout, region: RegionId): RegionPhase {
  const entry = rollout.regions[region];
  if (entry === undefined || entry.admission === 'excluded') return 'excluded';
  if (entry.admission !== 'admitted') return 'undecided';
  const sees = runner(world) !== 'push-job' && reachable(world, region);
  return sees ? livePhase(world, rollout, region) : entry.seen;
}

function livePhase(
  world: World,
  { store, version, regions }: WorldRollout,
  region: RegionId,
): RegionPhase {
  const child = childVersion(world, { region, store, version });
  if (child === undefined) return regions[region]?.created === true ? 'failed' : 'sent';
  switch (child.status) {
    case 'ROLLED_BACK':
      return 'reverted';
    case 'KILLED':
      return 'killed';
    case 'ONLINE':
    case 'PUSHED':
      return childStore(world, region, store).current === version ? 'swapped' : 'ready';
    default:
      return 'ingesting';
  }
}

export type WorldRollout = NonNullable<ReturnType<World['parent']['rollouts']['get']>>;
