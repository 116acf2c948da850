/**
 * A hook invocation returns: its worker is free, and the chain continues or its outcome goes to the start or end of a job, to a rollout,
 * or to the region that invoked it. A hook without an outcome has none of these effects.
 */

import { hookFunction } from '../hooks/functions.js';
import type { Outcome } from '../hooks/hook.js';
import { hookAt } from '../queries/registered-hooks.js';
import { pushJob } from '../queries/world.js';
import { chainGoesOn, chainVerdict } from '../rules/hooks/outcome-chain.js';
import type { HookInvocation } from '../world/hooks.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { queue, startWaiting } from './hooks/calls.js';
import { recordHookResult } from './hooks/runner.js';
import { startAnswered } from './parent/before-version.js';
import { jobEndAnswered } from './push-job/job.js';
import { childAnswered } from './region/hook-answers.js';
import { answered } from './rollout/rollout.js';

/** All hooks of a chain have returned, or one has ended the chain. */
function chainAnswered(
  world: World,
  turn: ModelTurn,
  invocation: HookInvocation,
  outcome: Outcome,
): void {
  const { store, version, point, push, asker } = invocation;
  if (hookFunction(point).outcomes.length === 0) return;
  if (asker >= 0 && invocation.region < 0) return jobEndAnswered(world, turn, invocation, outcome);
  if (asker >= 0) return childAnswered(world, turn, invocation, outcome);
  if (pushJob(world, push).state !== 'running') return;
  if (version === 0) return startAnswered(world, turn, invocation, outcome);
  turn.record({ kind: 'rollout-changed', store, version, change: { asking: false } });
  answered(world, turn, invocation, outcome);
}

/** An invocation ends: frees its worker; the chain continues or has its outcome. */
export const onHookReturnsDue: Handler<'hook-returns-due'> = (world, event, turn) => {
  const { invocation, reply, timedOut } = event;
  const pool = world.hookBook.pools.get(invocation.asker);
  if (pool === undefined || pool.life !== invocation.life) return;
  const { store, version, region, asker } = invocation;
  // The event may hold a copy of the invocation; the pool has the original.
  const own = pool.running.find((one) => isSame(one, invocation)) ?? invocation;
  turn.record({ kind: 'hook-returned', store, version, region, invocation: own });
  const one = hookAt(world, invocation.places[invocation.step] ?? -1);
  const result = recordHookResult(world, turn, invocation, { one, reply, timedOut });
  const heard = [...invocation.heard, result];
  goOnChain(world, turn, { ...invocation, heard, step: invocation.step + 1 });
  startWaiting(world, turn, asker);
};

function isSame(one: HookInvocation, other: HookInvocation): boolean {
  return (
    one.store === other.store &&
    one.version === other.version &&
    one.region === other.region &&
    one.point === other.point &&
    one.push === other.push
  );
}

function goOnChain(world: World, turn: ModelTurn, invocation: HookInvocation): void {
  const more = invocation.step < invocation.places.length;
  if (more && chainGoesOn(invocation.heard, 'first-veto-ends'))
    return queue(world, turn, invocation);
  const { outcome } = chainVerdict(invocation.heard, 'first-veto-ends');
  chainAnswered(world, turn, invocation, outcome);
}
