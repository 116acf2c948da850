/**
 * Every adapter of the conformance vectors, one line per target in alphabetical order. The list is kept by hand, so
 * that a target without adapter is noticed instead of skipped.
 */
import type { Adapter } from '../adapter.js';
import { adapter as backupVersionCleanup } from './backup-version-cleanup.js';
import { adapter as backupVersionNumber } from './backup-version-number.js';
import { adapter as childPushCompletion } from './child-push-completion.js';
import { adapter as davinciInstanceLiveness } from './davinci-instance-liveness.js';
import { adapter as davinciPartitionLevelPushStatus } from './davinci-partition-level-push-status.js';
import { adapter as davinciPushStatus } from './davinci-push-status.js';
import { adapter as deferredSwapParallel } from './deferred-swap-parallel.js';
import { adapter as deferredSwapSequential } from './deferred-swap-sequential.js';
import { adapter as enoughNodesToStartPush } from './enough-nodes-to-start-push.js';
import { adapter as executionStatusTable } from './execution-status-table.js';
import { adapter as incrementalPushStatus } from './incremental-push-status.js';
import { adapter as lifecycleHooksPolicy } from './lifecycle-hooks-policy.js';
import { adapter as newPushBackupCapacity } from './new-push-backup-capacity.js';
import { adapter as newPushCapacityFromChildren } from './new-push-capacity-from-children.js';
import { adapter as newPushRollbackOriginCapacity } from './new-push-rollback-origin-capacity.js';
import { adapter as overallPushStatus } from './overall-push-status.js';
import { adapter as parentJobStatus } from './parent-job-status.js';
import { adapter as parentPushStatusAggregation } from './parent-push-status-aggregation.js';
import { adapter as parentRollbackCompletion } from './parent-rollback-completion.js';
import { adapter as partitionPushStatus } from './partition-push-status.js';
import { adapter as pushIdRules } from './push-id-rules.js';
import { adapter as pushPartitionProgress } from './push-partition-progress.js';
import { adapter as pushStatusCollector } from './push-status-collector.js';
import { adapter as pushStatusSequence } from './push-status-sequence.js';
import { adapter as pushStatusTransition } from './push-status-transition.js';
import { adapter as readyToServeInstances } from './ready-to-serve-instances.js';
import { adapter as realTimeTopicRequired } from './real-time-topic-required.js';
import { adapter as regionUtils } from './region-utils.js';
import { adapter as replicaCurrentStatus } from './replica-current-status.js';
import { adapter as replicaStatusHistory } from './replica-status-history.js';
import { adapter as rollbackRegions } from './rollback-regions.js';
import { adapter as singleVersionDeletionPrecondition } from './single-version-deletion-precondition.js';
import { adapter as statusUpdateTimestamp } from './status-update-timestamp.js';
import { adapter as topicNames } from './topic-names.js';
import { adapter as versionPushStatus } from './version-push-status.js';
import { adapter as versionStatusTable } from './version-status-table.js';
import { adapter as versionsToDelete } from './versions-to-delete.js';

/** All adapters. */
export const adapters: readonly Adapter[] = [
  backupVersionCleanup,
  backupVersionNumber,
  childPushCompletion,
  davinciInstanceLiveness,
  davinciPartitionLevelPushStatus,
  davinciPushStatus,
  deferredSwapParallel,
  deferredSwapSequential,
  enoughNodesToStartPush,
  executionStatusTable,
  incrementalPushStatus,
  lifecycleHooksPolicy,
  newPushBackupCapacity,
  newPushCapacityFromChildren,
  newPushRollbackOriginCapacity,
  overallPushStatus,
  parentJobStatus,
  parentPushStatusAggregation,
  parentRollbackCompletion,
  partitionPushStatus,
  pushIdRules,
  pushPartitionProgress,
  pushStatusCollector,
  pushStatusSequence,
  pushStatusTransition,
  readyToServeInstances,
  realTimeTopicRequired,
  regionUtils,
  replicaCurrentStatus,
  replicaStatusHistory,
  rollbackRegions,
  singleVersionDeletionPrecondition,
  statusUpdateTimestamp,
  topicNames,
  versionPushStatus,
  versionStatusTable,
  versionsToDelete,
];
