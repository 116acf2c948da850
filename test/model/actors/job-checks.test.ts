/** What a push job refuses by itself, and an update of hooks that changes nothing as built. */
import { describe, expect, test } from 'vitest';
import { type PlayedScenario, playScene, type Scene } from '../../support/played-scenario.js';

const free = { 'controller.push.retry.cooldown.ms': 0 };
const ttl = 'at: 0s, push: venice_ttl_re_push_1, store: profiles, mode: repush';

/** A push two hours after a repush by time to live. */
function after(push: string, scene: Partial<Scene> = {}): PlayedScenario {
  const store = 'size: 1 GB, hybrid: true, incremental: true';
  const config = { ...free, ...scene.config };
  const timeline = [ttl, `at: 2h, push: ${push}`];
  return playScene({ store, timeline, horizon: '30h', ...scene, config }).until('29h');
}

describe('beside repushes by time to live', () => {
  const allow = { config: { 'allow.regular.push.with.ttl.repush': true } };
  const stamped = { config: { 'timestamp.field': 'ts' } };
  const two = { regions: ['dc-0', 'dc-1'] };
  test.each<[string, string, Partial<Scene>, string]>([
    ['a full push', 'p1, store: profiles', {}, 'refused'],
    ['a full push as designed', 'p1, store: profiles', { profile: 'as-designed' }, 'refused'],
    [
      'a full push without degraded mode',
      'p1, store: profiles',
      { profile: 'baseline' },
      'refused',
    ],
    ['a full push to two regions', 'p1, store: profiles', two, 'refused'],
    ['a deferred push', 'p1, store: profiles, mode: deferred', {}, 'refused'],
    [
      'a staged push',
      'p1, store: profiles, mode: targeted-deferred, targets: [dc-0]',
      {},
      'refused',
    ],
    [
      'a push that its id allows',
      'venice_regular_push_with_ttl_re_push_1, store: profiles',
      {},
      'succeeded',
    ],
    ['a push that its setting allows', 'p1, store: profiles', allow, 'succeeded'],
    ['a push with timestamps', 'p1, store: profiles', stamped, 'succeeded'],
    ['an empty push', 'p1, store: profiles, mode: empty', {}, 'succeeded'],
    ['an incremental push', 'p1, store: profiles, mode: incremental', {}, 'succeeded'],
    ['a repush', 'venice_re_push_2, store: profiles, mode: repush', {}, 'succeeded'],
    [
      'another repush by time to live',
      'venice_ttl_re_push_2, store: profiles, mode: repush',
      {},
      'succeeded',
    ],
    [
      'a stream-reprocessing job',
      'p1, store: profiles, mode: stream-reprocessing',
      {},
      'succeeded',
    ],
    [
      'a push of another store',
      'p1, store: views',
      { stores: ['{ name: views, size: 1 GB }'] },
      'succeeded',
    ],
  ])('%s: %s', (_what, push, scene, state) => {
    expect(after(push, scene).job(push.split(',')[0]).state).toBe(state);
  });

  test('a push that is allowed ends them, so that the next one needs no leave', () => {
    for (const config of [free, { ...free, 'allow.regular.push.with.ttl.repush': true }]) {
      const first =
        'allow.regular.push.with.ttl.repush' in config
          ? 'p0'
          : 'venice_regular_push_with_ttl_re_push_1';
      const played = playScene({
        store: 'size: 1 GB, hybrid: true',
        config,
        timeline: [
          ttl,
          `at: 2h, push: ${first}, store: profiles`,
          'at: 4h, push: p1, store: profiles',
        ],
      }).until('6h');
      expect(played.job('p1').state).toBe('succeeded');
      expect(played.facts('store-ttl-set').map(({ fact }) => fact.on)).toEqual([true, false]);
    }
  });
});

