/**
 * The differences between the kinds of pushes: where their bytes come from, who may kill them, what they do to the store, and the steps that come
 * before a version.
 */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../scenarios/index.js';
import { milliseconds, type PlayedScenario, playScene } from '../../support/played-scenario.js';

const designed = { profile: 'as-designed' } as const;
const latencies =
  'controllerCall: 20ms, adminChannel: 300ms, ingestionTail: 700ms, schemaRegistration: 2s, dictionaryBuild: 90s';

/** The number of the push whose bytes a region has under a version; -1 = what it began with. */
function contentOf(played: PlayedScenario, region: number, version: number): number | undefined {
  const { regions } = played.world();
  return regions[region]?.stores[0]?.versions.find(({ number }) => number === version)?.content;
}

describe('a repush', () => {
  const pushes = (repush: string) => [
    'at: 1m, push: p1, store: profiles, size: 3 GB',
    `at: 20m, push: venice_re_push_1, store: profiles, mode: repush${repush}`,
  ];

  test('has the bytes of what is served, if it names no version', () => {
    const played = playScene({ ...designed, timeline: pushes('') }).toEnd();
    expect(played.serves()).toEqual([3, 3, 3]);
    expect([0, 1, 2].map((region) => contentOf(played, region, 3))).toEqual([0, 0, 0]);
    const bytes = played.facts('source-topic-created').map(({ fact }) => fact.bytes);
    expect(bytes).toEqual([3e9, 3e9]);
  });

  test('has the bytes of the version it names, once that is served again', () => {
    const [first = '', again = ''] = pushes(', of: 1');
    const config = { 'controller.rolled.back.version.retention.ms': 1 };
    const back = 'at: 10m, operator: roll-back, store: profiles';
    const timeline = [first, back, again];
    const played = playScene({ ...designed, config, store: 'size: 7 GB', timeline });
    expect(contentOf(played.toEnd(), 1, 3)).toBe(-1);
    expect(played.facts('source-topic-created').at(-1)?.fact.bytes).toBe(7e9);
  });

  test('has bytes of its own if it makes them incomplete', () => {
    const defect = ', defect: { kind: infra-bug }';
    const played = playScene({ ...designed, timeline: pushes(defect) }).toEnd();
    expect(contentOf(played, 0, 3)).toBe(1);
  });

  test('reads the highest version that a region serves', () => {
    const played = playScene({
      ...designed,
      timeline: [
        'at: 1m, push: p1, store: profiles, mode: targeted, targets: [dc-0]',
        'at: 2h, push: venice_re_push_1, store: profiles, mode: repush',
      ],
    }).toEnd();
    expect(contentOf(played, 2, 3)).toBe(0);
  });

  test('is refused when its version is gone from the source fabric, or was never there', () => {
    const [first = '', again = ''] = pushes(', of: 1');
    const away = 'at: 10m, fault: network-cut, region: dc-1';
    const deleted = 'at: 11m, operator: delete-version, store: profiles, version: 1';
    const gone = playScene({ ...designed, timeline: [first, away, deleted, again] }).toEnd();
    expect(gone.job('venice_re_push_1')).toMatchObject({ state: 'refused' });
    expect(gone.job('venice_re_push_1').reason).toContain('v1 of profiles');
    const [, only] = pushes('');
    const nothing = playScene({ ...designed, store: 'startsWith: 0', timeline: [only ?? ''] });
    expect(nothing.toEnd().job('venice_re_push_1').reason).toContain('serves nothing');
  });

  test('alone can name a version', () => {
    const text = `title: t
horizon: 1h
regions: [dc-0, dc-1]
stores: [{ name: profiles }]
timeline: [{ at: 1m, push: p1, store: profiles, of: 1 }]
`;
    expect(() => parseScenario(text, 'of.yaml')).toThrow('only a repush copies a version');
  });
});

describe('a stream-reprocessing job', () => {
  const timeline = (mode: string) => [
    `at: 1m, push: p1, store: profiles, size: 3 GB, rate: 10 MB/s, mode: ${mode}`,
  ];

  test('writes as fast as it can, through a topic of its own', () => {
    const played = playScene({ ...designed, latencies, timeline: timeline('stream-reprocessing') });
    const [told] = played.toEnd().facts('job-accepted');
    const [written] = played.facts('end-of-push-written');
    expect(told?.fact.through).toBe('reprocessing-topic');
    expect((written?.at ?? 0) - (told?.at ?? 0)).toBe(300_000);
    expect(played.job().state).toBe('succeeded');
  });

  test('is no repush: what was served before is given up when the next push starts', () => {
    const given = (mode: string) => {
      const more = 'at: 40m, push: p2, store: profiles, size: 1 GB';
      const before = 'at: 0s, push: p0, store: profiles, size: 1 GB';
      const config = { 'controller.push.retry.cooldown.ms': 0 };
      const id = mode === 'repush' ? 'venice_re_push_1' : 'p1';
      const timeline = [before, `at: 20m, push: ${id}, store: profiles, mode: ${mode}`, more];
      const played = playScene({ ...designed, config, timeline }).until('21m');
      return played.facts('version-deleted').length;
    };
    expect(given('stream-reprocessing')).toBe(3);
    expect(given('repush')).toBe(0);
  });
});

