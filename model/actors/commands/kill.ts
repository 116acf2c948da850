/**
 * How the parent kills a push: updates its record, ends a rollout under hooks, sends the admin message. Callers decide when and
 * why.
 */

import type { VersionName } from '../../names.js';
import { writesParentTopic } from '../../queries/configuration.js';
import {
  adminLockWaitMs,
  jobCallPolicy,
  lockLeftMs,
  pauseAfter,
} from '../../queries/remote-calls.js';
import { allRegions, childStore, parentUp, parentVersion, pushJob } from '../../queries/world.js';
import { killEffectRule, killInParent } from '../../rules/swap/kill-effect.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { sendAdmin, setStatus, truncateParentTopic } from './parent-commands.js';

export const asks = [killEffectRule];

/** Kills the push of a version in all regions. */
export function killVersion(world: World, turn: ModelTurn, name: VersionName): void {
  const version = parentVersion(world, name.store, name.version);
  if (version === undefined) return;
  const killKeepsPartial = world.variant.killKeepsPartial;
  const serving = allRegions(world).filter(
    (region) => childStore(world, region, name.store).current === name.version,
  );
  const kill = killInParent(
    {
      status: version.status,
      servingRegions: serving.length,
      keepsNoErroredTopics:
        world.configuration['parent.controller.max.errored.topic.num.to.keep'] === 0,
      parentTopicWritten: writesParentTopic(world),
    },
    { killKeepsPartial },
  );
  if (kill.truncateTopic) truncateParentTopic(world, turn, name);
  setStatus(world, turn, name, kill.status, 'VS-11');
  endRollout(world, turn, name);
  sendAdmin(world, turn, { kind: 'KillPush', store: name.store, version: name.version });
}

/** Pending hook results about a killed version are discarded. */
function endRollout(world: World, turn: ModelTurn, { store, version }: VersionName): void {
  const rollout = world.parent.rollouts.get(store);
  if (rollout?.version !== version || rollout.stage === 'ended') return;
  turn.record({
    kind: 'rollout-ended',
    store,
    version,
    outcome: 'killed',
    text: 'ends: the version is killed',
    rule: 'VS-11',
  });
}

/** A failed job calls the parent to kill the version that it started. */
export const onKillRequestArrived: Handler<'kill-request-arrived'> = (world, event, turn) => {
  const { push, attempt } = event;
  const { store, version } = pushJob(world, push);
  const lockedMs = parentUp(world) ? lockLeftMs(world, store, turn.now) : 0;
  if (lockedMs > 0 && lockedMs <= adminLockWaitMs) return void turn.schedule(lockedMs, event);
  if (parentUp(world) && lockedMs === 0) {
    killVersion(world, turn, { store, version });
    if (world.parent.answersLost === 0) return;
  }
  const pauseMs = pauseAfter(jobCallPolicy(world, 'request'), attempt);
  const spentMs = Math.min(lockedMs, adminLockWaitMs);
  if (pauseMs !== undefined) turn.schedule(spentMs + pauseMs, { ...event, attempt: attempt + 1 });
};
