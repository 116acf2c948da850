/**
 * Chains of several hooks in the engines that VIP-4 compares: an answer belongs to the entry that gave it, a chain keeps the list it began
 * with, only who waited after a step is called again, no region starves, and every call counts when it begins.
 */
import { describe, expect, test } from 'vitest';
import { type PlayedScenario, playScene, type Scene } from '../../support/played-scenario.js';

const push = 'at: 1m, push: p1, store: profiles';

const play = (engine: string, scene: Partial<Scene>): PlayedScenario =>
  playScene({
    profile: 'as-designed',
    timeline: [push],
    switches: { 'hook-engine': engine },
    horizon: '6h',
    ...scene,
  });

/** No call of these tests is interrupted. */
const patient = { 'venice.store.lifecycle.hooks.timeout.seconds': 3_600 };

const engines = [
  'vip4-parent',
  'vip4-child-poll',
  'vip4-child-rpc',
  'vip4-child-peer',
  'vip4-push-job',
];

/** Answers at a point: the entry of the list, the region, the outcome. */
const said = (played: PlayedScenario, point: string): string[] =>
  played
    .facts('hook-answered')
    .filter(({ fact }) => fact.point === point)
    .map(({ fact }) => `${fact.place} dc-${fact.region} ${fact.outcome}`);

describe.each(engines)('in %s', (engine) => {
  test('a list that changes during a call credits no hook with the answer of another', () => {
    const played = play(engine, {
      hooks: [
        'hook: scripted, point: preStoreVersionSwap, answers: [PROCEED], duration: 10m',
        'hook: business-hours, hours: "20:00-21:00"',
      ],
      timeline: [push, 'at: 8m, operator: update-store, store: profiles, hooks: [business-hours]'],
      config: patient,
    }).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    const first = said(played, 'preStoreVersionSwap').filter((words) => words.startsWith('0'));
    expect(new Set(first.map((words) => words.split(' ')[2]))).toEqual(new Set(['PROCEED']));
    expect(said(played, 'preStoreVersionSwap')).toContain('1 dc-0 WAIT');
  });

  test.each([
    ['removed', 'hooks: [notify]'],
    ['cleared', 'hooks: []'],
  ])('a hook that is %s during its call still rolls back', (_, change) => {
    const played = play(engine, {
      hooks: [
        'hook: scripted, point: postStoreVersionSwap, answers: [ROLLBACK], duration: 30m',
        'hook: notify',
      ],
      timeline: [push, `at: 15m, operator: update-store, store: profiles, ${change}`],
      config: patient,
    }).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.job().state).toBe('failed');
  });

  test('a hook that waits is not called again once it is removed, and the push goes on', () => {
    const played = play(engine, {
      hooks: ['hook: scripted, point: preStoreVersionSwap, answers: [WAIT]', 'hook: notify'],
      timeline: [push, 'at: 30m, operator: update-store, store: profiles, hooks: [notify]'],
    }).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.job().state).toBe('succeeded');
  });

  test('after a swap only the hook that waited is called again', () => {
    const played = play(engine, {
      hooks: [
        'hook: notify, milestones: [postStoreVersionSwap]',
        'hook: scripted, point: postStoreVersionSwap, region: dc-0, answers: [WAIT, WAIT, PROCEED]',
        'hook: scripted, point: postStoreVersionSwap, region: dc-1, answers: [PROCEED]',
      ],
    }).toEnd();
    const about = said(played, 'postStoreVersionSwap').filter((words) => words.includes('dc-0'));
    expect(about).toEqual([
      '0 dc-0 PROCEED',
      '1 dc-0 WAIT',
      '2 dc-0 PROCEED',
      '1 dc-0 WAIT',
      '1 dc-0 PROCEED',
    ]);
    expect(played.job().state).toBe('succeeded');
  });

  test('before a swap all hooks are called again, because they must let it pass together', () => {
    const played = play(engine, {
      hooks: [
        'hook: scripted, point: preStoreVersionSwap, answers: [PROCEED]',
        'hook: scripted, point: preStoreVersionSwap, region: dc-0, answers: [WAIT, PROCEED]',
      ],
    }).toEnd();
    const about = said(played, 'preStoreVersionSwap').filter((words) => words.includes('dc-0'));
    expect(about).toEqual(['0 dc-0 PROCEED', '1 dc-0 WAIT', '0 dc-0 PROCEED', '1 dc-0 PROCEED']);
  });

  test('a call that never ends counts as an invocation', () => {
    const played = play(engine, {
      hooks: ['hook: scripted, point: preStoreVersionSwap, region: dc-1, answers: [hangs]'],
      config: { 'venice.store.lifecycle.hooks.timeout.seconds': 0 },
    }).toEnd();
    expect(played.metric('hooks.invocations')).toBe(played.facts('hook-started').length);
    expect(played.metric('hooks.outcomes')).toBe(played.metric('hooks.invocations') - 1);
  });

  test('a hook after a swap is called again about its own region once its configuration has changed', () => {
    const played = play(engine, {
      hooks: [
        'hook: notify, milestones: [postStoreVersionSwap]',
        'hook: scripted, point: postStoreVersionSwap, region: dc-0, answers: [WAIT]',
      ],
      timeline: [
        push,
        'at: 30m, operator: update-store, store: profiles, hookConfig: { notify.sink: pager }',
      ],
    }).toEnd();
    const told = played.facts('hook-event-sent').map(({ fact }) => fact.text.split(':')[0]);
    expect(told.filter((sink) => sink === 'pager')).toEqual(['pager']);
  });
});

