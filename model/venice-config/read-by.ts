/** Where each key in effect is read: class and method of Venice, or the design that proposes it. The compiler requires an entry for every key. */
import type { clientKeys } from './client-keys.js';
import type { controllerKeys } from './controller-keys.js';

type Name = (typeof controllerKeys)[number]['key'] | (typeof clientKeys)[number]['key'];

const swapService = 'DeferredVersionSwapService';
const collector = 'PushStatusCollector#scanDaVinciPushStatus';
const optionA = 'degraded-mode design, option A; Venice has no such key';
const optionD = 'degraded-mode design, option D; Venice has no such key';
const hooks = 'VIP-4; Venice has no such key';

const readBy: Readonly<Record<Name, string>> = {
  'degraded.mode.enabled':
    'VeniceParentHelixAdmin#incrementVersionIdempotent, #markDatacenterDegraded',
  'degraded.mode.auto.recovery.enabled':
    'VeniceParentHelixAdmin#unmarkDatacenterDegraded; DegradedDcMonitor#runMonitorCycle',
  'degraded.mode.recovery.thread.pool.size': 'VeniceParentHelixAdmin#VeniceParentHelixAdmin',
  'emergency.source.region':
    'VeniceHelixAdmin#getEmergencySourceRegion; StoreRecoveryExecutor#resolveSourceFabric',
  'push.job.tolerated.dc.failures': optionA,
  'degraded.mode.detector.window.ms': optionD,
  'degraded.mode.detector.unknown.ms': optionD,
  'degraded.mode.detector.bad.stores.min': optionD,
  'degraded.mode.detector.bad.share.min': optionD,
  'degraded.mode.detector.others.bad.share.max': optionD,
  'degraded.mode.detector.probes.for.well': optionD,
  'native.replication.source.fabric': 'VeniceHelixAdmin#getNativeReplicationSourceFabric',
  'native.replication.source.fabric.as.default.for.batch.only.stores':
    'VeniceHelixAdmin#configureNewStore',
  'native.replication.source.fabric.as.default.for.hybrid.stores':
    'VeniceHelixAdmin#configureNewStore',
  'controller.deferred.version.swap.service.enabled':
    'VeniceController#createDeferredVersionSwapService',
  'controller.deferred.version.swap.sleep.ms': `${swapService}#startInner`,
  'deferred.version.swap.region.roll.forward.order': `${swapService}#getRunnableForDeferredVersionSwap`,
  'deferred.version.swap.thread.pool.size': `${swapService}#DeferredVersionSwapService`,
  'deferred.version.swap.buffer.time': `${swapService}#emitMetricIfVersionSwapIsStalled`,
  'deferred.version.swap.for.empty.push.enabled': 'CreateVersion#emptyPush',
  'min.number.of.store.versions.to.preserve':
    'VeniceHelixAdmin#retireOldStoreVersions; VersionLifecyclePolicy#checkBackupVersionCleanupCapacityForNewPush',
  'controller.early.delete.backup.enabled': 'VeniceHelixAdmin#addVersion',
  'controller.backup.version.retention.based.cleanup.enabled':
    'StoreBackupVersionCleanupService#cleanupBackupVersion',
  'controller.backup.version.default.retention.ms':
    'StoreBackupVersionCleanupService#cleanupBackupVersion',
  'controller.backup.version.min.cleanup.delay.ms':
    'StoreBackupVersionCleanupService#cleanupBackupVersion; VeniceHelixAdmin#retireOldStoreVersions',
  'controller.backup.version.deletion.sleep.ms':
    'StoreBackupVersionCleanupService#StoreBackupVersionCleanupService',
  'controller.rolled.back.version.retention.ms':
    'StoreBackupVersionCleanupService#cleanupBackupVersion; VeniceHelixAdmin#retireOldStoreVersions',
  'store.version.retention.count.user.store': 'VeniceParentHelixAdmin#cleanupHistoricalVersions',
  'store.version.retention.count.system.store': 'VeniceParentHelixAdmin#cleanupHistoricalVersions',
  'allow.cluster.wipe': 'DataRecoveryManager#prepareStoreVersionForDataRecovery',
  'concurrent.push.detection.strategy': 'VeniceParentHelixAdmin#getTopicForCurrentPushJob',
  'controller.push.retry.cooldown.ms': 'VeniceParentHelixAdmin#incrementVersionIdempotent',
  'default.offline.push.strategy': 'VeniceHelixAdmin#createStore',
  'default.replica.factor': 'VeniceHelixAdmin#createStore',
  'offline.job.start.timeout.ms':
    'VeniceHelixAdmin#addVersion; AbstractPushMonitor#AbstractPushMonitor',
  'controller.force.leader.error.replica.fail.over.enabled':
    'AbstractPushMonitor#AbstractPushMonitor',
  'parent.controller.max.errored.topic.num.to.keep':
    'VeniceParentHelixAdmin#truncateTopicsBasedOnMaxErroredTopicNumToKeep',
  'controller.disable.parent.topic.truncation.upon.completion':
    'VeniceParentHelixAdmin#truncateTopicsOptionally',
  'controller.terminal.state.topic.check.delay.ms': 'TerminalStateTopicCheckerForParentController',
  'poll.job.status.interval.ms': 'VenicePushJob#pollStatusUntilComplete',
  'poll.status.retry.attempts': 'VenicePushJob#pollStatusUntilComplete',
  'controller.request.retry.attempts': 'VenicePushJob#getPushJobSetting',
  'job.status.in.unknown.state.timeout.ms': 'VenicePushJob#pollStatusUntilComplete',
  'push.job.timeout.override.ms': 'VenicePushJob#getPushJobSetting',
  'kafka.delivery.timeout.ms': 'ApacheKafkaProducerConfig',
  'allow.regular.push.with.ttl.repush': 'VenicePushJob#checkRegularPushWithTTLRepush',
  'timestamp.field': 'VenicePushJob#checkRegularPushWithTTLRepush',
  'push.status.store.enabled': 'VeniceSystemStoreType#getEnabledSystemStoreTypes; VersionBackend',
  'davinci.push.status.scan.enabled': 'AbstractPushMonitor#AbstractPushMonitor',
  'davinci.push.status.scan.interval.in.seconds': collector,
  'davinci.push.status.scan.no.report.retry.max.attempts': collector,
  'davinci.push.status.scan.max.offline.instance.count': collector,
  'davinci.push.status.scan.max.offline.instance.ratio': collector,
  'push.status.store.heartbeat.expiration.seconds': 'PushStatusStoreReader#getInstanceStatus',
  'push.status.store.heartbeat.interval.seconds': 'VersionBackend#VersionBackend',
  'davinci.push.status.check.interval.in.ms': 'DaVinciBackend#DaVinciBackend',
  'use.da.vinci.specific.execution.status.for.error': 'DaVinciBackend#getDaVinciErrorStatus',
  'davinci.paused.sit.enabled': 'StoreBackend#trySubscribeDaVinciFutureVersion',
  'venice.store.lifecycle.hooks.threads': hooks,
  'venice.store.lifecycle.hooks.timeout.seconds': hooks,
  'venice.store.lifecycle.hooks.wait.interval.seconds': hooks,
};

/** Where a key in effect is read. Throws for any other. */
export function configSource(key: string): string {
  const found = Object.entries(readBy).find(([name]) => name === key)?.[1];
  if (found === undefined) throw new RangeError(`${key} is no key in effect`);
  return found;
}
