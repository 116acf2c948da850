/**
 * Every fault that a scenario can name makes a difference: the same push with it and without it, delays fixed. dc-1 copies from dc-0 and
 * has Da Vinci instances.
 */
import { describe, expect, test } from 'vitest';
import { faults } from '../../model/faults/index.js';
import {
  deferredPush,
  inOrder,
  type PlayedScenario,
  playScene,
} from '../support/played-scenario.js';

const fixed =
  'controllerCall: 20ms, adminChannel: 300ms, ingestionTail: 700ms, metadataRefresh: 1s, hookCall: 0s';

function play(...more: readonly string[]): PlayedScenario {
  return playScene({
    regions: ['dc-0', 'dc-1'],
    store: 'size: 4 GB, daVinci: { instances: 10 }',
    latencies: fixed,
    timeline: ['at: 1m, push: p1, store: profiles', ...more],
  }).toEnd();
}

/** A region is marked at 5 minutes, a push leaves it out, and it is unmarked after an hour. */
function degraded(...more: readonly string[]): PlayedScenario {
  return degradedWith({}, ...more);
}

function degradedWith(
  switches: Record<string, string>,
  ...more: readonly string[]
): PlayedScenario {
  return playScene({
    profile: 'as-designed',
    switches,
    latencies: fixed,
    horizon: '24h',
    timeline: [
      'at: 5m, operator: mark-degraded, region: dc-1',
      'at: 10m, push: p1, store: profiles',
      'at: 60m, operator: unmark-degraded, region: dc-1',
      ...more,
    ],
  }).until('4h');
}

/** When dc-1 served version 2, in milliseconds since the start; NaN if it never did. */
function swapped(played: PlayedScenario): number {
  const swaps = played.facts('version-swapped').filter(({ fact }) => fact.region === 1);
  return swaps.find(({ fact }) => fact.version === 2)?.at ?? Number.NaN;
}

const undisturbed = play();

/** Faults that make dc-1 swap later, and by how many milliseconds at least. */
const delays: readonly (readonly [kind: string, fields: string, atLeast: number])[] = [
  ['region-outage', 'at: 70s, region: dc-1, for: 30m', 1_700_000],
  ['controller-outage', 'at: 0s, region: dc-1, for: 30m', 1_600_000],
  ['controller-hang', 'at: 0s, region: dc-1, for: 30m', 1_600_000],
  ['broker-outage', 'at: 70s, region: dc-1, for: 30m', 1_700_000],
  ['server-outage', 'at: 70s, region: dc-1, for: 14m', 800_000],
  ['network-cut', 'at: 62s, region: dc-1, for: 30m', 1_700_000],
  ['link-cut', 'at: 62s, from: dc-0, to: dc-1, for: 30m', 1_700_000],
  ['link-slow', 'at: 62s, from: dc-0, to: dc-1, factor: 100', 1_000_000],
  ['controller-failover', 'at: 70s, region: dc-1, for: 30m', 1_600_000],
  ['admin-message-failure', 'at: 0s, region: dc-1, store: profiles, for: 30m', 1_600_000],
  ['straggler', 'at: 0s, region: dc-1, store: profiles, factor: 50', 1_000_000],
  ['client-loss', 'at: 90s, region: dc-1, store: profiles, instances: 5, for: 20m', 600_000],
];

/** Faults that make the push fail. */
const failures: readonly (readonly [kind: string, fields: string])[] = [
  ['disk-full', 'at: 0s, region: dc-1'],
  ['client-error', 'at: 0s, region: dc-1, store: profiles'],
];