const threeRegions = ['dc-0', 'dc-1', 'dc-2'];
const fiveRegions = [...threeRegions, 'dc-3', 'dc-4'];

describe('a slow chain', () => {
  test.each([
    ['vip4-parent', threeRegions, 'preStoreVersionSwap'],
    ['vip4-parent', fiveRegions, 'preStoreVersionSwap'],
    ['vip4-parent', threeRegions, 'preStoreVersionCreation'],
    ['vip4-parent', fiveRegions, 'preStoreVersionCreation'],
    ['vip4-push-job', threeRegions, 'preStoreVersionSwap'],
    ['vip4-push-job', fiveRegions, 'preStoreVersionCreation'],
    ['vip4-child-rpc', threeRegions, 'preStoreVersionSwap'],
    ['vip4-child-poll', fiveRegions, 'preStoreVersionCreation'],
  ])('in %s with %j starves no region at %s', (engine, regions, point) => {
    const last = regions.length - 1;
    const others = regions.slice(0, last);
    const played = play(engine, {
      regions,
      hooks: [
        `hook: scripted, point: ${point}, answers: [PROCEED], duration: 70s`,
        ...others.map(
          (region) => `hook: scripted, point: ${point}, region: ${region}, answers: [WAIT]`,
        ),
      ],
    }).toEnd();
    expect(played.serves()).toEqual([...others.map(() => 1), 2]);
  });

  test.each([['postStoreVersionSwap'], ['preStoreVersionSwap']])(
    'that waits at %s calls about every region in turn',
    (point) => {
      const played = play('vip4-parent', {
        regions: fiveRegions,
        hooks: [`hook: scripted, point: ${point}, answers: [WAIT], duration: 70s`],
      }).toEnd();
      const calls = fiveRegions.map(
        (_, region) =>
          said(played, point).filter((words) => words.includes(`dc-${region} `)).length,
      );
      expect(Math.max(...calls) - Math.min(...calls)).toBeLessThanOrEqual(1);
    },
  );
});

describe('the time in the queue', () => {
  const oneThread = { 'venice.store.lifecycle.hooks.threads': 1 };

  test('is kept for each call: sum, quantiles and the longest', () => {
    const played = playScene({
      profile: 'as-designed',
      stores: ['{ name: others, partitions: 4 }'],
      hooks: ['hook: scripted, point: preStoreVersionCreation, answers: [PROCEED], duration: 1m'],
      timeline: [push, 'at: 1m, push: p2, store: others'],
      config: oneThread,
    }).toEnd();
    const waits = played.facts('hook-started').map(({ fact }) => fact.queueMs);
    expect(waits.at(-1)).toBeGreaterThan(0);
    expect(played.metric('hooks.queue_wait_ms')).toBe(waits.reduce((sum, ms) => sum + ms, 0));
    const longest = played
      .metrics('hooks.queue_wait_quantile_ms')
      .find(({ labels }) => labels.quantile === '1');
    expect(longest?.value).toBe(Math.max(...waits));
  });

  test('of a call that is never begun is reported apart', () => {
    const played = playScene({
      profile: 'as-designed',
      horizon: '30h',
      hooks: [
        'hook: scripted, point: preStoreVersionSwap, region: dc-1, answers: [hangs]',
        'hook: notify',
      ],
      timeline: [push],
      config: { 'venice.store.lifecycle.hooks.timeout.seconds': 0 },
    }).toEnd();
    expect(played.metric('hooks.queued_at_end')).toBeGreaterThan(0);
    expect(played.metric('hooks.queue_wait_ms')).toBe(0);
  });
});
