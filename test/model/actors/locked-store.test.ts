/**
 * The lock of a store in the parent: an operator's roll-forward beside a region that does not answer takes its time and holds the lock, and
 * an operator's call on the store waits at most 150 s for it.
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

const byHand = 'at: 1m, push: p1, store: profiles, mode: deferred';
const silent = 'at: 59m, fault: controller-outage, region: dc-2, for: 30m';
const forward = 'at: 60m, operator: roll-forward, store: profiles';
const asked = milliseconds('60m');

function play(more: readonly string[], scene: Partial<Scene> = {}): PlayedScenario {
  return playScene({ ...scene, timeline: [byHand, silent, ...more] });
}

const refusals = (played: PlayedScenario) =>
  played.facts('operator-refused').map(({ at, fact }) => [fact.action, at] as const);

describe('a roll-forward by hand beside a region that does not answer', () => {
  test('is refused after 245 s, and until then nothing swaps', () => {
    const played = play([forward]).until('80m');
    expect(refusals(played)).toEqual([['roll-forward', asked + 245_000]]);
    expect(played.serves()).toEqual([1, 1, 1]);
  });

  test('succeeds if the region answers before that', () => {
    const back = ['at: 59m, fault: network-cut, region: dc-1, for: 3m', forward];
    const played = playScene({ timeline: [byHand, ...back] }).until('80m');
    expect(refusals(played)).toEqual([]);
    expect(played.facts('version-swapped').map(({ at }) => at)).toEqual(
      [1, 2, 3].map(() => asked + 245_000),
    );
  });

  test('queries only the regions it is for, as designed', () => {
    const some = `${forward}, regions: [dc-0, dc-1]`;
    const played = play([some], { profile: 'as-designed' }).until('61m');
    expect(refusals(played)).toEqual([]);
    expect(played.serves()).toEqual([2, 2, 1]);
  });

  test('is lost with the leader', () => {
    const lost = 'at: 61m, fault: parent-failover, for: 10s';
    const played = play([forward, lost]).until('80m');
    expect(played.facts('operator-refused')[0]?.fact.reason).toContain('lost its leader');
  });
});

describe('operator calls on a locked store', () => {
  test.each([
    ['kill-push, push: p1', 'kill-push'],
    ['roll-back, store: profiles', 'roll-back'],
    ['delete-version, store: profiles, version: 1', 'delete-version'],
    ['set-store, store: profiles, migrating: true', 'set-store'],
  ])('%s is refused after 150 s', (entry, action) => {
    const played = play([forward, `at: 3601s, operator: ${entry}`]).until('80m');
    expect(refusals(played)[0]).toEqual([action, asked + 151_000]);
  });

  test('waits if the lock is free before that', () => {
    const kill = 'at: 3700s, operator: kill-push, push: p1';
    const played = play([forward, kill]).until('80m');
    const killed = played.facts('operator-acted').find(({ fact }) => fact.action === 'kill-push');
    expect(killed?.at).toBe(asked + 245_001);
    expect(played.parentStatus(2)).toBe('KILLED');
  });

  test('another store is free', () => {
    const other = 'at: 3601s, operator: set-store, store: other, migrating: true';
    const stores = ['{ name: other, sourceFabric: dc-0 }'];
    const played = play([forward, other], { stores }).until('61m');
    expect(played.facts('store-changed').map(({ at }) => at)).toEqual([asked + 1_000]);
  });

  test('waits for the swap service, too', () => {
    const scene = (more: readonly string[]) =>
      playScene({
        config: inOrder,
        store: 'size: 1 GB, swapWait: 5m',
        timeline: [deferredPush('dc-0'), 'at: 3m, fault: controller-outage, region: dc-2', ...more],
      }).until('30m');
    const held = scene([]).facts('roll-forward-waits')[0]?.at ?? Number.NaN;
    const played = scene([`at: ${held + 1_000}ms, operator: kill-push, push: p1`]);
    expect(refusals(played)).toEqual([['kill-push', held + 151_000]]);
    expect(played.parentHistory(2)).not.toContain('KILLED');
  });
});
