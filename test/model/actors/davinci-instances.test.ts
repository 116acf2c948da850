/**
 * Da Vinci instances as Venice's client has them: when they begin to read, how long reading takes, what a hold, a loss, a return, a rollback
 * and a second version do to it, and what the collector makes of their reports. Refreshes take 30 s, the tail of reading 1 s.
 */
import { describe, expect, test } from 'vitest';
import { type PlayedScenario, playScene, type Scene } from '../../support/played-scenario.js';

const second = 1_000;
const minute = 60 * second;
const latencies = 'metadataRefresh: 30s, ingestionTail: 1s';
const profiles = ['as-built', 'as-designed'] as const;

function play(timeline: readonly string[], more: Partial<Scene> = {}): PlayedScenario {
  const store = 'size: 10 GB, daVinci: { instances: 2 }';
  return playScene({ latencies, store, regions: ['dc-0'], timeline, horizon: '12h', ...more });
}

const push = 'at: 1m, push: p1, store: profiles';

/** When an instance of a region began to read a version, each time. */
function begins(played: PlayedScenario, version = 2, region = 0, instance = 0): number[] {
  return played
    .facts('dvc-subscribed')
    .filter(
      ({ fact }) =>
        fact.version === version && fact.region === region && fact.instance === instance,
    )
    .map(({ at }) => at);
}

function reads(played: PlayedScenario, version = 2, region = 0, instance = 0): number[] {
  return played
    .facts('dvc-ready')
    .filter(
      ({ fact }) =>
        fact.version === version && fact.region === region && fact.instance === instance,
    )
    .map(({ at }) => at);
}

function created(played: PlayedScenario, region = 0, version = 2): number {
  const found = played
    .facts('version-created')
    .find(({ fact }) => fact.region === region && fact.version === version);
  return found?.at ?? Number.NaN;
}

