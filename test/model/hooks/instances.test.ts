/**
 * Da Vinci instances as targets of a rollout: every engine that can calls the hooks about their ingestion, the built-in gates hold them as they hold
 * servers, and a push that is taken back leaves no instance behind.
 */
import { describe, expect, test } from 'vitest';
import {
  inOrder,
  type PlayedScenario,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const push = 'at: 1m, push: p1, store: profiles';
const inAll = 'daVinci: { instances: 2 }';
const inOne = 'daVinci: { instances: 2, regions: [dc-1] }';
const children = ['vip4-child-poll', 'vip4-child-rpc', 'vip4-child-peer'];
const central = ['vip4-parent', 'vip4-push-job'];
const regions = ['dc-0', 'dc-1', 'dc-2'];

const play = (engine: string, scene: Partial<Scene>): PlayedScenario =>
  playScene({
    profile: 'as-designed',
    timeline: [push],
    switches: { 'hook-engine': engine },
    horizon: '30h',
    ...scene,
  });

describe.each([...central, ...children])(
  'the hook after instances may begin under %s',
  (engine) => {
    const point = 'postStartOfStoreVersionIngestionForDaVinci';

    test.each([
      ['alone, in one region', inOne, []],
      ['alone, in all regions', inAll, []],
      [
        'with a hook before it',
        inAll,
        [
          'hook: scripted, point: preStartOfStoreVersionIngestionForDaVinci, answers: [WAIT, PROCEED]',
        ],
      ],
    ])('takes the push back: %s', (_, store, before) => {
      const hooks = [
        ...before,
        `hook: scripted, point: ${point}, region: dc-1, answers: [ROLLBACK]`,
      ];
      const played = play(engine, { store, hooks }).toEnd();
      expect(played.job().state).toBe('failed');
      expect(played.serves()).toEqual([1, 1, 1]);
      expect(regions.flatMap((name) => played.instancesServe(name))).not.toContain(2);
    });

    test('is called once in each region with instances, and nowhere else', () => {
      const hooks = [`hook: scripted, point: ${point}, answers: [PROCEED]`];
      const asked = (store: string) =>
        play(engine, { store, hooks })
          .toEnd()
          .facts('hook-answered')
          .map(({ fact }) => fact.region)
          .toSorted();
      expect(asked(inOne)).toEqual([1]);
      expect(asked(inAll)).toEqual([0, 1, 2]);
    });
  },
);

/** When each region first served v2, with servers or instances, in minutes. */
function began(played: PlayedScenario): number[] {
  const served = [...played.facts('version-swapped'), ...played.facts('dvc-swapped')].filter(
    ({ fact }) => fact.version === 2,
  );
  return [0, 1, 2]
    .map((region) => served.filter(({ fact }) => fact.region === region).map(({ at }) => at))
    .map((times) => Math.min(...times) / 60_000)
    .toSorted((one, other) => one - other);
}

describe.each(central)('the gates under %s', (engine) => {
  test.each([
    ['in an order', inOrder, inAll],
    ['without an order', {}, inAll],
    ['with instances in one region', {}, inOne],
    ['with instances in the second region of an order', inOrder, inOne],
  ])('minimum-delay spaces regions out, instances and servers alike: %s', (_, config, store) => {
    const played = play(engine, {
      store,
      config,
      hooks: ['hook: minimum-delay, between: 1h'],
    }).toEnd();
    const [first = 0, second = 0, third = 0] = began(played);
    expect(second - first).toBeGreaterThanOrEqual(58);
    expect(third - second).toBeGreaterThanOrEqual(58);
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.job().state).toBe('succeeded');
  });

  test.each([
    ['without an order', {}, ''],
    ['in an order', inOrder, ''],
    ['with instances', {}, inAll],
    ['with instances in one region', {}, inOne],
  ])('health-gate limits a bad push to one region: %s', (_, config, store) => {
    const timeline = [`${push}, defect: { kind: incomplete-data, severity: 0.2, showsAfter: 5m }`];
    const hooks = ['hook: health-gate, soak: 10m, failures: 3, says: ROLLBACK'];
    const played = play(engine, { store, config, timeline, hooks }).toEnd();
    expect(played.metric('outcome.blast_radius_regions')).toBeLessThanOrEqual(1);
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(regions.flatMap((name) => played.instancesServe(name))).not.toContain(2);
  });

  test.each([
    ['health-gate', 'hook: health-gate, soak: 10m'],
    ['regions-per-day', 'hook: regions-per-day, regions: 3'],
    [
      'business-hours',
      'hook: business-hours, hours: "00:00-23:59", weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]',
    ],
  ])('%s lets a good push through to servers and instances', (_, hook) => {
    const played = play(engine, { store: inAll, hooks: [hook] }).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(regions.flatMap((name) => played.instancesServe(name))).toEqual([2, 2, 2, 2, 2, 2]);
  });

  test('regions-per-day counts a region whose instances began today', () => {
    const played = play(engine, { store: inAll, hooks: ['hook: regions-per-day, regions: 1'] });
    played.until('8h');
    const served = regions.filter((name) => played.instancesServe(name).includes(2));
    expect(served).toHaveLength(1);
  });

  test('business-hours hold instances, too', () => {
    const hooks = ['hook: business-hours, hours: "20:00-21:00"'];
    const played = play(engine, { store: inAll, hooks }).until('5h');
    expect(regions.flatMap((name) => played.instancesServe(name))).not.toContain(2);
  });
});

test('a region that does not answer is UNKNOWN to a hook, and serves what it last reported', () => {
  const hooks = ['hook: minimum-delay, between: 20m'];
  const cut = 'at: 150s, fault: network-cut, region: dc-1, for: 3h';
  const played = play('vip4-parent', { hooks, timeline: [push, cut] }).until('100m');
  const { rollouts } = played.world().parent;
  expect([...rollouts.values()].map(({ regions: known }) => known[1]?.reported.serves)).toEqual([
    1,
  ]);
});
