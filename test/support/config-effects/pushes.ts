/** Runs for keys of pushes, of Da Vinci instances and of hooks. */
import { type EffectRow, push, staged } from './row.js';

const slowInstances = 'size: 10 GB, daVinci: { instances: 20 }';

const replicaError = (replica: number): string =>
  `at: ${65 + replica}s, fault: replica-error, region: dc-1, store: s, replica: ${replica}`;

const pushRows: readonly EffectRow[] = [
  {
    key: 'default.offline.push.strategy',
    value: 'WAIT_ALL_REPLICAS',
    store: 'size: 40 GB',
    timeline: [push, replicaError(2)],
    expect: 'push: p1, ends: failed',
  },
  {
    key: 'default.replica.factor',
    value: 1,
    store: 'size: 40 GB',
    timeline: [push, replicaError(0)],
    expect: 'push: p1, ends: failed',
  },
  {
    key: 'controller.force.leader.error.replica.fail.over.enabled',
    value: false,
    store: 'size: 40 GB',
    timeline: [push, replicaError(0)],
    expect: 'at: 3h, store: s, version: 2, region: dc-1, status: STARTED',
  },
  {
    key: 'controller.disable.parent.topic.truncation.upon.completion',
    value: true,
    timeline: [push],
    expect: 'counts: truncated-topics, store: s, is: 0',
  },
  {
    key: 'controller.terminal.state.topic.check.delay.ms',
    value: 86_400_000,
    timeline: [`${push}, diesAt: 2m`],
    expect: 'at: 3h, store: s, version: 2, status: STARTED',
  },
  {
    key: 'poll.status.retry.attempts',
    value: 1,
    timeline: [push, 'at: 2m, fault: parent-outage, for: 6m'],
    expect: 'push: p1, ends: failed',
  },
  {
    key: 'controller.request.retry.attempts',
    value: 1,
    timeline: [push, 'at: 0s, fault: parent-outage, for: 70s'],
    expect: 'push: p1, ends: refused',
  },
  {
    key: 'allow.regular.push.with.ttl.repush',
    value: true,
    store: 'size: 1 GB, hybrid: true',
    timeline: [
      'at: 0s, push: venice_ttl_re_push_1, store: s, mode: repush',
      'at: 2h, push: p2, store: s',
    ],
    expect: 'push: p2, ends: succeeded',
  },
  {
    key: 'timestamp.field',
    value: 'ts',
    store: 'size: 1 GB, hybrid: true',
    timeline: [
      'at: 0s, push: venice_ttl_re_push_1, store: s, mode: repush',
      'at: 2h, push: p2, store: s',
    ],
    expect: 'push: p2, ends: succeeded',
  },
];

const early = 'at: 10m, store: s, region: dc-1, serves: 2';

const instanceRows: readonly EffectRow[] = [
  {
    key: 'push.status.store.enabled',
    value: false,
    profile: 'as-built',
    store: slowInstances,
    physics: 'dvcRate: 1 MB/s',
    timeline: [push],
    expect: early,
  },
  {
    key: 'davinci.push.status.scan.enabled',
    value: false,
    profile: 'as-built',
    store: slowInstances,
    physics: 'dvcRate: 1 MB/s',
    timeline: [push],
    expect: early,
  },
  {
    key: 'davinci.push.status.scan.interval.in.seconds',
    value: 3_600,
    profile: 'as-built',
    store: slowInstances,
    timeline: [push],
    expect: 'at: 30m, store: s, region: dc-1, serves: 1',
  },
  {
    key: 'davinci.push.status.scan.max.offline.instance.count',
    value: 0,
    profile: 'as-built',
    store: `${slowInstances}, partitions: 1`,
    physics: 'dvcRate: 1 MB/s',
    timeline: [push, 'at: 5m, fault: client-loss, region: dc-1, store: s, instances: 5'],
    expect: 'push: p1, ends: failed, because: TOO_MANY_DEAD_INSTANCES',
  },
  {
    key: 'push.status.store.heartbeat.interval.seconds',
    value: 36_000,
    profile: 'as-built',
    store: slowInstances,
    physics: 'dvcRate: 1 MB/s',
    timeline: [push],
    expect: 'at: 1h, store: s, region: dc-1, serves: 2',
  },
  {
    key: 'use.da.vinci.specific.execution.status.for.error',
    value: false,
    profile: 'as-built',
    store: slowInstances,
    timeline: ['at: 0s, fault: client-error, region: dc-1, store: s, first: 3', push],
    expect: 'push: p1, ends: failed, because: ended as ERROR',
  },
  {
    key: 'davinci.paused.sit.enabled',
    value: true,
    profile: 'as-built',
    store: 'size: 1 GB, swapWait: 60m, daVinci: { instances: 2 }',
    timeline: [staged],
    expect: 'tells: pauses',
  },
];

const hangs = 'hook: scripted, point: preStoreVersionSwap, region: dc-1, answers: [hangs]';

const hookRows: readonly EffectRow[] = [
  {
    key: 'venice.store.lifecycle.hooks.threads',
    value: 1,
    hooks: [
      `${hangs}, stores: [s]`,
      'hook: scripted, point: preStoreVersionSwap, answers: [PROCEED]',
    ],
    stores: ['name: other, size: 1 GB, sourceFabric: dc-0'],
    timeline: [push, 'at: 1m, push: p2, store: other'],
    expect: 'metric: hooks.queue_wait_ms, atLeast: 60000',
  },
  {
    key: 'venice.store.lifecycle.hooks.timeout.seconds',
    value: 3_000,
    hooks: [hangs],
    timeline: [push],
    expect: 'at: 30m, store: s, region: dc-1, serves: 1',
  },
];

/** Every key of pushes, instances and hooks with a run of its own. */
export const pushEffects: readonly EffectRow[] = [...pushRows, ...instanceRows, ...hookRows];
