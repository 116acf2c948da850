/**
 * Which actor answers which event: every kind has exactly one owner, and an event kind without one does not compile. The only file that
 * names all actors; the ledger of rules is made from the same list.
 */

import type { Handler, ModelTurn } from './actors/actor.js';
import { onAfterSwapDue } from './actors/after-swap.js';
import { onCleanupDue } from './actors/backup-cleanup.js';
import { onAdminMessageDue, onAdminRetryDue } from './actors/child-controller.js';
import { onGateDue } from './actors/child-gates.js';
import { onVetoCallArrived } from './actors/child-veto.js';
import { onRollForwardDue, onSwapTickDue } from './actors/deferred-swap.js';
import { onRegistryWatchDue, onRegistryWriteDue } from './actors/degraded-registry.js';
import { onDetectorLookDue } from './actors/detector.js';
import { onDvcScanDue } from './actors/dvc-collector.js';
import { onDvcDue, onDvcRefreshDue } from './actors/dvc-fleet.js';
import { onHookReturnsDue } from './actors/hook-calls.js';
import { onRemoteAnswerDue } from './actors/hook-runner.js';
import { onIncrementDue } from './actors/increments.js';
import { onMonitorTickDue } from './actors/monitor.js';
import { onOperatorActionDue } from './actors/operator.js';
import { onRollbackPollDue } from './actors/parent-commands.js';
import { onVersionRequestArrived } from './actors/parent-controller.js';
import { onStatusQueryArrived } from './actors/parent-status.js';
import { onFaultDue } from './actors/physics.js';
import {
  onKillRequestArrived,
  onPushDue,
  onPushTimeoutDue,
  onStatusAnswerArrived,
  onStatusPollDue,
  onVersionAnswerArrived,
  onWritingDue,
} from './actors/push-job.js';
import { onPushStepDue } from './actors/push-start.js';
import { onRecoveryStepDue } from './actors/recovery-steps.js';
import { onReassignmentDue } from './actors/replica-breakage.js';
import { onQueueLookDue } from './actors/retry-queue.js';
import { onHandRollForwardDue } from './actors/roll-forward-by-hand.js';
import { onRolloutPassDue } from './actors/rollout.js';
import { onRolloutCleanUpDue } from './actors/rollout-veto.js';
import { onReplicaDue } from './actors/server-fleet.js';
import { onLinkDue } from './actors/source-fabric.js';
import { onRestCopyDue } from './actors/targeted-rest.js';
import { onTopicDeletionDue } from './actors/version-topics.js';
import type { Event, EventKind } from './events.js';
import type { World } from './world.js';

const owners: { readonly [K in EventKind]: Handler<K> } = {
  'push-due': onPushDue,
  'version-request-arrived': onVersionRequestArrived,
  'version-answer-arrived': onVersionAnswerArrived,
  'push-step-due': onPushStepDue,
  'writing-due': onWritingDue,
  'rest-copy-due': onRestCopyDue,
  'status-poll-due': onStatusPollDue,
  'status-query-arrived': onStatusQueryArrived,
  'status-answer-arrived': onStatusAnswerArrived,
  'push-timeout-due': onPushTimeoutDue,
  'kill-request-arrived': onKillRequestArrived,
  'admin-message-due': onAdminMessageDue,
  'admin-retry-due': onAdminRetryDue,
  'link-due': onLinkDue,
  'replica-due': onReplicaDue,
  'reassignment-due': onReassignmentDue,
  'increment-due': onIncrementDue,
  'dvc-due': onDvcDue,
  'dvc-refresh-due': onDvcRefreshDue,
  'dvc-scan-due': onDvcScanDue,
  'topic-deletion-due': onTopicDeletionDue,
  'cleanup-due': onCleanupDue,
  'swap-tick-due': onSwapTickDue,
  'roll-forward-due': onRollForwardDue,
  'hand-roll-forward-due': onHandRollForwardDue,
  'monitor-tick-due': onMonitorTickDue,
  'recovery-step-due': onRecoveryStepDue,
  'rollout-pass-due': onRolloutPassDue,
  'rollout-clean-up-due': onRolloutCleanUpDue,
  'hook-returns-due': onHookReturnsDue,
  'gate-due': onGateDue,
  'after-swap-due': onAfterSwapDue,
  'veto-call-arrived': onVetoCallArrived,
  'remote-answer-due': onRemoteAnswerDue,
  'rollback-poll-due': onRollbackPollDue,
  'operator-action-due': onOperatorActionDue,
  'registry-watch-due': onRegistryWatchDue,
  'registry-write-due': onRegistryWriteDue,
  'detector-look-due': onDetectorLookDue,
  'queue-look-due': onQueueLookDue,
  'fault-due': onFaultDue,
  'checkpoint-due': () => undefined,
};

/** Lets the owner of an event handle it. */
export function handle(world: World, event: Event, turn: ModelTurn): void {
  const owner = owners[event.kind] as Handler<EventKind>;
  owner(world, event, turn);
}
