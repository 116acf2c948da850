/**
 * What ends a push under hooks before its time: an ABORT of one region, a ROLLBACK before the job's end, an operator's rollback, kill or
 * roll-forward during the rollout; and an operator's rollback of a push without hooks.
 */
import { describe, expect, test } from 'vitest';
import {
  inOrder,
  type PlayedScenario,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const children = ['vip4-child-poll', 'vip4-child-rpc', 'vip4-child-peer'];
const engines = ['vip4-parent', ...children, 'vip4-push-job'];
const gating = ['vip4-parent', 'vip4-push-job'];
const push = 'at: 1m, push: p1, store: profiles';

const play = (engine: string, scene: Partial<Scene>): PlayedScenario =>
  playScene({
    profile: 'as-designed',
    timeline: [push],
    ...scene,
    switches: { 'hook-engine': engine, ...scene.switches },
  });

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const threeRegions = ['dc-0', 'dc-1', 'dc-2'];
const fiveRegions = [...threeRegions, 'dc-3', 'dc-4'];

describe.each(engines)('ABORT with the scope of one region under %s', (engine) => {
  const scoped = { 'abort-scope': 'region' };

  test.each([
    ['preStoreVersionSwap', threeRegions, ''],
    ['preStoreVersionSwap', fiveRegions, 'daVinci: { instances: 2 }'],
    ['preStoreVersionCreation', threeRegions, ''],
  ])(
    'at %s with %j (%s) leaves the region behind, and the job fails at its end',
    (point, regions, store) => {
      const hooks = [`hook: scripted, point: ${point}, region: dc-1, answers: [ABORT]`];
      const played = play(engine, { regions, store, hooks, switches: scoped }).toEnd();
      const others = times(regions.length - 2, 2);
      expect(played.serves()).toEqual([2, 1, ...others]);
      expect(played.job().state).toBe('failed');
      expect(played.parentStatus(2)).toBe('PARTIALLY_ONLINE');
      const lastSwap = played.facts('version-swapped').at(-1)?.at ?? 0;
      expect(played.job().endedAt).toBeGreaterThan(lastSwap);
    },
  );

  test('in every region ends as an error, and no region swaps', () => {
    const hooks = ['hook: scripted, point: preStoreVersionSwap, answers: [ABORT]'];
    const played = play(engine, { hooks, switches: scoped }).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.job().state).toBe('failed');
    expect(['ERROR', 'KILLED']).toContain(played.parentStatus(2));
  });
});

describe.each(engines)('ROLLBACK before the end of the job under %s', (engine) => {
  test.each([
    ['three regions', threeRegions, '', {}],
    [
      'five regions in an order',
      fiveRegions,
      '',
      { 'deferred.version.swap.region.roll.forward.order': fiveRegions.join(',') },
    ],
    ['Da Vinci instances', threeRegions, 'daVinci: { instances: 2 }', {}],
  ])('takes back every region: %s', (_, regions, store, config) => {
    const hooks = ['hook: scripted, point: preEndOfPushJob, answers: [ROLLBACK]'];
    const played = play(engine, { regions, store, config, hooks }).toEnd();
    expect(played.serves()).toEqual(times(regions.length, 1));
    expect(played.instancesServe('dc-0')).toEqual(store === '' ? [] : [1, 1]);
    expect(played.job().state).toBe('failed');
    expect(['ROLLED_BACK', 'KILLED']).toContain(played.parentStatus(2));
    expect(played.judgeEnd().breaches()).toEqual([]);
  });

  test('after a WAIT takes back every region, too', () => {
    const hooks = ['hook: scripted, point: preEndOfPushJob, answers: [WAIT, ROLLBACK]'];
    expect(play(engine, { hooks }).toEnd().serves()).toEqual([1, 1, 1]);
  });
});

const keepThree = {
  'min.number.of.store.versions.to.preserve': 3,
  'controller.backup.version.default.retention.ms': 864_000_000,
};

