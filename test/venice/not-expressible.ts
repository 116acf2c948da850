/** Tests of Venice that were read and cannot be expressed as scenarios, with what is missing. */

export const notExpressible: readonly { readonly source: string; readonly missing: string }[] = [
  {
    source: 'TestTargetedRegionPushWithNativeReplication#testPushDirectlyToChildRegion',
    missing: 'push jobs of the simulator talk to the parent only, never to a child controller',
  },
  {
    source: 'TestStoreBackupVersionDeletion#testBackupVersionReplicaReduction',
    missing: 'backups keep all their replicas; the reduction to two has no effect that is modelled',
  },
  {
    source: 'VenicePushJobRepushTest#testRepushTTLJobWithNonKafkaInput',
    missing:
      'a repush by time to live is always made from a version; a file cannot give it other input',
  },
  {
    source: 'VenicePushJobRepushTest#testRepushTTLJobConfig',
    missing: 'the two ways to give the time to live, and their conflict: records have no age',
  },
  {
    source: 'VenicePushJobRepushTest#testKifRepushRetrievesValueSchemaIdWhenFallbackEnabled',
    missing: 'ids of schemas: a push has a new schema or none',
  },
  {
    source: 'VenicePushJobRepushTest#testRefreshAndGetCurrentStorageQuotaSkipsControllerForRepush',
    missing: 'storage quotas of stores',
  },
  {
    source: 'TestVeniceParentHelixAdmin#testTruncateTopicsBasedOnMaxErroredTopicNumToKeep',
    missing:
      'a starting history of five topics; the rule is tested with its values (errored-topics.test.ts)',
  },
  {
    source:
      'TestDeferredVersionSwapWithoutTargetedRegionPush#testDeferredVersionSwapWithFutureVersionSlowStateTransition',
    missing: 'a standby of a finished version that is replaced before a roll-forward by hand',
  },
  {
    source: 'VenicePushJobTargetedRegionTest#testEnableBothTargetRegionConfigs',
    missing: 'a push has one mode, so both targeted modes cannot be set for it',
  },
  {
    source: 'TestDeferredVersionSwap#testDeferredVersionSwapWithVersionMismatch',
    missing: 'no action sets the status of a version without its swap',
  },
  {
    source: 'TestDegradedModeRecoveryService#testNoStoresAffectedCompletesImmediately',
    missing:
      'an unmark that finds nothing to recover begins no recovery, so there is no progress to expect',
  },
  {
    source: 'DataRecoveryTest#testBatchOnlyDataRecovery',
    missing:
      'data recovery by hand, in either direction; recoveries start with an unmark or a targeted push',
  },
  {
    source: 'AdminConsumptionTaskIntegrationTest#testSkipMessageEndToEnd',
    missing: 'an operator who skips an admin message',
  },
  {
    source:
      'TestPushBlockedWithinMinCleanupDelay#testPushBlockedWhenBackupKilledWithinMinCleanupDelay',
    missing: 'no action makes a backup KILLED; the guard is compared with recorded answers (RT-4)',
  },
  {
    source: 'TestPushJobWithSourceGridFabricSelection#testPushJobWithSourceGridFabricSelection',
    missing: 'a source fabric that the push job asks for',
  },
];
