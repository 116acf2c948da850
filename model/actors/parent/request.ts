/**
 * Requests of push jobs to the parent controller: admits a push or refuses it. Every check is a rule, and so is the order of the checks.
 * creation.ts creates the version, status-query.ts answers polls.
 */

import { leaveOutView } from '../../queries/degraded-mode.js';
import { pushIdOf, requestOf } from '../../queries/push-request.js';
import { pushJob } from '../../queries/world.js';
import { conversionRule, convertPush } from '../../rules/degraded/conversion.js';
import { admitIncremental, incrementalBlockRule } from '../../rules/degraded/incremental-block.js';
import { type Admission, admissionRule, admitPush } from '../../rules/push-job/admission.js';
import { concurrentPushRule } from '../../rules/push-job/concurrent-push.js';
import { admitAttempt, cooldownRule } from '../../rules/push-job/cooldown.js';
import { pushIdsRule } from '../../rules/push-job/push-ids.js';
import {
  backupCapacityRule,
  newPushCapacityRule,
  rollbackOriginCapacityRule,
} from '../../rules/retention/new-push-capacity.js';
import { storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { killVersion } from '../commands/kill.js';
import { capacityFor, mayKillPush, runningPush } from './admission-view.js';
import { addTo, createVersion } from './creation.js';
import { answerCreated, refuse } from './version-answer.js';

export const asks = [
  admissionRule,
  concurrentPushRule,
  cooldownRule,
  pushIdsRule,
  newPushCapacityRule,
  rollbackOriginCapacityRule,
  backupCapacityRule,
  incrementalBlockRule,
  conversionRule,
];

/** Admits a push and creates its version, or refuses it. */
export function requestVersion(world: World, turn: ModelTurn, push: number): void {
  const { store } = pushJob(world, push);
  const admission = admit(world, turn, push);
  if (admission.kills !== undefined) killVersion(world, turn, { store, version: admission.kills });
  const { end } = admission;
  switch (end.kind) {
    case 'refused':
      return refuse(
        world,
        turn,
        push,
        end.reason,
        end.because === 'region-degraded' ? 'DM-6' : 'PJ-5',
        // VenicePushJob#handleVersionCreationError
        end.because === 'push-running' ? { checkpoint: 'CONCURRENT_BATCH_PUSH' } : {},
      );
    case 'incremental':
      return addTo(world, turn, push, end.version);
    case 'existing':
      return answerCreated(world, turn, push);
    case 'create':
      return createVersion(world, turn, push, {
        plan: end.plan,
        converted: admission.converted,
        cools: end.attempt !== undefined,
      });
  }
}

function admit(world: World, turn: ModelTurn, push: number): Admission {
  const { store } = pushJob(world, push);
  const setup = storeSetup(world, store);
  const request = requestOf(world, push, turn.now);
  const view = { ...leaveOutView(world), configuredRegions: world.names.regions };
  return admitPush(
    request,
    {
      capacity: () => capacityFor(world, push, turn.now),
      runningPush: () => runningPush(world, turn, push),
      mayKill: (running) => mayKillPush(world, push, running),
      incremental: () =>
        admitIncremental(
          { name: request.store, activeActive: setup.activeActive },
          view,
          world.variant,
        ),
      conversion: () => convertPush(request, view, world.variant),
      cooldown: () => cooldownOf(world, turn, push),
    },
    world.variant,
  );
}

function cooldownOf(world: World, turn: ModelTurn, push: number) {
  const { store, pushType, systemStore, pushId } = requestOf(world, push, turn.now);
  const last = world.parent.cooldowns.get(pushJob(world, push).store);
  return admitAttempt({
    store,
    pushId,
    pushType,
    systemStore,
    last:
      last === undefined
        ? undefined
        : { pushId: pushIdOf(world, last.push), admittedAtMs: last.at },
    nowMs: turn.now,
    cooldownMs: world.configuration['controller.push.retry.cooldown.ms'],
  });
}
