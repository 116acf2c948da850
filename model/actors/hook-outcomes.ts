/**
 * Where the outcome of a chain goes: to the start of a job, to a rollout, or to the region that asked. A function that returns nothing has
 * no outcome.
 */
import { hookFunction } from '../hooks/functions.js';
import type { Outcome } from '../hooks/hook.js';
import { pushJob } from '../questions.js';
import type { HookErrand } from '../world/hooks.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { childAnswered } from './child-gates.js';
import { startAnswered } from './push-start.js';
import { answered } from './rollout-answers.js';

export const asks = [];

/** All hooks of a chain have answered, or one has ended it. */
export function chainAnswered(
  world: World,
  turn: ModelTurn,
  errand: HookErrand,
  outcome: Outcome,
): void {
  const { store, version, point, push, asker } = errand;
  if (hookFunction(point).outcomes.length === 0) return;
  if (asker >= 0) return childAnswered(world, turn, errand, outcome);
  if (pushJob(world, push).state !== 'running') return;
  if (version === 0) return startAnswered(world, turn, errand, outcome);
  turn.record({ kind: 'rollout-changed', store, version, change: { asking: false } });
  answered(world, turn, errand, outcome);
}