describe('an update with an empty list of hooks', () => {
  const hooks = ['hook: scripted, point: postStoreVersionSwap, answers: [PROCEED]'];
  const update = (what: string): string =>
    `at: 0s, operator: update-store, store: profiles, hooks: []${what}`;
  const push = 'at: 1m, push: p1, store: profiles, size: 1 GB';
  const calls = (what: string, scene: Partial<Scene> = {}): [number, boolean] => {
    const played = playScene({ hooks, timeline: [update(what), push], ...scene }).until('3h');
    const isAsked = played.facts('hook-answered').length + played.facts('hook-returned').length > 0;
    return [played.facts('operator-refused').length, isAsked];
  };

  test.each<[string, string, Partial<Scene>, [number, boolean]]>([
    ['alone is refused as built, and the hooks stay', '', {}, [1, true]],
    ['is the same in two regions', '', { regions: ['dc-0', 'dc-1'] }, [1, true]],
    [
      'beside something else is carried out, and the hooks stay',
      ', hookConfig: { a.key: value }',
      {},
      [0, true],
    ],
    ['clears the list as designed', '', { profile: 'as-designed' }, [0, false]],
    [
      'clears the list in a region whose own controller decides',
      '',
      { profile: 'as-designed', switches: { 'hook-engine': 'vip4-child-poll' } },
      [0, false],
    ],
  ])('%s', (_what, what, scene, found) => {
    expect(calls(what, scene)).toEqual(found);
  });

  test('is refused as built even if there are no hooks', () => {
    const played = playScene({ timeline: [update('')] }).toEnd();
    expect(played.facts('operator-refused').map(({ fact }) => fact.rule)).toEqual(['LH-3']);
  });
});

describe('two jobs with one id', () => {
  const twice = (more: string, scene: Partial<Scene> = {}): PlayedScenario =>
    playScene({
      timeline: [
        `at: 0s, push: p1, id: daily, store: profiles, size: 20 GB${more}`,
        `at: 20s, push: p2, id: daily, store: profiles, size: 20 GB`,
      ],
      ...scene,
    }).toEnd();

  test.each<[string, string, Partial<Scene>]>([
    ['as built', '', {}],
    ['as designed', '', { profile: 'as-designed' }],
    ['in two regions', '', { regions: ['dc-0', 'dc-1'] }],
    ['if the first dies', ', diesAt: 30s', {}],
    ['within the cooldown', '', { config: { 'controller.push.retry.cooldown.ms': 3_600_000 } }],
  ])('make one version, and the second succeeds: %s', (_what, more, scene) => {
    const played = twice(more, scene);
    expect(played.job('p2').state).toBe('succeeded');
    expect(played.facts('parent-version-created')).toHaveLength(1);
    expect(new Set(played.serves())).toEqual(new Set([2]));
  });

  test('fail together if the first one fails', () => {
    const played = twice(', failsAt: writing');
    expect([played.job('p1').state, played.job('p2').state]).toEqual(['failed', 'failed']);
  });

  test('are two pushes of the same kind as their id says', () => {
    const timeline = [
      'at: 0s, push: p1, id: venice_re_push_1, store: profiles, mode: repush, size: 100 GB',
      'at: 1m, push: p2, store: profiles, size: 1 GB',
    ];
    const config = { 'controller.push.retry.cooldown.ms': 0 };
    expect(playScene({ timeline, config }).toEnd().job('p2').state).toBe('succeeded');
  });
});

describe('an answer of the parent that is lost', () => {
  const play = (from: string, span: string, profile = 'as-built'): PlayedScenario =>
    playScene({
      profile,
      timeline: [
        'at: 1m, push: p1, store: profiles, size: 1 GB',
        `at: ${from}, fault: answers-lost, for: ${span}`,
      ],
    }).toEnd();

  test.each(['as-built', 'as-designed', 'baseline'])('makes no second version, %s', (profile) => {
    const played = play('1m', '22s', profile);
    expect(played.job().state).toBe('succeeded');
    expect(played.facts('answer-lost').length).toBe(5);
    expect(played.facts('parent-version-created')).toHaveLength(1);
  });

  test('refuses the push after the ten attempts of a request', () => {
    const played = play('1m', '2h');
    expect(played.job()).toMatchObject({
      state: 'refused',
      reason: 'no parent controller answered',
    });
    expect(played.facts('answer-lost')).toHaveLength(10);
  });

  test('costs a poll its repetition, with all that the first one did', () => {
    const played = play('5m', '3m');
    expect(played.job().state).toBe('succeeded');
    const online = played.facts('parent-version-status-set').at(0)?.at ?? 0;
    expect(played.job().endedAt - online).toBeGreaterThan(60_000);
  });
});