describe("what a push's id does to its store", () => {
  const ttl = 'at: 1m, push: venice_ttl_re_push_1, store: profiles, mode: repush';

  test('a repush by time to live switches its flag on, and only a regular push of its kind off', () => {
    const played = playScene({
      ...designed,
      store: 'hybrid: true',
      timeline: [
        ttl,
        'at: 20m, push: p1, store: profiles',
        'at: 40m, push: venice_ttl_re_push_2, store: profiles, mode: repush',
        'at: 60m, push: venice_regular_push_with_ttl_re_push_1, store: profiles',
      ],
    }).toEnd();
    expect(played.facts('store-ttl-set').map(({ fact }) => fact.on)).toEqual([true, false]);
  });

  test.each([
    ['venice_ttl_re_push_1', 'succeeded', 'refused'],
    ['venice_compliance_push_1', 'failed', 'succeeded'],
    ['venice_re_push_1', 'failed', 'succeeded'],
  ])("%s ends %s and the user's push beside it %s", (push, system, user) => {
    // Another regular push would not even be requested beside a repush by time to live.
    const beside = 'venice_regular_push_with_ttl_re_push_1';
    const played = playScene({
      ...designed,
      config: { 'controller.push.retry.cooldown.ms': 0 },
      store: 'size: 50 GB, hybrid: true',
      timeline: [
        `at: 1m, push: ${push}, store: profiles, mode: repush`,
        `at: 2m, push: ${beside}, store: profiles`,
      ],
    }).toEnd();
    expect([played.job(push).state, played.job(beside).state]).toEqual([system, user]);
  });
});

describe('a migrating store', () => {
  test.each([
    ['keeps the topics of versions that go', true, 0],
    ['loses them when it does not migrate', false, 3],
  ])('%s', (_what, migrating, truncated) => {
    const played = playScene({
      ...designed,
      store: `migrating: ${migrating}`,
      timeline: ['at: 1m, push: p1, store: profiles', 'at: 30m, push: p2, store: profiles'],
    }).toEnd();
    expect(played.facts('version-deleted')).toHaveLength(3);
    expect(played.facts('topic-truncated')).toHaveLength(truncated);
  });
});

describe('an empty push', () => {
  const play = (config: Record<string, string | boolean>) =>
    playScene({
      store: 'swapWait: 30m',
      config,
      timeline: ['at: 1m, push: p1, store: profiles, mode: empty'],
    });
  const order = { 'deferred.version.swap.region.roll.forward.order': 'dc-2,dc-0,dc-1' };
  const inOrder = { ...order, 'deferred.version.swap.for.empty.push.enabled': true };

  test('swaps everywhere at once', () => {
    expect(play(order).until('10m').serves()).toEqual([2, 2, 2]);
  });

  test('with its key begins with the first region of the rollout order, and the others follow', () => {
    const played = play(inOrder);
    expect(played.until('10m').serves()).toEqual([1, 1, 2]);
    expect(played.toEnd().serves()).toEqual([2, 2, 2]);
    expect(played.parentStatus(2)).toBe('ONLINE');
  });
});

describe('the steps before a version', () => {
  const stepped = (push: string, store = 'size: 2 GB, dictionary: true') =>
    playScene({
      ...designed,
      latencies,
      store,
      timeline: [`at: 1m, push: p1, store: profiles${push}`],
    });
  const toldAt = (played: PlayedScenario) => played.toEnd().facts('job-accepted')[0]?.at;

  test.each([
    ['neither', '', 'size: 2 GB', 0],
    ['a new schema', ', newSchema: true', 'size: 2 GB', 2_000],
    ['a dictionary', '', 'size: 2 GB, dictionary: true', 90_000],
    ['both', ', newSchema: true', 'size: 2 GB, dictionary: true', 92_000],
    [
      'a dictionary that an empty push has no records for',
      ', mode: empty',
      'size: 2 GB, dictionary: true',
      0,
    ],
    [
      'a dictionary that a repush finds in its source',
      ', mode: repush',
      'size: 2 GB, dictionary: true',
      0,
    ],
  ])('%s', (_steps, push, store, takes) => {
    expect(toldAt(stepped(push, store))).toBe(60_040 + takes);
  });

  test.each([
    ['schema', 'INPUT_DATA_SCHEMA_VALIDATION_FAILED', false],
    ['dictionary', 'ZSTD_DICTIONARY_CREATION_FAILED', false],
    ['writing', 'START_DATA_WRITER_JOB', true],
  ])(
    'a job that fails at its %s says so, and kills the version if there is one',
    (step, at, kills) => {
      const played = stepped(`, failsAt: ${step}`).toEnd();
      expect(played.job().state).toBe('failed');
      expect(played.world().pushes[0]?.checkpoint).toBe(at);
      expect(played.parentStatus(2)).toBe(kills ? 'KILLED' : 'NOT_CREATED');
      expect(played.serves()).toEqual([1, 1, 1]);
    },
  );

  test('a step that ends while the parent has no leader continues with the next leader', () => {
    const played = playScene({
      ...designed,
      latencies,
      store: 'size: 2 GB, dictionary: true',
      timeline: ['at: 1m, push: p1, store: profiles', 'at: 2m, fault: parent-outage, for: 45s'],
    });
    expect(toldAt(played)).toBeGreaterThanOrEqual(milliseconds('165s'));
    expect(played.job().state).toBe('succeeded');
  });

  test.each([
    ['dictionary', 'this push builds no dictionary'],
    ['writing', 'an empty push has no records'],
  ])('failing at its %s needs that step', (step, why) => {
    const fails = () => stepped(`, failsAt: ${step}, mode: empty`, 'size: 2 GB');
    expect(fails).toThrow(why);
  });

  test.each([
    ['a push', '', 'JOB_STATUS_POLLING_COMPLETED'],
    [
      'one that waits for swaps',
      ', mode: targeted-deferred, targets: [dc-0]',
      'COMPLETE_VERSION_SWAP',
    ],
  ])('%s that succeeds reports its last step', (_push, wishes, at) => {
    const played = stepped(wishes, 'size: 1 GB').toEnd();
    expect(played.job().state).toBe('succeeded');
    expect(played.world().pushes[0]?.checkpoint).toBe(at);
  });
});