describe('a fault makes a difference', () => {
  test('without one the push succeeds', () => {
    expect(undisturbed.job().state).toBe('succeeded');
    expect(swapped(undisturbed)).toBeLessThan(400_000);
  });

  test.each(delays)('%s delays the region', (kind, fields, atLeast) => {
    const played = play(`fault: ${kind}, ${fields}`);
    expect(swapped(played)).toBeGreaterThanOrEqual(swapped(undisturbed) + atLeast);
  });

  test.each(failures)('%s makes the push fail', (kind, fields) => {
    const played = play(`fault: ${kind}, ${fields}`);
    expect(played.job().state).not.toBe('succeeded');
    expect(swapped(played)).toBeNaN();
  });

  test('parent-outage keeps a push job from receiving the end of its push', () => {
    const played = play('fault: parent-outage, at: 70s, for: 30m');
    expect(swapped(played)).toBe(swapped(undisturbed));
    expect(played.job().endedAt).not.toBe(undisturbed.job().endedAt);
  });

  test('parent-failover makes a deferred swap later', () => {
    const scene = { regions: ['dc-0', 'dc-1'], latencies: fixed };
    const calm = playScene({ ...scene, timeline: [deferredPush()] }).toEnd();
    const away = 'fault: parent-failover, at: 70s, for: 40m';
    const played = playScene({ ...scene, timeline: [deferredPush(), away] }).toEnd();
    expect(swapped(played)).not.toBe(swapped(calm));
  });

  test.each([
    ['parent-failover', ''],
    ['controller-failover', ', region: dc-1'],
  ])('%s without `for` ends after a minute: a standby takes over', (kind, place) => {
    const played = play(`fault: ${kind}, at: 70s${place}`);
    expect(played.facts('fault-healed').map(({ at }) => at)).toEqual([130_000]);
    expect(played.job().state).toBe('succeeded');
  });

  test('server-loss takes replicas along, and others begin again', () => {
    const played = play('fault: server-loss, at: 62s, region: dc-1, host: 0, reassignAfter: 10s');
    const changes = played.facts('replicas-changed').map(({ fact }) => fact.change);
    expect(changes).toEqual(['lost', 'reassigned']);
  });

  test('replica-error has the failed leaders of all four partitions replaced', () => {
    const played = play('fault: replica-error, at: 62s, region: dc-1, store: profiles, for: 1h');
    expect(played.facts('leader-disabled')).toHaveLength(4);
    expect(undisturbed.facts('leader-disabled')).toEqual([]);
  });

  test('parent-storage-outage holds a mark up', () => {
    const marked = (played: PlayedScenario): number =>
      played.facts('degraded-marked')[0]?.at ?? Number.NaN;
    expect(marked(degraded('fault: parent-storage-outage, at: 4m, for: 1m'))).not.toBe(
      marked(degraded('fault: parent-storage-outage, at: 20h, for: 1m')),
    );
    expect(marked(degraded())).toBeGreaterThanOrEqual(0);
  });

  test('store-reads-outage makes the swap service skip the region, and its push continues', () => {
    const scene = { config: inOrder, timeline: [deferredPush()] };
    const calm = playScene(scene).until('40m');
    const away = 'fault: store-reads-outage, at: 0s, region: dc-0';
    const played = playScene({ ...scene, timeline: [deferredPush(), away] }).until('40m');
    expect(calm.parentStatus(2)).toBe('ONLINE');
    expect(played.parentStatus(2)).toBe('ERROR');
    expect(played.serves()).toEqual([2, 1, 1]);
  });

  test('parent-listing-outage lets a recovery start later', () => {
    const started = (played: PlayedScenario): number =>
      played.facts('recovery-started').find(({ fact }) => fact.stores.length > 0)?.at ?? Number.NaN;
    const late = started(degraded('fault: parent-listing-outage, at: 55m, for: 20m'));
    expect(late).toBeGreaterThan(started(degraded()));
  });

  test('copies-lose-records keeps a recovered version from being called ONLINE where that is checked', () => {
    const checked = { 'validate-recovered-data': 'on' };
    const fault = 'fault: copies-lose-records, at: 50m, region: dc-1';
    expect(degradedWith(checked).parentStatus(2)).toBe('ONLINE');
    expect(degradedWith(checked, fault).parentStatus(2)).toBe('PARTIALLY_ONLINE');
  });

  test('answers-lost and answers-late delay a push that they do not end', () => {
    const push = 'at: 1m, push: p1, store: profiles, size: 1 GB';
    const ends = (...more: readonly string[]): number =>
      playScene({ timeline: [push, ...more] })
        .toEnd()
        .job().endedAt;
    const lost = ends('fault: answers-lost, at: 1m, for: 20s');
    const late = ends('fault: answers-late, at: 2m, by: 3m, for: 30m');
    expect(lost).toBeGreaterThan(ends());
    expect(late - ends()).toBeGreaterThan(170_000);
  });

  test('every fault is among those above', () => {
    const others = [
      'answers-lost',
      'answers-late',
      'parent-outage',
      'parent-failover',
      'parent-storage-outage',
      'parent-listing-outage',
      'copies-lose-records',
      'store-reads-outage',
      'server-loss',
      'replica-error',
    ];
    const tested = [...delays.map(([kind]) => kind), ...failures.map(([kind]) => kind), ...others];
    expect(tested.toSorted()).toEqual(faults.map(({ kind }) => kind).toSorted());
  });
});
