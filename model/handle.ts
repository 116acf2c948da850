/**
 * Dispatch of events to actors: every kind has exactly one handler, and a kind without a handler is a compile error. The only file that
 * names all actors; the ledger of rules is built from the same list.
 */

import type { Handler, ModelTurn } from './actors/actor.js';
import { onDvcDue, onDvcRefreshDue } from './actors/clients/davinci-fleet.js';
import { onKillRequestArrived } from './actors/commands/kill.js';
import { onRollbackPollDue } from './actors/commands/parent-commands.js';
import { onMonitorTickDue } from './actors/degraded/monitor.js';
import { onRegistryWatchDue, onRegistryWriteDue } from './actors/degraded/registry.js';
import { onFaultDue } from './actors/faults.js';
import { onHookReturnsDue } from './actors/hook-return.js';
import { onRemoteAnswerDue } from './actors/hooks/runner.js';
import { onOperatorActionDue } from './actors/operator/operator.js';
import { onHandRollForwardDue } from './actors/operator/roll-forward.js';
import { onPushStepDue, onVersionRequestArrived } from './actors/parent/before-version.js';
import { onRollForwardDue, onSwapTickDue } from './actors/parent/deferred-swap.js';
import { onStatusQueryArrived } from './actors/parent/status-query.js';
import { onTopicCheckTickDue } from './actors/parent/topic-check.js';
import { onVersionAnswerDue } from './actors/parent/version-answer.js';
import { onVetoCallArrived } from './actors/parent/veto.js';
import { onDetectorTickDue } from './actors/policies/detector.js';
import { onQueueTickDue } from './actors/policies/retry-queue.js';
import {
  onJobDeathDue,
  onPushDue,
  onPushTimeoutDue,
  onStatusAnswerArrived,
  onStatusPollDue,
  onVersionAnswerArrived,
} from './actors/push-job/job.js';
import { onSecondPhaseCopyDue } from './actors/push-job/second-phase.js';
import { onDeliveryTimeoutDue, onWriteCheckDue, onWritingDue } from './actors/push-job/writing.js';
import { onRecoveryStepDue } from './actors/recovery/steps.js';
import { onCleanupTickDue } from './actors/region/backup-cleanup.js';
import { onAdminMessageDue, onAdminRetryDue } from './actors/region/child-controller.js';
import { onDvcScanTickDue } from './actors/region/davinci-scan.js';
import { onGateDue } from './actors/region/hook-answers.js';
import { onIncrementDue } from './actors/region/increments.js';
import { onReassignmentDue } from './actors/region/replica-faults.js';
import { onLinkDue } from './actors/region/replication.js';
import { onReplicaDue } from './actors/region/servers.js';
import { onAfterSwapDue } from './actors/region/serving.js';
import { onTopicDeletionDue } from './actors/region/topics.js';
import { onRolloutTickDue } from './actors/rollout/rollout.js';
import { onRolloutCleanUpDue } from './actors/rollout/steps.js';
import type { Event, EventKind } from './events.js';
import type { World } from './world.js';

const owners: { readonly [K in EventKind]: Handler<K> } = {
  'push-due': onPushDue,
  'version-request-arrived': onVersionRequestArrived,
  'version-answer-due': onVersionAnswerDue,
  'version-answer-arrived': onVersionAnswerArrived,
  'push-step-due': onPushStepDue,
  'writing-due': onWritingDue,
  'write-check-due': onWriteCheckDue,
  'delivery-timeout-due': onDeliveryTimeoutDue,
  'second-phase-copy-due': onSecondPhaseCopyDue,
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
  'dvc-scan-tick-due': onDvcScanTickDue,
  'topic-deletion-due': onTopicDeletionDue,
  'cleanup-tick-due': onCleanupTickDue,
  'swap-tick-due': onSwapTickDue,
  'topic-check-tick-due': onTopicCheckTickDue,
  'job-death-due': onJobDeathDue,
  'roll-forward-due': onRollForwardDue,
  'hand-roll-forward-due': onHandRollForwardDue,
  'monitor-tick-due': onMonitorTickDue,
  'recovery-step-due': onRecoveryStepDue,
  'rollout-tick-due': onRolloutTickDue,
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
  'detector-tick-due': onDetectorTickDue,
  'queue-tick-due': onQueueTickDue,
  'fault-due': onFaultDue,
  'checkpoint-due': () => undefined,
};

/** Calls the handler of an event's kind. */
export function handle(world: World, event: Event, turn: ModelTurn): void {
  const owner = owners[event.kind] as Handler<EventKind>;
  owner(world, event, turn);
}