describe.each(profiles)(
  '%s: an instance begins at the refresh after the version appears',
  (profile) => {
    test.each([
      ['one region', ['dc-0']],
      ['two regions', ['dc-0', 'dc-1']],
      ['five regions', ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4']],
    ])('%s', (_, regions) => {
      const played = play([push], { profile, regions }).toEnd();
      for (const region of regions.keys())
        expect(begins(played, 2, region)).toEqual([created(played, region) + 30 * second]);
    });

    test('it is silent before, and reports from then on', () => {
      const played = play([push], { profile, latencies: 'metadataRefresh: 2m, ingestionTail: 1s' });
      const scans = played.toEnd().facts('dvc-scanned');
      const from = created(played) + 2 * minute;
      const heard = scans.filter(({ fact }) => fact.collector.davinci?.noReport === false);
      expect(Math.min(...heard.map(({ at }) => at))).toBeGreaterThanOrEqual(from);
    });

    test.each([1, 10, 100])('it reads %s GB no faster than its rate', (gigabytes) => {
      const store = `size: ${gigabytes} GB, daVinci: { instances: 2 }`;
      const played = play([push], { profile, store }).toEnd();
      const [began = Number.NaN] = begins(played);
      const [ready = Number.NaN] = reads(played);
      expect(ready - began).toBeGreaterThanOrEqual(gigabytes * 10 * second + second);
    });

    test('one that is away at first reads the whole version after its return', () => {
      const away =
        'at: 0s, fault: client-loss, region: dc-0, store: profiles, first: 0, instances: 1, for: 1h';
      const played = play([push, away], { profile }).toEnd();
      expect(begins(played)).toEqual([60 * minute + 30 * second]);
      expect(reads(played)).toEqual([60 * minute + 131 * second]);
    });

    test.each([
      ['keeps its disk: what it had read is not read again', '', 61],
      ['has lost its disk: it loads what it serves, and then reads all', ', reloads: true', 201],
    ])('one that leaves while it reads and %s', (_, reloads, seconds) => {
      // It begins at 1:30, and 40 s later it leaves.
      const away = `at: 130s, fault: client-loss, region: dc-0, store: profiles, first: 0, instances: 1, for: 20m${reloads}`;
      const played = play([push, away], { profile }).toEnd();
      const [began = Number.NaN] = begins(played);
      expect(began).toBeGreaterThan(90 * second);
      expect(began).toBeLessThan(92 * second);
      const read = reloads === '' ? began - 90 * second : 0;
      expect(reads(played)).toEqual([130 * second + 20 * minute + seconds * second + read]);
    });
  },
);

describe('an instance whose hook holds it back', () => {
  test.each([3, 10, 25])('reads the whole version after %s waits', (waits) => {
    const answers = [...Array.from({ length: waits }, () => 'WAIT'), 'PROCEED'].join(', ');
    const point = 'preStartOfStoreVersionIngestionForDaVinci';
    const hooks = [`hook: scripted, point: ${point}, region: dc-0, answers: [${answers}]`];
    const played = play([push], { profile: 'as-designed', hooks }).toEnd();
    const released = played.facts('dvc-released')[0]?.at ?? Number.NaN;
    expect(begins(played)).toEqual([released + 30 * second]);
    expect(reads(played)).toEqual([released + 131 * second]);
  });
});

describe('as built, instances of regions that are no target', () => {
  const regions = ['dc-0', 'dc-1', 'dc-2'];
  const targeted = 'at: 1m, push: p1, store: profiles, mode: targeted-deferred, targets: [dc-0]';

  function swapped(played: PlayedScenario, region: number): number {
    const found = played
      .facts('version-swapped')
      .find(({ fact }) => fact.region === region && fact.version === 2);
    return found?.at ?? Number.NaN;
  }

  test('begin only once the version is served there', () => {
    const played = play([targeted], { regions }).toEnd();
    expect(begins(played, 2, 0)).toEqual([created(played, 0) + 30 * second]);
    for (const region of [1, 2])
      expect(begins(played, 2, region)).toEqual([swapped(played, region) + 30 * second]);
  });

  test('with a rollout order all but the first region of it are such regions, targets too', () => {
    const order = 'dc-1,dc-0,dc-2';
    const config = { 'deferred.version.swap.region.roll.forward.order': order };
    const all = targeted.replace('[dc-0]', '[dc-0, dc-1]');
    const played = play([all], { regions, config }).toEnd();
    expect(begins(played, 2, 1)).toEqual([created(played, 1) + 30 * second]);
    expect(begins(played, 2, 0)).toEqual([swapped(played, 0) + 30 * second]);
  });
});

describe('after a rollback', () => {
  const back = 'at: 1h, operator: roll-back, store: profiles';

  test.each([1, 2, 3])(
    'an instance that had swapped reads the old version again (%s regions)',
    (count) => {
      const regions = ['dc-0', 'dc-1', 'dc-2'].slice(0, count);
      const played = play([push, back], { regions }).toEnd();
      for (const [region, name] of regions.entries()) {
        const rolledBack = played
          .facts('version-rolled-back')
          .find(({ fact }) => fact.region === region);
        const [began = Number.NaN] = begins(played, 1, region);
        expect(began).toBe((rolledBack?.at ?? Number.NaN) + 30 * second);
        expect(reads(played, 1, region)).toEqual([began + 101 * second]);
        expect(played.instancesServe(name)).toEqual([1, 1]);
      }
    },
  );

  test('one that was away since before the swap does not', () => {
    const away =
      'at: 30s, fault: client-loss, region: dc-0, store: profiles, first: 0, instances: 1, for: 2h';
    const played = play([push, away, back]).toEnd();
    expect(begins(played, 1, 0, 0)).toEqual([]);
    expect(begins(played, 1, 0, 1)).toHaveLength(1);
    expect(played.instancesServe('dc-0')).toEqual([1, 1]);
  });

  test('a version that is forced away is not taken up again before its region serves it', () => {
    const forced =
      'at: 1h, operator: force-current-version, region: dc-0, store: profiles, version: 1';
    const again = forced.replace('at: 1h', 'at: 2h').replace('version: 1', 'version: 2');
    const played = play([push, forced, again]).toEnd();
    expect(begins(played, 1)).toHaveLength(1);
    expect(begins(played, 2)).toEqual([
      created(played) + 30 * second,
      2 * 60 * minute + 30 * second,
    ]);
    expect(played.instancesServe('dc-0')).toEqual([2, 2]);
  });
});

describe('too many dead instances', () => {
  const lost = (many: number) =>
    `at: 5m, fault: client-loss, region: dc-0, store: profiles, instances: ${many}`;
  const store = 'size: 300 GB, daVinci: { instances: 40 }';
  const failed = (played: PlayedScenario) =>
    played
      .facts('push-status-set')
      .find(({ fact }) => fact.status === 'DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES')?.at;

  test.each([
    [300, 30],
    [400, 20],
    [500, 12],
  ])(
    'fail a region at the first scan after its servers have ended (%s GB, %s instances)',
    (gigabytes, many) => {
      const size = `size: ${gigabytes} GB, daVinci: { instances: 40 }`;
      const played = play([push, lost(many)], { store: size }).toEnd();
      const servers = played.facts('server-status-decided')[0]?.at ?? Number.NaN;
      const at = failed(played) ?? Number.NaN;
      expect(at - servers).toBeGreaterThanOrEqual(0);
      expect(at - servers).toBeLessThanOrEqual(30 * second);
    },
  );

  test('are tolerated up to the greater of ten reports and a share of them', () => {
    const config = { 'davinci.push.status.scan.max.offline.instance.ratio': 0.5 };
    const played = play([push, lost(20)], { store, config }).toEnd();
    expect(failed(played)).toBeUndefined();
    expect(played.job().state).toBe('succeeded');
  });

  test('all of them hold nothing up', () => {
    const played = play([push, lost(40)], { store }).toEnd();
    expect(failed(played)).toBeUndefined();
    expect(played.job().state).toBe('succeeded');
  });
});

describe('the scans of reports', () => {
  const served = (played: PlayedScenario) =>
    played.facts('version-swapped').find(({ fact }) => fact.version === 2)?.at ?? Number.NaN;

  test.each([10, 30, 120])('come every %s s', (seconds) => {
    const config = { 'davinci.push.status.scan.interval.in.seconds': seconds };
    const played = play([push], { config }).toEnd();
    expect(served(played) % (seconds * second)).toBe(0);
  });

  test.each(['davinci.push.status.scan.enabled', 'push.status.store.enabled'])(
    'do not take place without %s: the region does not wait for its instances',
    (key) => {
      const waits = served(play([push]).toEnd());
      const played = play([push], { config: { [key]: false } }).toEnd();
      expect(served(played)).toBeLessThan(waits);
      expect(played.facts('dvc-scanned')).toEqual([]);
      expect(played.instancesServe('dc-0')).toEqual([2, 2]);
    },
  );
});
