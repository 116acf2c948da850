/** Every ported rule, in the order of the specification. Adding a rule is a file in this folder and a line here. */
import { adminFailureRule } from './admin/admin-failure.js';
import { adminOrderRule } from './admin/admin-order.js';
import { incrementalStatusRule } from './aggregation/incremental-status.js';
import { partitionStatusRule } from './aggregation/partition-status.js';
import { pushRecordRule } from './aggregation/push-record.js';
import { pushTransitionRule } from './aggregation/push-transition.js';
import { regionStatusRule } from './aggregation/region-status.js';
import { startReadinessRule } from './aggregation/start-readiness.js';
import { statusSinceRule } from './aggregation/status-since.js';
import { finalStatusRule } from './aggregation-parent/final-status.js';
import { jobStatusRule } from './aggregation-parent/job-status.js';
import { overallStatusRule } from './aggregation-parent/overall-status.js';
import { statusQueryRule } from './aggregation-parent/status-query.js';
import { collectorRule } from './davinci/collector.js';
import { instanceReportRule } from './davinci/instance-report.js';
import { instanceSwapRule } from './davinci/instance-swap.js';
import { livenessRule } from './davinci/liveness.js';
import { partitionReportsRule } from './davinci/partition-reports.js';
import { subscriptionRule } from './davinci/subscription.js';
import { versionReportsRule } from './davinci/version-reports.js';
import { addVersionAdmissionRule } from './degraded/add-version-admission.js';
import { answeredRegionsRule } from './degraded/answered-regions.js';
import { conversionRule } from './degraded/conversion.js';
import { detectorRule } from './degraded/detector.js';
import { incrementalBlockRule } from './degraded/incremental-block.js';
import { markAdmissionRule } from './degraded/mark-admission.js';
import { overdueMarkRule } from './degraded/overdue-mark.js';
import { partialSuccessRule } from './degraded/partial-success.js';
import { registryWriteRule } from './degraded/registry-write.js';
import { retryQueueRule } from './degraded/retry-queue.js';
import { tolerantAggregationRule } from './degraded/tolerant-aggregation.js';
import { admissionRule as hookAdmissionRule } from './hooks/admission.js';
import { davinciHoldRule } from './hooks/davinci-hold.js';
import { hookAnswerRule } from './hooks/hook-answer.js';
import { hookListRule } from './hooks/hook-list.js';
import { hookVoteRule } from './hooks/hook-vote.js';
import { jobEndRule } from './hooks/job-end.js';
import { outcomeChainRule } from './hooks/outcome-chain.js';
import { postSwapEffectRule } from './hooks/post-swap-effect.js';
import { remoteAnswerRule } from './hooks/remote-answer.js';
import { swapQuestionsRule } from './hooks/swap-questions.js';
import { vetoEffectsRule } from './hooks/veto-effects.js';
import { admissionRule } from './push-job/admission.js';
import { concurrentPushRule } from './push-job/concurrent-push.js';
import { cooldownRule } from './push-job/cooldown.js';
import { erroredTopicsRule } from './push-job/errored-topics.js';
import { jobChecksRule } from './push-job/job-checks.js';
import { pollCadenceRule } from './push-job/poll-cadence.js';
import { pollVerdictRule } from './push-job/poll-verdict.js';
import { pushIdsRule } from './push-job/push-ids.js';
import { pushModesRule } from './push-job/push-modes.js';
import { writeCheckRule } from './push-job/write-check.js';
import { attemptRule } from './recovery/attempt.js';
import { candidatesRule } from './recovery/candidates.js';
import { confirmationRule } from './recovery/confirmation.js';
import { liftRule } from './recovery/lift.js';
import { orphansRule } from './recovery/orphans.js';
import { preparationRule } from './recovery/preparation.js';
import { progressRule } from './recovery/progress.js';
import { readinessRule } from './recovery/readiness.js';
import { rebuiltVersionRule } from './recovery/rebuilt-version.js';
import { triggerRule } from './recovery/trigger.js';
import { regionListsRule } from './regions/region-lists.js';
import { backupCleanupRule } from './retention/backup-cleanup.js';
import {
  backupCapacityRule,
  newPushCapacityRule,
  rollbackOriginCapacityRule,
} from './retention/new-push-capacity.js';
import { parentAgeingRule } from './retention/parent-ageing.js';
import { retirementRule } from './retention/retirement.js';
import { singleDeletionRule } from './retention/single-deletion.js';
import { versionsToDeleteRule } from './retention/versions-to-delete.js';
import type { Rule } from './rule.js';
import { pushSourceRule } from './source/push-source.js';
import { recoverySourceRule } from './source/recovery-source.js';
import { childCompletionRule } from './swap/child-completion.js';
import { deferredSwapGateRule } from './swap/deferred-swap-gate.js';
import { parallelSwapRule } from './swap/deferred-swap-parallel.js';
import { sequentialSwapRule } from './swap/deferred-swap-sequential.js';
import { dvcBeforeServersRule } from './swap/dvc-before-servers.js';
import { killEffectRule } from './swap/kill-effect.js';
import { parentTopicRule } from './swap/parent-topic.js';
import { rollForwardCompletionRule } from './swap/roll-forward-completion.js';
import { rollForwardTargetRule } from './swap/roll-forward-target.js';
import { rollbackCompletionRule } from './swap/rollback-completion.js';
import { rollbackRegionsRule } from './swap/rollback-regions.js';
import { rollbackTargetRule } from './swap/rollback-target.js';

