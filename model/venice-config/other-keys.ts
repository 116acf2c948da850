/**
 * Keys that bear on pushes in Venice and decide nothing in the simulator: those whose mechanism is not simulated, with the reason, and those
 * that a scenario says elsewhere, with what to write there. Declarations only.
 */
import {
  count,
  flag,
  milliseconds,
  minutes,
  saidElsewhere,
  text,
  withoutEffect,
  word,
} from './declaration.js';

const minute = 60_000;

export const keysWithoutEffect = [
  withoutEffect(
    flag('skip.deferred.version.swap.for.dvc.enabled', true, 'Read by Venice but not used.'),
    'Venice reads it and no method uses it',
  ),
  withoutEffect(
    flag(
      'controller.backup.version.metadata.fetch.based.cleanup.enabled',
      true,
      'The backup cleanup first queries every router and server for the current version.',
    ),
    'routers are not simulated, and a region serves one version on all its servers; Venice writes the name without "based."',
  ),
  withoutEffect(
    milliseconds(
      'fatal.data.validation.failure.topic.retention.ms',
      48 * 60 * minute,
      'How long the topic of a version with corrupt data is kept.',
    ),
    'topics are truncated or not; their bytes are not aged',
  ),
  withoutEffect(
    flag(
      'controller.server.incremental.push.use.push.status.store',
      true,
      "An incremental push's status is read from the push status store.",
    ),
    'the status of an incremental push is the same in both places',
  ),
  withoutEffect(
    word(
      'server.incremental.push.status.write.mode',
      ['DUAL', 'ZOOKEEPER_ONLY', 'PUSH_STATUS_SYSTEM_STORE_ONLY'],
      "Where servers write an incremental push's status.",
    ),
    'the status of an incremental push is the same in both places',
  ),
  withoutEffect(
    milliseconds(
      'parent.controller.waiting.time.for.consumption.ms',
      150_000,
      'How long the parent waits for its own consumption of an admin message, and for the admin lock.',
    ),
    'the parent consumes its own admin messages at once, and its locks are always free',
  ),
  withoutEffect(
    milliseconds(
      'admin.consumption.cycle.timeout.ms',
      30 * minute,
      'Longest cycle of the consumption of admin messages.',
      { min: 1 },
    ),
    'an admin message that is carried out takes no time, so no cycle times out',
  ),
  withoutEffect(
    count(
      'admin.consumption.max.worker.thread.pool.size',
      3,
      'Workers that carry out admin messages, per cluster.',
      { min: 1 },
    ),
    'an admin message that is carried out takes no time, so no message waits for a worker',
  ),
  withoutEffect(
    count('davinci.push.status.scan.thread.number', 4, 'Workers of a scan.', { min: 1 }),
    'a scan takes no time, so no scan waits for a worker',
  ),
] as const;

export const keysSaidElsewhere = [
  saidElsewhere(
    text('venice.store.name', '', 'The store that a job pushes to.'),
    '`store:` of a push in the timeline',
  ),
  saidElsewhere(
    flag('incremental.push', false, 'The push adds to the version that is served.'),
    '`mode: incremental` of a push',
  ),
  saidElsewhere(
    flag('defer.version.swap', false, 'No region swaps by itself.'),
    '`mode: deferred` of a push',
  ),
  saidElsewhere(
    flag('targeted.region.push.enabled', false, 'The push goes to the listed regions first.'),
    '`mode: targeted` of a push',
  ),
  saidElsewhere(
    flag(
      'targeted.region.push.with.deferred.swap',
      false,
      'The push goes to all regions, and the listed ones swap first.',
    ),
    '`mode: targeted-deferred` of a push',
  ),
  saidElsewhere(
    text(
      'targeted.region.push.list',
      '',
      "The target regions, comma separated; empty = the store's source fabric.",
    ),
    '`targets: [dc-0, dc-2]` of a push',
  ),
  saidElsewhere(
    minutes(
      'targeted.region.push.with.deferred.swap.wait.time.minutes',
      -1,
      'Time until the other regions swap; above -1 it is written into the store.',
      { min: -1 },
    ),
    '`swapWait:` of a store',
  ),
  saidElsewhere(
    flag('source.kafka', false, 'The push reads a version topic of the store: a repush.'),
    '`mode: repush` of a push',
  ),
  saidElsewhere(
    flag('repush.ttl.enable', false, 'The repush leaves out records that are too old.'),
    '`mode: repush` of a push, with an `id:` that begins with venice_ttl_re_push_',
  ),
  saidElsewhere(
    flag('compliance.push', false, 'The push removes records that must not be kept.'),
    'an `id:` of a push that begins with venice_compliance_push_',
  ),
  saidElsewhere(
    text('child.cluster.allowlist', '', 'The regions of the parent, comma separated.'),
    '`regions:` of the scenario',
  ),
  saidElsewhere(
    text('native.replication.fabric.allowlist', '', 'The regions, comma separated.'),
    '`regions:` of the scenario',
  ),
  saidElsewhere(
    text(
      'degraded.datacenters',
      '',
      'The registry of degraded regions; written by marks and unmarks, not by hand.',
    ),
    '`operator: mark-degraded` in the timeline, at 0s if the region is marked from the start',
  ),
  saidElsewhere(
    text(
      'venice.store.lifecycle.hooks',
      '',
      'Class names of the registered hooks, comma separated.',
    ),
    '`hooks:` of the scenario',
  ),
  saidElsewhere(
    count('default.partition.count', 3, 'Fewest partitions of a version.', { min: 1 }),
    '`partitions:` of a store',
  ),
] as const;
