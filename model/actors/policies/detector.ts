/**
 * The detector of policy D: once a minute it evaluates the pushes of the last window and probes the regions. It marks a region in which the
 * pushes of many stores fail while they succeed elsewhere; it unmarks a region that it marked and that has answered for some time.
 */

import type { Instant } from '../../../sim/index.js';
import { type RegionId, regionName } from '../../names.js';
import { ownMarks, thresholdsOf } from '../../queries/degraded-mode.js';
import { allRegions, marksSeen, parentUp, reachable } from '../../queries/world.js';
import {
  detectorRule,
  judgeObservedPush,
  judgeProbes,
  judgeRegion,
  probesAnswered,
  type RegionTally,
} from '../../rules/degraded/detector.js';
import { isError } from '../../statuses.js';
import { numberAt } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { markDegraded, unmarkDegraded } from '../degraded/registry.js';
import { armDetector } from '../timers.js';
import { observePush } from './status.js';

export const asks = [detectorRule];

/** One tick. */
export const onDetectorTickDue: Handler<'detector-tick-due'> = (world, _event, turn) => {
  if (world.parent.policy.detectorLookAt !== turn.now) return;
  turn.record({ kind: 'policy-tick-armed', look: 'detector', at: 0 });
  if (parentUp(world)) {
    for (const { push, state, version } of world.pushes)
      if (state === 'running' && version > 0) observePush(world, turn, push);
    for (const region of ownMarks(world)) probe(world, turn, region);
    markSick(world, turn);
  }
  armDetector(world, turn);
};

function markSick(world: World, turn: ModelTurn): void {
  const thresholds = thresholdsOf(world);
  const tallies = allRegions(world).map((region) => tallyOf(world, region, turn.now));
  const marked = marksSeen(world).map(({ region }) => region);
  for (const region of allRegions(world)) {
    const tally = tallies[region];
    if (tally === undefined || marked.includes(region)) continue;
    const others = tallies.filter((_, other) => other !== region && !marked.includes(other));
    if (judgeRegion(tally, others, thresholds).kind === 'not-sick') continue;
    markDegraded(world, turn, { region, timeoutMinutes: 120, operator: 'auto' });
    return;
  }
}

function tallyOf(world: World, region: RegionId, now: Instant): RegionTally {
  const thresholds = thresholdsOf(world);
  const stores = new Set<number>();
  const bad = new Set<number>();
  for (const [push, seen] of world.parent.policy.observed) {
    const job = world.pushes[push];
    if (job === undefined || now - seen.seenAt > thresholds.windowMs) continue;
    const status = seen.statuses[region] ?? 'UNKNOWN';
    const unknownForMs = status === 'UNKNOWN' ? seen.seenAt - (seen.since[region] ?? now) : 0;
    stores.add(job.store);
    const observed = { errorLike: isError(status), unknownForMs };
    if (judgeObservedPush(observed, thresholds) === 'bad') bad.add(job.store);
  }
  const name = regionName(world.names, region);
  return { region: name, badStores: bad.size, stores: stores.size };
}

function probe(world: World, turn: ModelTurn, region: RegionId): void {
  const before = numberAt(world.parent.policy.probes, region);
  const answered = probesAnswered(before, reachable(world, region));
  const well = judgeProbes(answered, thresholdsOf(world)) === 'well';
  if (answered !== before)
    turn.record({ kind: 'region-probed', region, answered: well ? 0 : answered, rule: 'DM-9' });
  if (well) unmarkDegraded(world, turn, region, 'auto');
}