export const rules: readonly Rule[] = [
  finalStatusRule,
  partitionStatusRule,
  overallStatusRule,
  regionStatusRule,
  startReadinessRule,
  pushTransitionRule,
  pushRecordRule,
  statusSinceRule,
  incrementalStatusRule,
  jobStatusRule,
  statusQueryRule,
  livenessRule,
  versionReportsRule,
  partitionReportsRule,
  collectorRule,
  instanceReportRule,
  subscriptionRule,
  instanceSwapRule,
  pollVerdictRule,
  pollCadenceRule,
  pushIdsRule,
  concurrentPushRule,
  admissionRule,
  cooldownRule,
  pushModesRule,
  jobChecksRule,
  writeCheckRule,
  erroredTopicsRule,
  markAdmissionRule,
  conversionRule,
  addVersionAdmissionRule,
  partialSuccessRule,
  answeredRegionsRule,
  incrementalBlockRule,
  registryWriteRule,
  overdueMarkRule,
  detectorRule,
  tolerantAggregationRule,
  retryQueueRule,
  pushSourceRule,
  recoverySourceRule,
  regionListsRule,
  parallelSwapRule,
  dvcBeforeServersRule,
  rollbackRegionsRule,
  childCompletionRule,
  sequentialSwapRule,
  deferredSwapGateRule,
  rollForwardTargetRule,
  rollbackTargetRule,
  rollbackCompletionRule,
  rollForwardCompletionRule,
  killEffectRule,
  parentTopicRule,
  outcomeChainRule,
  hookAnswerRule,
  hookListRule,
  hookVoteRule,
  hookAdmissionRule,
  swapQuestionsRule,
  vetoEffectsRule,
  postSwapEffectRule,
  davinciHoldRule,
  jobEndRule,
  remoteAnswerRule,
  candidatesRule,
  triggerRule,
  attemptRule,
  confirmationRule,
  liftRule,
  progressRule,
  orphansRule,
  preparationRule,
  readinessRule,
  rebuiltVersionRule,
  versionsToDeleteRule,
  newPushCapacityRule,
  rollbackOriginCapacityRule,
  backupCapacityRule,
  backupCleanupRule,
  singleDeletionRule,
  retirementRule,
  parentAgeingRule,
  adminOrderRule,
  adminFailureRule,
];