describe.each(gating)("an operator's rollback during a rollout under %s", (engine) => {
  const hooks = ['hook: minimum-delay, between: 1h'];
  const timeline = [
    push,
    'at: 5h, push: p2, store: profiles',
    'at: 330m, operator: roll-back, store: profiles',
  ];

  test.each([
    ['three regions', threeRegions, '', keepThree],
    ['five regions', fiveRegions, '', keepThree],
    ['an order', threeRegions, '', { ...keepThree, ...inOrder }],
    ['Da Vinci instances', threeRegions, 'daVinci: { instances: 2 }', keepThree],
  ])(
    'takes back the regions that serve the version and stops the others: %s',
    (_, regions, store, config) => {
      const played = play(engine, { regions, store, config, hooks, timeline }).toEnd();
      expect(played.facts('version-swapped').some(({ fact }) => fact.version === 3)).toBe(true);
      expect(played.serves()).toEqual(times(regions.length, 2));
      expect(played.job('p2')).toMatchObject({
        state: 'failed',
        reason: 'an operator rolled v3 back',
      });
      expect(played.parentStatus(3)).not.toBe('ONLINE');
      expect(played.judgeEnd().breaches()).toEqual([]);
    },
  );

  test('names the rollback as the end of the rollout', () => {
    const played = play(engine, { config: keepThree, hooks, timeline }).toEnd();
    const ends = played.facts('rollout-ended').map(({ fact }) => fact.text);
    expect(ends).toContain('ends: an operator rolled v3 back');
  });

  test('of one region ends the rollout, and the push fails', () => {
    const one = [
      ...timeline.slice(0, 2),
      'at: 330m, operator: roll-back, store: profiles, regions: [dc-0]',
    ];
    const played = play(engine, {
      config: { ...keepThree, ...inOrder },
      hooks,
      timeline: one,
    }).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.job('p2').state).toBe('failed');
  });
});

describe('an operator during a rollout', () => {
  const hooks = ['hook: minimum-delay, between: 1h'];

  test.each(gating)(
    'who rolls forward everywhere under %s ends it, and the push succeeds',
    (engine) => {
      const timeline = [push, 'at: 30m, operator: roll-forward, store: profiles'];
      const played = play(engine, { hooks, timeline }).toEnd();
      expect(played.serves()).toEqual([2, 2, 2]);
      expect(played.job().state).toBe('succeeded');
      const ends = played.facts('rollout-ended').map(({ fact }) => fact.text);
      expect(ends).toEqual(['ends: an operator rolled v2 forward everywhere']);
    },
  );

  test.each(gating)('who kills the push under %s ends it', (engine) => {
    const timeline = [push, 'at: 30m, operator: kill-push, push: p1'];
    const played = play(engine, { hooks, timeline }).toEnd();
    expect(played.job().state).toBe('failed');
    expect(played.facts('rollout-ended').map(({ fact }) => fact.outcome)).toEqual(['killed']);
  });
});

describe("an operator's rollback of a push without hooks", () => {
  const slow = 'at: 30s, fault: straggler, region: dc-2, store: profiles, factor: 500, for: 4h';
  const scene = (profile: string): PlayedScenario =>
    playScene({
      profile,
      timeline: [slow, push, 'at: 20m, operator: roll-back, store: profiles'],
    });

  test('as designed takes back the regions that serve the version, and kills it where it is read', () => {
    const played = scene('as-designed').until('19m');
    expect(played.serves()).toEqual([2, 2, 1]);
    played.toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.job().state).toBe('failed');
    expect(played.statuses(2)).not.toContain('ONLINE');
  });

  test("as built takes back the parent's current version, which no region serves any more", () => {
    const played = scene('as-built').until('1h');
    expect(played.facts('operator-acted').map(({ fact }) => fact.text)).toEqual([
      'rolls profiles back from v1',
    ]);
  });
});

describe('instances that are held back', () => {
  test.each([
    ['vip4-parent', '90s', 'daVinci: { instances: 2, regions: [dc-1] }'],
    ['vip4-parent', '5m', 'daVinci: { instances: 3 }'],
    ['vip4-push-job', '90s', 'daVinci: { instances: 2, regions: [dc-1] }'],
    ['vip4-child-rpc', '90s', 'daVinci: { instances: 2, regions: [dc-1] }'],
    ['vip4-child-poll', '90s', 'daVinci: { instances: 2 }'],
  ])(
    'under %s with an admin channel of %s are reported after their region has released them',
    (engine, channel, store) => {
      const played = play(engine, {
        store,
        latencies: `adminChannel: ${channel}`,
        hooks: [
          'hook: scripted, point: preStartOfStoreVersionIngestionForDaVinci, answers: [WAIT, WAIT, WAIT, PROCEED]',
          'hook: notify, milestones: [postStartOfStoreVersionIngestionForDaVinci]',
        ],
      }).toEnd();
      const told = played.facts('hook-event-sent');
      expect(told.length).toBeGreaterThan(0);
      for (const { at, fact } of told) {
        const released = played
          .facts('dvc-released')
          .find((one) => one.fact.region === fact.region);
        expect(at).toBeGreaterThanOrEqual(released?.at ?? Number.POSITIVE_INFINITY);
      }
    },
  );
});
