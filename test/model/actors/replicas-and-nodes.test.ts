/**
 * Replicas that fail one after the other and nodes that are away, in the running model: a failing leader counts before it is disabled, a
 * region without enough nodes fails at a query from its time-out on, and a version that was deferred by hand needs ready replicas.
 */
import { describe, expect, test } from 'vitest';
import {
  type PlayedScenario,
  patientRegions,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const minute = 60_000;
const push = 'at: 1m, push: p1, store: profiles';
const waitAll = { 'default.offline.push.strategy': 'WAIT_ALL_REPLICAS' };
const keepLeaders = { 'controller.force.leader.error.replica.fail.over.enabled': false };

function play(timeline: readonly string[], more: Partial<Scene> = {}): PlayedScenario {
  return playScene({ regions: ['dc-0', 'dc-1'], timeline: [push, ...timeline], ...more });
}

/** Status and instant of the push in dc-1. */
function ended(played: PlayedScenario) {
  const found = played
    .facts('push-status-set')
    .find(({ fact }) => fact.region === 1 && fact.status !== 'STARTED');
  return { status: found?.fact.status, at: found?.at ?? Number.NaN };
}

/** Replicas of dc-1 fail in this order, a second between them. */
function failing(...replicas: number[]): string[] {
  return replicas.map(
    (replica, index) =>
      `at: ${65 + index}s, fault: replica-error, region: dc-1, store: profiles, replica: ${replica}`,
  );
}

interface Failure {
  readonly name: string;
  readonly replicas: number;
  readonly order: readonly number[];
  readonly config?: Scene['config'];
  readonly status: 'ERROR' | 'COMPLETED';
}

/** Sizes make reading long enough that replicas fail while they read. */
const failures: readonly Failure[] = [
  { name: 'one of three', replicas: 3, order: [1], status: 'COMPLETED' },
  { name: 'the leader of three', replicas: 3, order: [0], status: 'COMPLETED' },
  { name: 'the leader, then its successor', replicas: 3, order: [0, 1], status: 'ERROR' },
  { name: 'the leader, then the other standby', replicas: 3, order: [0, 2], status: 'ERROR' },
  { name: 'a standby, then the leader', replicas: 3, order: [1, 0], status: 'ERROR' },
  { name: 'both standbys, the leader continues', replicas: 3, order: [2, 1], status: 'ERROR' },
  { name: 'both of two', replicas: 2, order: [0, 1], status: 'ERROR' },
  { name: 'the leader of two', replicas: 2, order: [0], status: 'COMPLETED' },
  { name: 'one of five', replicas: 5, order: [3], status: 'COMPLETED' },
  { name: 'two of five', replicas: 5, order: [4, 0], status: 'ERROR' },
  { name: 'the leader, all wanted', replicas: 3, order: [0], config: waitAll, status: 'ERROR' },
  { name: 'a standby, all wanted', replicas: 3, order: [2], config: waitAll, status: 'ERROR' },
  { name: 'the only one, all wanted', replicas: 1, order: [0], config: waitAll, status: 'ERROR' },
  { name: 'two, leaders kept', replicas: 3, order: [0, 1], config: keepLeaders, status: 'ERROR' },
];

describe.each(['as-built', 'as-designed'])('%s: replicas fail one after the other', (profile) => {
  test.each(failures)('$name of $replicas: $status', ({ replicas, order, config, status }) => {
    const store = `size: 40 GB, replicas: ${replicas}`;
    const played = play(failing(...order), {
      profile,
      store,
      ...(config === undefined ? {} : { config }),
    }).toEnd();
    expect(ended(played).status).toBe(status);
    // An error is decided when the last of them fails.
    if (status === 'ERROR') expect(ended(played).at).toBe(64_000 + order.length * 1_000);
  });

  test('without fail-over a failed leader keeps the region STARTED until nodes are counted', () => {
    const store = 'size: 40 GB, replicas: 3';
    const played = play(failing(0), { profile, store, config: keepLeaders }).until('20h');
    expect(ended(played).status).toBeUndefined();
    expect(played.facts('leader-disabled')).toEqual([]);
  });

  test('several stores are judged each for itself', () => {
    const other = '{ name: jobs, partitions: 2, replicas: 3, size: 40 GB, sourceFabric: dc-0 }';
    const played = play(['at: 1m, push: p2, store: jobs', ...failing(0, 1)], {
      profile,
      store: 'size: 40 GB, replicas: 3',
      stores: [other],
    }).toEnd();
    expect(played.job('p1').state).toBe('failed');
    expect(played.job('p2').state).toBe('succeeded');
  });
});

describe('a region without enough nodes', () => {
  const away = (from: string, lasts = '10h') =>
    `at: ${from}, fault: server-outage, region: dc-1, for: ${lasts}`;

  test.each([
    ['the only replicas are disabled', failing(0), 'replicas: 1'],
    ['its servers are away', [away('65s')], 'replicas: 3'],
    ['its servers went away shortly before', [away('16m')], 'size: 200 GB, replicas: 3'],
  ])('fails at the first query from 960 s on: %s', (_, timeline, store) => {
    const played = play(timeline, {
      store: store.includes('size') ? store : `size: 40 GB, ${store}`,
    });
    const { status, at } = ended(played.toEnd());
    expect(status).toBe('ERROR');
    expect(at).toBeGreaterThanOrEqual(17 * minute);
    expect(at).toBeLessThanOrEqual(22 * minute);
    const queries = played.facts('push-polled').map((one) => one.at);
    expect(queries.some((one) => Math.abs(one - at) < 1_000)).toBe(true);
  });

  test('does not fail if they are back before that query, or if the time-out is longer', () => {
    expect(ended(play([away('65s', '14m')]).toEnd()).status).toBe('COMPLETED');
    const patient = play([away('65s', '3h')], { config: patientRegions }).toEnd();
    expect(ended(patient).status).toBe('COMPLETED');
  });

  test('stays failed when they return', () => {
    const played = play([away('65s', '30m')]).toEnd();
    expect(ended(played).status).toBe('ERROR');
    expect(played.serves()).toEqual([2, 1]);
  });

  test.each([
    ['tolerates one lost server of three', {}, 'COMPLETED'],
    ['does not where all replicas are wanted', waitAll, 'ERROR'],
  ])('%s', (_, config, status) => {
    const lost = 'at: 2m, fault: server-loss, region: dc-1, host: 0, reassignAfter: 5h, for: 4h';
    const store = 'size: 400 GB, replicas: 3';
    const regions = ['dc-0', '{ name: dc-1, servers: 3 }'];
    expect(ended(play([lost], { store, regions, config }).toEnd()).status).toBe(status);
  });

  test('is found by the swap service, too, when no job polls any more', () => {
    const targeted = 'at: 1m, push: p1, store: profiles, mode: targeted-deferred, targets: [dc-0]';
    const played = playScene({
      regions: ['dc-0', 'dc-1'],
      store: 'size: 4 GB',
      timeline: [targeted, away('65s')],
    }).toEnd();
    expect(ended(played).status).toBe('ERROR');
  });
});

describe('a roll-forward by hand of a version that was deferred by hand', () => {
  const deferred = 'at: 0s, push: p1, store: profiles, mode: deferred';
  const forward = 'at: 30m, operator: roll-forward, store: profiles';
  const noServers = 'at: 25m, fault: server-outage, region: dc-1, for: 1h';
  const lost = (host: number, reassignAfter = '2h') =>
    `at: 25m, fault: server-loss, region: dc-1, host: ${host}, reassignAfter: ${reassignAfter}`;
  const three = ['dc-0', '{ name: dc-1, servers: 3 }', 'dc-2'];

  function rolled(timeline: readonly string[], more: Partial<Scene> = {}) {
    const scene = {
      regions: three,
      store: 'size: 1 GB',
      timeline: [deferred, forward, ...timeline],
    };
    return playScene({ ...scene, ...more }).until('40m');
  }

  test.each([
    ['all are there', [], 'replicas: 3', 2],
    ['all are away', [noServers], 'replicas: 3', 1],
    ['one of three is lost', [lost(0)], 'replicas: 3', 2],
    ['two of three are lost', [lost(0), lost(1)], 'replicas: 3', 1],
    ['two of three are lost and replaced', [lost(0, '1m'), lost(1, '1m')], 'replicas: 3', 2],
    ['two of two are lost', [lost(0), lost(1), lost(2)], 'replicas: 2', 1],
    ['the only one is away', [noServers], 'replicas: 1', 2],
  ])('%s: dc-1 %s', (_, timeline, replicas, serves) => {
    expect(rolled(timeline, { store: `size: 1 GB, ${replicas}` }).serves()[1]).toBe(serves);
  });

  test('ends at the first region that refuses, in the order of the client map, and leaves the parent as it was', () => {
    // Java visits dc-2, dc-0, dc-1.
    const played = rolled(['at: 25m, fault: server-outage, region: dc-0, for: 1h']);
    expect(played.serves()).toEqual([1, 1, 2]);
    expect(played.parentCurrent()).toBe(1);
    expect(played.facts('operator-refused')[0]?.fact.reason).toContain('dc-0 did not roll forward');
  });

  test('succeeds when it is requested again after the servers are back', () => {
    const again = 'at: 2h, operator: roll-forward, store: profiles';
    expect(rolled([noServers, again]).until('3h').serves()).toEqual([2, 2, 2]);
  });

  test('does not check replicas where the swap has target regions', () => {
    const targeted = 'at: 0s, push: p1, store: profiles, mode: targeted-deferred, targets: [dc-0]';
    const early = 'at: 4m, operator: roll-forward, store: profiles';
    const played = playScene({
      regions: three,
      store: 'size: 1 GB',
      timeline: [targeted, 'at: 3m, fault: server-outage, region: dc-1, for: 20m', early],
    }).until('5m');
    expect(played.serves()[1]).toBe(2);
  });
});
