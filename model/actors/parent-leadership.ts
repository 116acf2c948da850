/**
 * Leadership of the parent controller: what a lost leader takes along, and what a new one finds. What is stored survives; timers, caches
 * and recoveries in memory do not.
 */
import { allRegions } from '../questions.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { drainAdminChannel } from './child-controller.js';
import { armSwapTick } from './deferred-swap.js';
import { armDetector } from './detector.js';
import { armMonitor } from './monitor.js';
import { armQueue } from './retry-queue.js';
import { resumeRollouts } from './rollout.js';

export const asks = [];

/** The leader is gone. */
export function loseLeader(world: World, turn: ModelTurn): void {
  turn.record({ kind: 'parent-leader-lost' });
  armMonitor(world, turn);
}

/** A new leader reads what is stored and goes on. */
export function takeOver(world: World, turn: ModelTurn): void {
  if (world.parent.down > 0) return;
  turn.record({ kind: 'parent-leader-elected', epoch: world.parent.epoch + 1 });
  turn.record({
    kind: 'registry-cached',
    version: world.parent.registry.version,
    marks: world.parent.registry.stored,
    enabled: world.parent.registry.enabled,
  });
  for (const region of allRegions(world)) drainAdminChannel(world, turn, region);
  armSwapTick(world, turn);
  armMonitor(world, turn);
  armQueue(world, turn);
  armDetector(world, turn);
  resumeRollouts(world, turn);
}
