/** Configuration keys in effect that a scenario of the library, a test vector or a test of Venice sets: the file passes, and not with the default. */

/** A key with a file that sets it and does not pass without it. */
export const keysOfFiles: Readonly<Record<string, string>> = {
  'degraded.mode.enabled':
    'test/venice/degraded-mark-and-unmark/conversion-drops-the-degraded-target.yaml',
  'degraded.mode.auto.recovery.enabled': 'test/venice/recovery/degraded-push-and-its-recovery.yaml',
  'emergency.source.region': 'test/venice/full-push/emergency-source.yaml',
  'push.job.tolerated.dc.failures': 'scenarios/library/policies/one-dead-region-under-A.yaml',
  'native.replication.source.fabric':
    'scenarios/library/design-flaws/repush-takes-back-what-one-region-serves.yaml',
  'controller.deferred.version.swap.service.enabled':
    'test/vectors/end-states/w-swap-service-off.as-designed.yaml',
  'deferred.version.swap.region.roll.forward.order':
    'scenarios/library/design-flaws/killed-then-rolled-forward.yaml',
  'deferred.version.swap.for.empty.push.enabled':
    'scenarios/library/push-kinds/empty-push-in-order.yaml',
  'min.number.of.store.versions.to.preserve':
    'test/vectors/retention/killed-version-goes-first.yaml',
  'controller.early.delete.backup.enabled':
    'test/vectors/retention/pushed-version-takes-no-place.yaml',
  'controller.backup.version.min.cleanup.delay.ms':
    'test/vectors/retention/no-deletion-within-the-minimum-delay.yaml',
  'controller.backup.version.deletion.sleep.ms':
    'test/vectors/mutations/one-rollback-per-decision-off.rollback-only-where-serving.yaml',
  'controller.rolled.back.version.retention.ms':
    'test/venice/backup-retention/rolled-back-retention-is-configured.yaml',
  'concurrent.push.detection.strategy':
    'test/vectors/known-quirks/detection-after-truncation-as-designed.yaml',
  'controller.push.retry.cooldown.ms': 'test/venice/repush/batch-push-kills-a-repush.yaml',
  'offline.job.start.timeout.ms':
    'scenarios/library/divergences/39-the-next-push-while-a-region-recovers.as-built.yaml',
  'parent.controller.max.errored.topic.num.to.keep':
    'test/vectors/rejections/kept-topic-holds-the-store.yaml',
  'poll.job.status.interval.ms': 'scenarios/library/swap/started-without-a-job.yaml',
  'job.status.in.unknown.state.timeout.ms': 'scenarios/library/swap/roll-forwards-fail.yaml',
  'push.job.timeout.override.ms':
    'scenarios/library/push-kinds/incremental-and-servers-are-away.yaml',
  'kafka.delivery.timeout.ms': 'scenarios/library/push-job/brokers-away-too-long.yaml',
  'davinci.push.status.scan.no.report.retry.max.attempts':
    'test/venice/da-vinci-ingestion/silent-instances-complete-with-the-servers.yaml',
  'davinci.push.status.scan.max.offline.instance.ratio':
    'test/venice/da-vinci-ingestion/too-many-dead-instances.yaml',
  'push.status.store.heartbeat.expiration.seconds':
    'test/venice/da-vinci-ingestion/too-many-dead-instances.yaml',
  'davinci.push.status.check.interval.in.ms':
    'scenarios/library/faults/specific-error-is-not-seen-per-version.yaml',
  'venice.store.lifecycle.hooks.wait.interval.seconds':
    'test/vectors/mutations/hook-engine-as-built.wait-honoured.yaml',
};
