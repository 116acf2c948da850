/**
 * Keys of the controllers: degraded mode, deferred swap, retention, admission of a push, the admin
 * channel. Defaults are Venice's unless a profile turns a feature on. Declarations only.
 */
import { count, flag, milliseconds, ratio, text, word } from './declaration.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const degradedKeys = [
  flag('degraded.mode.enabled', false, 'Degraded mode is on: marks are accepted and take effect.', {
    byProfile: { 'as-designed': true, 'as-built': true },
  }),
  flag(
    'degraded.mode.auto.recovery.enabled',
    false,
    'An unmark and the monitor start recoveries.',
    {
      byProfile: { 'as-designed': true, 'as-built': true },
    },
  ),
  count(
    'degraded.mode.recovery.thread.pool.size',
    5,
    'Workers of the recoveries and of their monitor, each.',
    { min: 1 },
  ),
  text(
    'emergency.source.region',
    '',
    'Source fabric that overrides every other choice; empty = none.',
  ),
  count(
    'push.job.tolerated.dc.failures',
    0,
    'Failed regions that policy A tolerates; Venice has no such key.',
  ),
  milliseconds(
    'degraded.mode.detector.window.ms',
    600_000,
    'How far back pushes count for the detector of policy D; Venice has no such key.',
  ),
  milliseconds(
    'degraded.mode.detector.unknown.ms',
    300_000,
    'How long UNKNOWN must last to count against a region; Venice has no such key.',
  ),
  count(
    'degraded.mode.detector.bad.stores.min',
    5,
    'Stores that must fail in a region before policy D marks it; Venice has no such key.',
  ),
  ratio(
    'degraded.mode.detector.bad.share.min',
    0.5,
    'Share of stores that must fail in a region; Venice has no such key.',
  ),
  ratio(
    'degraded.mode.detector.others.bad.share.max',
    0.2,
    'Share of failing stores in another region that prevents marking; Venice has no such key.',
  ),
  count(
    'degraded.mode.detector.probes.for.well',
    15,
    'Probes in a row, one a minute, after which policy D unmarks; Venice has no such key.',
  ),
] as const;

const sourceKeys = [
  text(
    'native.replication.source.fabric',
    '',
    "The cluster's source fabric, for stores that name none.",
  ),
  text(
    'native.replication.source.fabric.as.default.for.batch.only.stores',
    '',
    'Source fabric that a new store without real-time data is created with.',
  ),
  text(
    'native.replication.source.fabric.as.default.for.hybrid.stores',
    '',
    'Source fabric that a new hybrid store is created with.',
  ),
] as const;

const swapKeys = [
  flag(
    'controller.deferred.version.swap.service.enabled',
    false,
    'The parent runs the deferred version swap service.',
    {
      byProfile: { 'as-designed': true, 'as-built': true, baseline: true },
    },
  ),
  milliseconds(
    'controller.deferred.version.swap.sleep.ms',
    minute,
    'Time between two passes of the swap service.',
    { min: 1 },
  ),
  text(
    'deferred.version.swap.region.roll.forward.order',
    '',
    'Regions in the order in which they swap one after the other, comma separated; empty = ' +
      'all others at once.',
  ),
  count('deferred.version.swap.thread.pool.size', 1, 'Workers of the swap service per cluster.', {
    min: 1,
  }),
  ratio(
    'deferred.version.swap.buffer.time',
    1.1,
    'Multiple of the wait time after which a swap is reported as stalled; a metric only.',
  ),
  flag(
    'deferred.version.swap.for.empty.push.enabled',
    false,
    'An empty push becomes a target-region push with deferred swap.',
  ),
] as const;

const retentionKeys = [
  count(
    'min.number.of.store.versions.to.preserve',
    2,
    'ONLINE versions of a store to keep, the current one included.',
    { min: 1 },
  ),
  flag('controller.early.delete.backup.enabled', true, 'The start of a push may delete backups.'),
  flag(
    'controller.backup.version.retention.based.cleanup.enabled',
    true,
    'The backup cleanup deletes backups whose retention has passed.',
  ),
  milliseconds(
    'controller.backup.version.default.retention.ms',
    7 * day,
    'How long a backup lives after the swap away from it.',
  ),
  milliseconds(
    'controller.backup.version.min.cleanup.delay.ms',
    0,
    'Time after a swap in which no backup is deleted.',
  ),
  milliseconds(
    'controller.backup.version.deletion.sleep.ms',
    5 * minute,
    'Time between two rounds of the backup cleanup.',
    { min: 1 },
  ),
  milliseconds(
    'controller.rolled.back.version.retention.ms',
    day,
    'How long a rolled-back version is kept and blocks new pushes.',
  ),
  count(
    'store.version.retention.count.user.store',
    5,
    "Version records that the parent keeps of a user's store.",
    { min: 1 },
  ),
  count(
    'store.version.retention.count.system.store',
    5,
    'Version records that the parent keeps of a system store.',
    { min: 1 },
  ),
  flag('allow.cluster.wipe', false, 'Preparing a data recovery may wipe the destination.'),
] as const;

const pushKeys = [
  word(
    'concurrent.push.detection.strategy',
    ['DUAL', 'TOPIC_BASED_ONLY', 'PARENT_VERSION_STATUS_ONLY'],
    'How the parent detects that another push is running: topics, the version status, or ' +
      'topics with the status beside them.',
  ),
  milliseconds(
    'controller.push.retry.cooldown.ms',
    10 * minute,
    'Time in which a store accepts no push with another id; 0 = none.',
  ),
  word(
    'default.offline.push.strategy',
    ['WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION', 'WAIT_ALL_REPLICAS'],
    'How many replicas of each partition must complete; the first name is misspelt in Venice too.',
  ),
  count(
    'default.replica.factor',
    3,
    'Replicas of a partition of a store that names none; Venice insists on an explicit value and 3 is what its stores start with.',
    { min: 1 },
  ),
  milliseconds(
    'offline.job.start.timeout.ms',
    16 * minute,
    'How long a region waits for enough servers to begin a push.',
  ),
  flag(
    'controller.force.leader.error.replica.fail.over.enabled',
    true,
    'A leader replica in ERROR is disabled so that another one can lead.',
  ),
  count(
    'parent.controller.max.errored.topic.num.to.keep',
    0,
    'Topics of failed pushes that the parent leaves untruncated.',
  ),
  flag(
    'controller.disable.parent.topic.truncation.upon.completion',
    false,
    'The parent truncates no topic when a push ends.',
  ),
  milliseconds(
    'controller.terminal.state.topic.check.delay.ms',
    10 * minute,
    "Time until the parent checks a push's end again; doubles up to 6 h.",
  ),
] as const;

const adminKeys = [] as const;

export const controllerKeys = [
  ...degradedKeys,
  ...sourceKeys,
  ...swapKeys,
  ...retentionKeys,
  ...pushKeys,
  ...adminKeys,
] as const;
