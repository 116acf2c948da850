/**
 * Incremental pushes: what they write, when each region has it, which status the job receives, and what fails one. Delays are fixed, so that
 * instants follow from bytes and rates: 250 MB/s for writing and links, 20 MB/s for a replica, four partitions.
 */
import { describe, expect, test } from 'vitest';
import { milliseconds, type PlayedScenario, playScene } from '../../support/played-scenario.js';

const latencies =
  'controllerCall: 20ms, adminChannel: 300ms, ingestionTail: 700ms, metadataRefresh: 1s, hookCall: 0s';

interface Play {
  readonly size?: string;
  readonly store?: string;
  readonly regions?: readonly string[];
  readonly config?: Readonly<Record<string, string | number | boolean>>;
  readonly switches?: Readonly<Record<string, string>>;
  readonly timeline?: readonly string[];
}

/** One increment, requested after a minute. */
function prepared({ size = '1 GB', store = 'size: 10 GB', timeline = [], ...more }: Play) {
  return playScene({
    profile: 'as-designed',
    regions: ['dc-0', 'dc-1'],
    ...more,
    store: `${store}, hybrid: true, incremental: true`,
    latencies,
    timeline: [`at: 1m, push: p1, store: profiles, mode: incremental, size: ${size}`, ...timeline],
  });
}

function play(more: Play = {}): PlayedScenario {
  return prepared(more).toEnd();
}

/** When each region had all records in the version it serves, in milliseconds since the job was let write. */
function takenIn(
  played: PlayedScenario,
): (readonly [region: number, version: number, ms: number])[] {
  const admitted = played.facts('job-accepted')[0]?.at ?? Number.NaN;
  return played
    .facts('increment-taken-in')
    .filter(({ fact }) => fact.served)
    .map(({ at, fact }) => [fact.region, fact.version, at - admitted] as const);
}

describe('an incremental push', () => {
  test('makes no version and swaps nothing', () => {
    const played = play();
    expect(played.job()).toMatchObject({ state: 'succeeded' });
    expect(played.facts('version-created')).toEqual([]);
    expect(played.facts('version-swapped')).toEqual([]);
    expect(played.parentCurrent()).toBe(1);
  });

  test('is read at the pace of the replicas: 1 GB in four partitions at 20 MB/s is 12.5 s', () => {
    expect(takenIn(play())).toEqual([
      [0, 1, 12_500 + 700],
      [1, 1, 12_500 + 700],
    ]);
  });

  test('waits in a region for a slow link: 1 GB at 25 MB/s is 40 s', () => {
    const played = play({
      timeline: ['at: 0s, fault: link-slow, from: dc-0, to: dc-1, factor: 10'],
    });
    expect(takenIn(played)).toEqual([
      [0, 1, 12_500 + 700],
      [1, 1, 40_000 + 700],
    ]);
  });

  test('shares a link with the full push of another store: twice 1 GB at 25 MB/s is 80 s', () => {
    const slow = 'at: 0s, fault: link-slow, from: dc-0, to: dc-1, factor: 10';
    const played = playScene({
      profile: 'as-designed',
      regions: ['dc-0', 'dc-1'],
      store: 'size: 10 GB, hybrid: true, incremental: true',
      stores: ['{ name: other, size: 1 GB, sourceFabric: dc-0 }'],
      latencies,
      timeline: [
        slow,
        'at: 1m, push: p1, store: profiles, mode: incremental, size: 1 GB',
        'at: 1m, push: p2, store: other',
      ],
    }).toEnd();
    const [created] = played.facts('version-created').filter(({ fact }) => fact.region === 1);
    // Until dc-1 has created the version of p2, the increment has the link to itself.
    const aloneMs = (created?.at ?? 0) - (played.facts('job-accepted')[0]?.at ?? 0);
    const [region, version, ms] = takenIn(played)[1] ?? [];
    expect([region, version]).toEqual([1, 1]);
    expect(ms).toBe(80_000 - aloneMs + 700);
  });

  test('ends for its job with the first poll after every region has it', () => {
    const played = play();
    expect(played.facts('push-polled').map(({ fact }) => fact.status)).toEqual([
      'START_OF_INCREMENTAL_PUSH_RECEIVED',
      'END_OF_INCREMENTAL_PUSH_RECEIVED',
    ]);
  });

  test('is a tenth of its store if it says nothing', () => {
    const played = playScene({
      profile: 'as-designed',
      store: 'size: 10 GB, incremental: true',
      timeline: ['at: 1m, push: p1, store: profiles, mode: incremental'],
    }).toEnd();
    const sizes = played.facts('increment-sent').map(({ fact }) => fact.bytes);
    expect(sizes).toEqual([1e9, 1e9, 1e9]);
  });

  test('calls no hooks, which are for full pushes', () => {
    const hooks = ['hook: scripted, point: preStartOfPushJob, answers: [ABORT]'];
    const timeline = ['at: 1m, push: p1, store: profiles, mode: incremental'];
    const scene = { profile: 'as-designed', store: 'size: 1 GB, incremental: true', hooks };
    expect(
      playScene({ ...scene, timeline })
        .toEnd()
        .job().state,
    ).toBe('succeeded');
    const full = ['at: 1m, push: p1, store: profiles'];
    expect(
      playScene({ ...scene, timeline: full })
        .toEnd()
        .job().state,
    ).toBe('refused');
  });
});

