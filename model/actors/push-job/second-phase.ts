/**
 * Second phase of a targeted push: when its targets are complete, the push job has the version copied to the other regions by data
 * recovery, one call after the other, and polls them. It does not evaluate polls and does not end a successful push.
 */

import { type RegionId, regionName } from '../../names.js';
import { modeOf } from '../../queries/push-request.js';
import { callPolicies, pauseAfter } from '../../queries/remote-calls.js';
import { pushJob, reachable } from '../../queries/world.js';
import { nextPollAfter } from '../../rules/push-job/poll-cadence.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { endPush } from '../commands/end-push.js';
import { startCopy } from '../region/data-recovery.js';

/** Begins the second phase if the push has one that has not begun; returns true if so. */
export function beginSecondPhase(world: World, turn: ModelTurn, push: number): boolean {
  const mode = modeOf(world, push);
  const { restOf, targets, deferred } = pushJob(world, push);
  const copies = mode.kind === 'accepted' && mode.copiesToOthers;
  if (!copies || deferred || restOf || targets.length === 0) return false;
  callNext(world, turn, push, undefined);
  return true;
}

/** Calls the parent to have one region recover the version; after ten failed attempts the push fails. */
export const onSecondPhaseCopyDue: Handler<'second-phase-copy-due'> = (world, event, turn) => {
  const { push, region, attempt } = event;
  const { store, version, state } = pushJob(world, push);
  if (state !== 'running') return;
  const name = regionName(world.names, region);
  if (!reachable(world, region)) {
    const pauseMs = pauseAfter(callPolicies['data-recovery'], attempt);
    if (pauseMs !== undefined) return turn.schedule(pauseMs, { ...event, attempt: attempt + 1 });
    const reason = `the targets have v${version}, but ${name} could not be reached to copy it`;
    return endPush(world, turn, push, { outcome: 'failed', reason, rule: 'PJ-2' });
  }
  const copy = startCopy(world, turn, { region, store, version });
  if (copy.kind === 'refused') {
    const reason = `v${version} could not be copied to ${name}: ${copy.reason}`;
    return endPush(world, turn, push, { outcome: 'failed', reason, rule: 'PJ-2' });
  }
  callNext(world, turn, push, region);
};

/** Calls are sequential, in the order in which Java iterates the set of regions that are no targets. */
function callNext(world: World, turn: ModelTurn, push: number, last: RegionId | undefined): void {
  const { targets, store } = pushJob(world, push);
  const rest = world.javaOrder.filter((region) => !targets.includes(region));
  const region = rest[last === undefined ? 0 : rest.indexOf(last) + 1];
  if (region !== undefined) {
    const call = { name: 'controllerCall', place: 'push-job' } as const;
    return scheduleAfter(world, turn, call, {
      kind: 'second-phase-copy-due',
      push,
      region,
      attempt: 1,
    });
  }
  const interval = world.configuration['poll.job.status.interval.ms'];
  const { nextPollMs } = nextPollAfter(0, turn.now, interval);
  turn.record({ kind: 'rest-copied', push, store, targets: rest, nextPollMs, rule: 'PJ-2' });
  turn.schedule(0, { kind: 'status-poll-due', push });
}
