/** Runs for keys of the controllers: recovery, detector, sources, swaps, retention. */
import { type EffectRow, inOrder, push, staged } from './row.js';

const free = { 'controller.push.retry.cooldown.ms': 0 };

const dead = ['at: 8m, fault: region-outage, region: dc-1, for: 3h'];
const failing = ['a', 'b', 'c', 'd', 'e'];
const detector = {
  policy: 'D',
  stores: failing.map((name) => `name: ${name}, size: 1 GB, sourceFabric: dc-0`),
  timeline: [...dead, ...failing.map((name) => `at: 10m, push: p-${name}, store: ${name}`)],
};
const unmarked = 'at: 30m, region: dc-1, degraded: false';

const detectorRows: readonly EffectRow[] = [
  {
    ...detector,
    key: 'degraded.mode.detector.window.ms',
    value: 36_000_000,
    timeline: [
      ...dead,
      ...['a', 'b', 'c'].map((name) => `at: 10m, push: p-${name}, store: ${name}`),
      ...['d', 'e'].map((name) => `at: 70m, push: p-${name}, store: ${name}`),
    ],
    expect: 'at: 90m, region: dc-1, degraded: true',
  },
  { ...detector, key: 'degraded.mode.detector.unknown.ms', value: 9_000_000, expect: unmarked },
  { ...detector, key: 'degraded.mode.detector.bad.stores.min', value: 6, expect: unmarked },
  {
    ...detector,
    key: 'degraded.mode.detector.bad.share.min',
    value: 0.9,
    also: { 'degraded.mode.detector.window.ms': 7_200_000 },
    timeline: [...detector.timeline, 'at: 0s, push: p-s, store: s, size: 1 MB'],
    expect: unmarked,
  },
  {
    ...detector,
    key: 'degraded.mode.detector.others.bad.share.max',
    value: 0.1,
    timeline: [
      ...detector.timeline,
      'at: 10m, push: p-s, store: s',
      'at: 10m, fault: replica-error, region: dc-2, store: a, replica: 0',
      'at: 10m, fault: replica-error, region: dc-2, store: a, replica: 1',
    ],
    expect: unmarked,
  },
  {
    ...detector,
    key: 'degraded.mode.detector.probes.for.well',
    value: 1,
    expect: 'at: 193m, region: dc-1, degraded: false',
  },
];

const sourceRows: readonly EffectRow[] = [
  {
    key: 'native.replication.source.fabric.as.default.for.batch.only.stores',
    value: 'dc-2',
    timeline: [push],
    expect: 'tells: to be written in dc-2',
  },
  {
    key: 'native.replication.source.fabric.as.default.for.hybrid.stores',
    value: 'dc-2',
    store: 'size: 1 GB, hybrid: true',
    timeline: [push],
    expect: 'tells: to be written in dc-2',
  },
];

const swapRows: readonly EffectRow[] = [
  {
    key: 'controller.deferred.version.swap.sleep.ms',
    value: 3_600_000,
    store: 'size: 1 GB, swapWait: 5m',
    timeline: [staged],
    expect: 'at: 30m, store: s, region: dc-1, serves: 1',
  },
  {
    key: 'deferred.version.swap.thread.pool.size',
    value: 2,
    profile: 'as-built',
    also: { ...inOrder, 'job.status.in.unknown.state.timeout.ms': 14_400_000 },
    store: 'size: 1 GB, swapWait: 5m',
    stores: ['name: other, size: 1 GB, swapWait: 5m, sourceFabric: dc-0'],
    timeline: [
      staged,
      'at: 2m, push: p2, store: other, mode: targeted-deferred, targets: [dc-0]',
      'at: 3m, fault: controller-outage, region: dc-2',
    ],
    expect: 'at: 40m, store: other, version: 2, status: PARTIALLY_ONLINE',
  },
  {
    key: 'deferred.version.swap.buffer.time',
    value: 1_000,
    store: 'size: 1 GB, swapWait: 5m',
    timeline: [staged, 'at: 3m, fault: controller-outage, region: dc-2, for: 50m'],
    expect: 'tells: finds the swap of s stalled, times: 0',
  },
];

const retentionRows: readonly EffectRow[] = [
  {
    key: 'controller.backup.version.default.retention.ms',
    value: 3_600_000,
    timeline: [push],
    expect: 'at: 3h, store: s, version: 1, region: dc-0, status: NOT_CREATED',
  },
  {
    key: 'controller.backup.version.retention.based.cleanup.enabled',
    value: false,
    also: { 'controller.backup.version.default.retention.ms': 3_600_000 },
    timeline: [push],
    expect: 'at: 3h, store: s, version: 1, region: dc-0, status: ONLINE',
  },
  {
    key: 'store.version.retention.count.user.store',
    value: 2,
    also: free,
    timeline: [1, 2, 3, 4].map((n) => `at: ${n}h, push: p${n}, store: s`),
    expect: 'store: s, version: 2, status: NOT_CREATED',
  },
  {
    key: 'store.version.retention.count.system.store',
    value: 2,
    also: free,
    store: 'size: 1 GB, system: true',
    timeline: [1, 2, 3, 4].map((n) => `at: ${n}h, push: p${n}, store: s`),
    expect: 'store: s, version: 2, status: NOT_CREATED',
  },
];

const five = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];

const recoveryRows: readonly EffectRow[] = [
  {
    key: 'degraded.mode.recovery.thread.pool.size',
    value: 1,
    profile: 'as-built',
    store: 'size: 1 GB, migrating: true',
    stores: ['name: other, size: 1 GB, sourceFabric: dc-0'],
    also: inOrder,
    timeline: [
      'at: 0s, operator: mark-degraded, region: dc-1',
      push,
      'at: 1m, push: p2, store: other',
      'at: 2h, operator: unmark-degraded, region: dc-1',
    ],
    expect: 'tells: other, after: unmarks, within: 14s, times: 0',
  },
  {
    key: 'allow.cluster.wipe',
    value: true,
    profile: 'as-built',
    switches: { 'flag-all-excluded': 'on' },
    also: { 'deferred.version.swap.region.roll.forward.order': five.join(',') },
    regions: five,
    store: 'size: 1 GB, sourceFabric: dc-0, hybrid: true, swapWait: 5m',
    timeline: [
      'at: 0s, operator: mark-degraded, region: dc-1',
      'at: 10s, operator: mark-degraded, region: dc-2',
      `${push}, mode: targeted-deferred, targets: [dc-0, dc-3, dc-4]`,
      'at: 3h, operator: unmark-degraded, region: dc-1',
      'at: 4h, operator: roll-forward, store: s, regions: [dc-1]',
      'at: 5h, operator: mark-degraded, region: dc-1',
      'at: 6h, operator: unmark-degraded, region: dc-1',
    ],
    expect: 'tells: a recovery clears it away',
  },
];

/** Every key of the controllers with a run of its own. */
export const controllerEffects: readonly EffectRow[] = [
  ...recoveryRows,
  ...detectorRows,
  ...sourceRows,
  ...swapRows,
  ...retentionRows,
];