describe('where it writes', () => {
  const emergency = { 'emergency.source.region': 'dc-1' };

  test.each([
    ['the source fabric of the store', 'size: 10 GB', 0],
    ['the emergency source, if the store is active-active', 'size: 10 GB, activeActive: true', 1],
  ])('in %s', (_where, store, region) => {
    const switches = { 'emergency-for-all-stores': 'off' };
    const played = play({ store, switches, config: emergency });
    expect(played.facts('writing-started').map(({ fact }) => fact.region)).toEqual([region]);
    expect(played.job().state).toBe('succeeded');
  });

  test('nowhere if the brokers there cannot be reached', () => {
    const played = play({ timeline: ['at: 0s, fault: broker-outage, region: dc-0, for: 1h'] });
    expect(played.job()).toMatchObject({ state: 'refused' });
    expect(played.job().reason).toContain('real-time topic cannot be written');
  });

  test('later if the brokers fail while it writes', () => {
    const outage = 'at: 61s, fault: broker-outage, region: dc-0, for: 1h';
    expect(
      takenIn(play({ timeline: [outage] })).map(([, , ms]) => ms >= milliseconds('1h')),
    ).toEqual([true, true]);
  });
});

describe('which version takes it in', () => {
  test('every finished one of the region, and the newer one that is finished meanwhile', () => {
    const played = play({
      size: '4 GB',
      timeline: ['at: 61s, push: p2, store: profiles, size: 1 GB'],
    });
    expect(played.serves()).toEqual([2, 2]);
    const versions = played
      .facts('increment-taken-in')
      .map(({ fact }) => `${fact.region}: v${fact.version}`);
    expect(new Set(versions)).toEqual(new Set(['0: v1', '0: v2', '1: v1', '1: v2']));
  });

  test('the old one in a region that a push left out', () => {
    const played = playScene({
      profile: 'as-designed',
      store: 'size: 1 GB, incremental: true',
      switches: { 'block-incremental': 'off' },
      timeline: [
        'at: 1m, operator: mark-degraded, region: dc-1',
        'at: 2m, push: p1, store: profiles',
        'at: 30m, push: p2, store: profiles, mode: incremental',
      ],
    }).until('1h');
    const versions = played.facts('increment-taken-in').filter(({ fact }) => fact.served);
    expect(versions.map(({ fact }) => [fact.region, fact.version]).sort()).toEqual([
      [0, 2],
      [1, 1],
      [2, 2],
    ]);
  });
});

