/**
 * A roll-forward beside a region that does not answer: it spends four minutes on queries before it calls any region, holds the store's lock and
 * its worker meanwhile, and the fifth failure ends the version.
 */
import { describe, expect, test } from 'vitest';
import {
  deferredPush,
  inOrder,
  milliseconds,
  type PlayedScenario,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

/** Two regions have the version, one is silent from then on. */
function play(silent: string, more: Partial<Scene> = {}): PlayedScenario {
  const { timeline = [], config = {} } = more;
  return playScene({
    store: 'size: 1 GB, swapWait: 5m',
    ...more,
    config,
    timeline: [
      deferredPush('dc-0'),
      `at: 3m, fault: controller-outage, region: ${silent}`,
      ...timeline,
    ],
  });
}

const waits = (played: PlayedScenario) => played.facts('roll-forward-waits');

describe('with a rollout order', () => {
  const played = play('dc-2', { config: inOrder }).until('2h');

  test('a check of a store takes 290 s before the first call', () => {
    const [first, second] = waits(played);
    expect((first?.fact.until ?? 0) - played.world().setup.start - (first?.at ?? 0)).toBe(290_000);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(290_000);
  });

  test('five of them take 21 to 25 minutes, then the version is PARTIALLY_ONLINE (hooks example 48)', () => {
    const begun = waits(played)[0]?.at ?? 0;
    const ended = played
      .facts('parent-version-status-set')
      .find(({ fact }) => fact.status === 'PARTIALLY_ONLINE');
    expect(waits(played)).toHaveLength(5);
    const took = (ended?.at ?? 0) - begun;
    expect(took).toBeGreaterThanOrEqual(milliseconds('21m'));
    expect(took).toBeLessThanOrEqual(milliseconds('25m'));
    expect(played.serves()).toEqual([2, 1, 1]);
  });
});

describe('all at once', () => {
  test('each takes 245 s, and the fifth comes after some 40 minutes (hooks example 27b)', () => {
    const longLimits = { 'job.status.in.unknown.state.timeout.ms': 7_200_000 };
    const played = play('dc-2', { config: longLimits }).until('3h');
    const [first] = waits(played);
    expect((first?.fact.until ?? 0) - played.world().setup.start - (first?.at ?? 0)).toBe(245_000);
    const ended = played
      .facts('parent-version-status-set')
      .find(({ fact }) => fact.status === 'PARTIALLY_ONLINE');
    const took = (ended?.at ?? 0) - milliseconds('3m');
    expect(took).toBeGreaterThan(milliseconds('35m'));
    expect(took).toBeLessThan(milliseconds('50m'));
    expect(played.serves()).toEqual([2, 1, 1]);
  });

  test('a region that answers again before the end is rolled forward', () => {
    const played = playScene({
      config: inOrder,
      store: 'size: 1 GB, swapWait: 5m',
      timeline: [deferredPush('dc-0'), 'at: 3m, fault: controller-outage, region: dc-2, for: 5m'],
    }).until('20m');
    expect(waits(played)).toHaveLength(1);
    expect(played.serves()[1]).toBe(2);
  });

  test('as designed only the regions of the command are queried, so no call waits', () => {
    const played = play('dc-2', { config: inOrder, profile: 'as-designed' }).until('15m');
    expect(waits(played)).toEqual([]);
    expect(played.serves()).toEqual([2, 2, 1]);
  });
});

describe('other operations on the store', () => {
  test('a kill is refused after 150 s of waiting for the lock, and gets it later', () => {
    const longLimits = {
      'job.status.in.unknown.state.timeout.ms': 300_000,
      'poll.job.status.interval.ms': 60_000,
    };
    const played = play('dc-2', { config: { ...inOrder, ...longLimits } }).until('40m');
    const failed = played.job();
    expect(failed.state).toBe('failed');
    const held = waits(played).find(({ at, fact }) => {
      const until = fact.until - played.world().setup.start;
      return at <= failed.endedAt && failed.endedAt < until;
    });
    const until = (held?.fact.until ?? 0) - played.world().setup.start;
    expect(until - failed.endedAt).toBeGreaterThan(150_000);
    const killed = played
      .facts('parent-version-status-set')
      .find(({ fact }) => fact.status === 'KILLED');
    expect(killed?.at).toBeGreaterThanOrEqual(until);
  });

  test.each([
    [1, 245_000],
    [2, 0],
  ])('with %i workers two stores wait %i ms for each other', (workers, apart) => {
    const played = play('dc-2', {
      config: { 'deferred.version.swap.thread.pool.size': workers },
      stores: ['{ name: other, size: 1 GB, sourceFabric: dc-0, swapWait: 5m }'],
      timeline: ['at: 1m, push: p2, store: other, mode: targeted-deferred, targets: [dc-0]'],
    }).until('20m');
    const firsts = [0, 1].map(
      (store) => waits(played).find(({ fact }) => fact.store === store)?.at,
    );
    expect((firsts[1] ?? 0) - (firsts[0] ?? 0)).toBe(apart);
  });
});
