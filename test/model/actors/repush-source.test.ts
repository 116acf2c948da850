/** What a repush is made from, what its version remembers of that, and which backups go because of it. */
import { describe, expect, test } from 'vitest';
import { type PlayedScenario, playScene, type Scene } from '../../support/played-scenario.js';

const free = { 'controller.push.retry.cooldown.ms': 0 };

/** A user's push at the start, repushes an hour apart from two hours on, and a check before the next five minutes of the last are over. */
function play(repushes: readonly string[], scene: Partial<Scene> = {}): PlayedScenario {
  const timeline = [
    'at: 0s, push: p1, store: profiles, size: 1 GB',
    ...repushes.map(
      (one, index) => `at: ${2 + index}h, push: ${one}, store: profiles, mode: repush`,
    ),
  ];
  return playScene({ store: 'hybrid: true', config: free, horizon: '9d', timeline, ...scene });
}

/** Versions that each region has, and serves last. */
const kept = (played: PlayedScenario): number[][] =>
  played
    .world()
    .regions.map(({ stores }) => (stores[0]?.versions ?? []).map(({ number }) => number));

describe('hours after repushes a region has', () => {
  test.each<[string, readonly string[], Partial<Scene>, number[]]>([
    ['the version of the user before the source', ['venice_re_push_1'], {}, [1, 3]],
    ['the same as designed', ['venice_re_push_1'], { profile: 'as-designed' }, [1, 3]],
    ['the same without degraded mode', ['venice_re_push_1'], { profile: 'baseline' }, [1, 3]],
    ['the same in a store of batches', ['venice_re_push_1'], { store: '' }, [1, 3]],
    ['the same after two repushes', ['venice_re_push_1', 'venice_re_push_2'], {}, [1, 4]],
    ['the version before, after a repush by time to live', ['venice_ttl_re_push_1'], {}, [2, 3]],
    ['the version before, after a compliance push', ['venice_compliance_push_1'], {}, [2, 3]],
    ['the version before, if no id says repush', ['p2'], {}, [2, 3]],
  ])('%s', (_what, repushes, scene, versions) => {
    const played = play(repushes, scene).until('8h');
    expect(kept(played)).toEqual([versions, versions, versions]);
  });

  test.each([2, 4, 7])('the same in %i regions and in two stores', (count) => {
    const regions = Array.from({ length: count }, (_, index) => `dc-${index}`);
    const stores = ['{ name: views, size: 2 GB, sourceFabric: dc-1 }'];
    const played = play(['venice_re_push_1'], { regions, stores }).until('8h');
    expect(kept(played)).toEqual(regions.map(() => [1, 3]));
  });
});

describe('a rollback after a repush', () => {
  test.each(['as-built', 'as-designed', 'baseline'])(
    'goes to the version of the user, %s',
    (profile) => {
      const timeline = [
        'at: 0s, push: p1, store: profiles, size: 1 GB',
        'at: 2h, push: venice_re_push_1, store: profiles, mode: repush',
        'at: 4h, operator: roll-back, store: profiles',
      ];
      const played = playScene({ profile, config: free, timeline }).until('5h');
      expect(played.serves()).toEqual([1, 1, 1]);
      if (profile === 'as-designed') expect(played.parentCurrent()).toBe(1);
      expect(played.breaches()).toEqual([]);
    },
  );

  test('that moves no region says so in every region', () => {
    const timeline = [
      'at: 0s, push: p1, store: profiles, size: 1 GB',
      'at: 8d, operator: roll-back, store: profiles',
    ];
    const played = playScene({ horizon: '9d', timeline }).until('8d1m');
    const skipped = played.facts('rollback-skipped').map(({ fact }) => fact.because);
    expect(skipped).toEqual(Array(3).fill('there is no version to go back to from v2'));
  });
});

describe('a repush that names its version', () => {
  const named = (of: number, more: readonly string[], regions = ['dc-0', 'dc-1', 'dc-2']) =>
    playScene({
      regions,
      config: free,
      timeline: [
        'at: 0s, push: p1, store: profiles, size: 1 GB',
        ...more,
        `at: 2h, push: venice_re_push_1, store: profiles, mode: repush, of: ${of}`,
      ],
    }).until('4h');

  test.each([2, 3, 5])('is refused unless it is the one all %i regions serve', (count) => {
    const regions = Array.from({ length: count }, (_, index) => `dc-${index}`);
    expect(named(1, [], regions).job('venice_re_push_1')).toMatchObject({
      state: 'refused',
      reason: 'v1 of profiles is not what the regions serve; all of them serve v2',
    });
    expect(named(2, [], regions).job('venice_re_push_1').state).toBe('succeeded');
  });

  test('may be any while regions differ, or one of them does not answer', () => {
    const silent = named(1, ['at: 1h, fault: store-reads-outage, region: dc-1, for: 2h']);
    expect(silent.job('venice_re_push_1').reason).not.toContain('is not what the regions serve');
    const forced = named(1, [
      'at: 1h, operator: force-current-version, store: profiles, region: dc-1, version: 1',
    ]);
    expect(forced.job('venice_re_push_1').reason).not.toContain('is not what the regions serve');
  });

  test('is not remembered as a source, so that nothing goes after an hour', () => {
    const played = named(2, []);
    expect(kept(played)[1]).toEqual([2, 3]);
  });
});