describe('what breaks it', () => {
  test('a region that does not answer for half an hour; its records come when it is back', () => {
    const played = play({ timeline: ['at: 61s, fault: region-outage, region: dc-1, for: 2h'] });
    expect(played.job()).toMatchObject({ state: 'failed' });
    expect(played.job().reason).toContain('dc-1 is UNKNOWN');
    expect(takenIn(played).map(([region]) => region)).toEqual([0, 1]);
    expect(played.facts('admin-message-sent')).toEqual([]);
  });

  test('the limit of the job, if servers stay away', () => {
    const played = play({
      config: { 'push.job.timeout.override.ms': 3_600_000 },
      timeline: ['at: 61s, fault: server-outage, region: dc-1, for: 2h'],
    });
    expect(played.job()).toMatchObject({ state: 'killed', endedAt: milliseconds('61m') });
    expect(takenIn(played).map(([region]) => region)).toEqual([0, 1]);
  });

  test.each([
    ['replica-error', 'store: profiles, partition: 1, replica: 2'],
    ['disk-full', 'host: 3'],
  ])('a replica that fails while it reads (%s)', (fault, fields) => {
    const played = play({ timeline: [`at: 65s, fault: ${fault}, region: dc-1, ${fields}`] });
    expect(played.job()).toMatchObject({ state: 'failed' });
    expect(played.job().reason).toContain('dc-1 is ERROR');
  });

  test('not the loss of a server: its replicas serve nothing and are not counted', () => {
    const played = play({
      timeline: ['at: 65s, fault: server-loss, region: dc-1, host: 2, for: 1h'],
    });
    expect(played.job()).toMatchObject({ state: 'succeeded' });
    expect(takenIn(played)[1]).toEqual([1, 1, 12_500 + 700]);
    const moved = played.facts('increment-rescheduled').map(({ fact }) => fact.dueOnClock);
    expect(moved[0]?.every((due) => due < 0)).toBe(true);
  });

  test('not a failover of controllers, which hold nothing of it', () => {
    const played = play({
      timeline: [
        'at: 62s, fault: controller-failover, region: dc-1, for: 1m',
        'at: 62s, fault: parent-failover, for: 1m',
      ],
    });
    expect(played.job()).toMatchObject({ state: 'succeeded' });
  });
});

describe('Da Vinci instances', () => {
  const store = 'size: 10 GB, daVinci: { instances: 4, regions: [dc-1] }';

  test('are waited for while they are gone for a short time', () => {
    const played = play({
      store,
      timeline: [
        'at: 61s, fault: client-loss, region: dc-1, store: profiles, instances: 4, for: 7m',
      ],
    });
    const seen = played.facts('push-polled').filter(({ fact }) => fact.changed);
    expect(seen.map(({ fact }) => fact.regions)).toEqual([
      'dc-0 START_OF_INCREMENTAL_PUSH_RECEIVED, dc-1 START_OF_INCREMENTAL_PUSH_RECEIVED',
      'dc-0 END_OF_INCREMENTAL_PUSH_RECEIVED, dc-1 START_OF_INCREMENTAL_PUSH_RECEIVED',
      'dc-0 END_OF_INCREMENTAL_PUSH_RECEIVED, dc-1 END_OF_INCREMENTAL_PUSH_RECEIVED',
    ]);
    expect(played.job().state).toBe('succeeded');
  });

  test('hold nothing up once they have been silent for half an hour', () => {
    const played = play({
      store,
      timeline: ['at: 30s, fault: client-loss, region: dc-1, store: profiles, instances: 1'],
    });
    const { state, endedAt } = played.job();
    expect(state).toBe('succeeded');
    expect(endedAt).toBeGreaterThan(milliseconds('30m'));
    expect(endedAt).toBeLessThan(milliseconds('40m'));
  });
});
