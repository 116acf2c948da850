/**
 * `davinci.paused.sit.enabled`: instances of regions that are no targets subscribe at once and pause, and read when the target regions are
 * done, not when their region serves the version. StoreBackend#trySubscribeDaVinciFutureVersion. Refreshes take 30 s, the tail of reading 1 s.
 */
import { describe, expect, test } from 'vitest';
import { playScene, type Scene } from '../../support/played-scenario.js';

const second = 1_000;

function play(isPaused: boolean, more: Partial<Scene> = {}) {
  const { config, ...rest } = more;
  return playScene({
    latencies: 'metadataRefresh: 30s, ingestionTail: 1s, adminChannel: 1s',
    store: 'size: 10 GB, swapWait: 60m, daVinci: { instances: 2 }',
    timeline: ['at: 1m, push: p1, store: profiles, mode: targeted-deferred, targets: [dc-0]'],
    config: { 'davinci.paused.sit.enabled': isPaused, ...config },
    horizon: '12h',
    ...rest,
  });
}

type Played = ReturnType<typeof play>;

/** When each subscription of an instance of a region was recorded, and whether it paused. */
function subscriptions(played: Played, region: number, instance = 0) {
  return played
    .facts('dvc-subscribed')
    .filter(
      ({ fact }) => fact.region === region && fact.instance === instance && fact.version === 2,
    )
    .map(({ at, fact }) => ({ at, paused: fact.beganOnClock < 0 }));
}

function firstOf(played: Played, kind: 'dvc-ready' | 'version-swapped', region: number): number {
  return played.facts(kind).find(({ fact }) => fact.region === region)?.at ?? Number.NaN;
}

describe.each([2, 3, 5])('%s regions, of which one is a target', (count) => {
  const regions = Array.from({ length: count }, (_, region) => `dc-${region}`);
  const others = regions.map((_, region) => region).slice(1);

  test('instances of the others pause at the refresh after the version appears, and read after the promotion', () => {
    const played = play(true, { regions }).toEnd();
    const promotedAt = played.facts('target-promoted')[0]?.at ?? Number.NaN;
    for (const region of others) {
      const created = played.facts('version-created').find(({ fact }) => fact.region === region);
      const received = played
        .facts('target-promotion-received')
        .find(({ fact }) => fact.region === region);
      expect(received?.at).toBe(promotedAt + second);
      expect(subscriptions(played, region)).toEqual([
        { at: (created?.at ?? 0) + 30 * second, paused: true },
        { at: promotedAt + 31 * second, paused: false },
      ]);
    }
  });

  test('instances of the target read at once', () => {
    const [first, ...more] = subscriptions(play(true, { regions }).toEnd(), 0);
    expect([first?.paused, more]).toEqual([false, []]);
  });
});

test('paused instances have read the version before their region serves it, others read it after that', () => {
  const [paused, usual] = [play(true).toEnd(), play(false).toEnd()];
  expect(firstOf(paused, 'dvc-ready', 1)).toBeLessThan(firstOf(paused, 'version-swapped', 1));
  expect(firstOf(usual, 'dvc-ready', 1)).toBeGreaterThan(firstOf(usual, 'version-swapped', 1));
});

test('a region waits for its paused instances, as they report', () => {
  const ended = (played: Played): number =>
    played
      .facts('push-status-set')
      .find(({ fact }) => fact.region === 1 && fact.status === 'COMPLETED')?.at ?? Number.NaN;
  const paused = play(true).toEnd();
  expect(ended(paused)).toBeGreaterThanOrEqual(firstOf(paused, 'dvc-ready', 1));
});

test('with a rollout order only the first region is active', () => {
  const order = { 'deferred.version.swap.region.roll.forward.order': 'dc-1,dc-0,dc-2' };
  const played = play(true, { config: order }).toEnd();
  expect(subscriptions(played, 0)[0]?.paused).toBe(true);
  expect(subscriptions(played, 1)[0]?.paused).toBe(false);
});

test('an instance that restarts while it is paused stays paused and reads after the promotion', () => {
  const restart =
    'at: 3m, fault: client-loss, region: dc-1, store: profiles, instances: 1, for: 30s';
  const targeted = 'at: 1m, push: p1, store: profiles, mode: targeted-deferred, targets: [dc-0]';
  const played = play(true, { timeline: [targeted, restart] }).toEnd();
  const promotedAt = played.facts('target-promoted')[0]?.at ?? Number.NaN;
  expect(subscriptions(played, 1).at(-1)).toEqual({ at: promotedAt + 31 * second, paused: false });
  expect(played.instancesServe('dc-1')).toEqual([2, 2]);
});

test('a push without target regions pauses nothing', () => {
  const played = play(true, { timeline: ['at: 1m, push: p1, store: profiles'] }).toEnd();
  expect(subscriptions(played, 1).map(({ paused }) => paused)).toEqual([false]);
});

test('as designed instances lead their servers, so the key changes nothing', () => {
  const designed = { profile: 'as-designed' };
  expect(subscriptions(play(true, designed).toEnd(), 1)).toEqual(
    subscriptions(play(false, designed).toEnd(), 1),
  );
});
