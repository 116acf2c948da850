/**
 * Leadership of the parent controller: what is lost with a leader, and what a new one restores. Stored data survives; timers, caches
 * and recoveries in memory do not.
 */

import { hookFunction } from '../../hooks/functions.js';
import { callPauseMs } from '../../queries/configuration.js';
import { allRegions } from '../../queries/world.js';
import { type HookInvocation, parentAsks } from '../../world/hooks.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { askHooks, startWaiting, unfinishedInvocations } from '../hooks/calls.js';
import { drainAdminChannel } from '../region/child-controller.js';
import { resumeRollouts } from '../rollout/rollout.js';
import { armDetector, armMonitor, armQueue, armSwapTick } from '../timers.js';
import { armTopicChecks } from './topic-check.js';

/** The leader is lost. */
export function loseLeader(world: World, turn: ModelTurn): void {
  const lost = unfinishedInvocations(world, parentAsks);
  turn.record({ kind: 'parent-leader-lost' });
  armMonitor(world, turn);
  for (const invocation of lost) repeat(world, turn, invocation);
}

/** A push job whose call failed repeats it at the new leader. Rollouts are resumed as a whole. */
function repeat(world: World, turn: ModelTurn, invocation: HookInvocation): void {
  const { push, version, point } = invocation;
  if (hookFunction(point).outcomes.length === 0) askHooks(world, turn, invocation);
  else if (version === 0)
    turn.schedule(callPauseMs, { kind: 'version-request-arrived', push, attempt: 1 });
}

/** A new leader reads the stored data and arms its ticks. */
export function takeOver(world: World, turn: ModelTurn): void {
  if (world.parent.down > 0) return;
  turn.record({ kind: 'parent-leader-elected', epoch: world.parent.epoch + 1 });
  const { version, stored: marks, enabled } = world.parent.registry;
  turn.record({ kind: 'registry-cached', version, marks, enabled });
  for (const region of allRegions(world)) drainAdminChannel(world, turn, region);
  armSwapTick(world, turn);
  armMonitor(world, turn);
  armQueue(world, turn);
  armDetector(world, turn);
  armTopicChecks(world, turn);
  startWaiting(world, turn, parentAsks);
  resumeRollouts(world, turn);
}
