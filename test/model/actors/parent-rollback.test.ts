/** What the parent's own record does at a rollback: as built it moves twice without a filter, once with one, and as designed never twice. */
import { describe, expect, test } from 'vitest';
import { playScene, type Scene } from '../../support/played-scenario.js';

const pushes = ['at: 0s, push: p1, store: profiles', 'at: 20m, push: p2, store: profiles'];
const keepAll = {
  'controller.push.retry.cooldown.ms': 0,
  'controller.early.delete.backup.enabled': false,
  'min.number.of.store.versions.to.preserve': 5,
};

function rolledBack(back: string, more: Partial<Scene> = {}) {
  return playScene({
    store: 'size: 1 GB, swapWait: 0m',
    config: keepAll,
    timeline: [...pushes, `at: 1h, operator: roll-back, store: profiles${back}`],
    ...more,
  }).until('65m');
}

describe('as built', () => {
  test.each([1, 2, 3, 5])(
    'without a filter it moves from v3 over v2 to v1 (%s regions)',
    (count) => {
      const regions = Array.from({ length: count }, (_, region) => `dc-${region}`);
      const played = rolledBack('', { regions });
      const moves = played.facts('parent-current-set').filter(({ at }) => at >= 3_600_000);
      expect(moves.map(({ fact }) => fact.version)).toEqual([2, 1]);
      expect(played.serves()).toEqual(regions.map(() => 2));
      expect(played.parentStatus(3)).toBe('ROLLED_BACK');
      expect(played.parentStatus(1)).toBe('ONLINE');
    },
  );

  test.each(['dc-0', 'dc-1'])('with the filter %s it moves once', (region) => {
    const played = rolledBack(`, regions: [${region}]`);
    expect(played.parentCurrent()).toBe(2);
    expect(played.parentStatus(3)).toBe('PARTIALLY_ONLINE');
  });

  test('after a push that left a degraded region out it moves twice, and that region goes back, too', () => {
    const marked = 'at: 15m, operator: mark-degraded, region: dc-1, timeout: 20h';
    const played = rolledBack('', {
      timeline: [...pushes, marked, 'at: 1h, operator: roll-back, store: profiles'],
    });
    expect(played.parentCurrent()).toBe(1);
    expect(played.serves()).toEqual([2, 1, 2]);
  });

  test('it moves once while no region confirms', () => {
    const silent = ['dc-0', 'dc-1', 'dc-2'].map(
      (region) => `at: 59m, fault: network-cut, region: ${region}, for: 1h`,
    );
    const played = rolledBack('', {
      timeline: [...pushes, ...silent, 'at: 1h, operator: roll-back, store: profiles'],
    });
    expect(played.parentCurrent()).toBe(2);
  });

  test('it does not move below its oldest version', () => {
    const timeline = [pushes[0] ?? '', 'at: 1h, operator: roll-back, store: profiles'];
    expect(rolledBack('', { timeline }).parentCurrent()).toBe(1);
  });
});

test.each(['', ', regions: [dc-0]'])('as designed it moves once (filter "%s")', (back) => {
  expect(rolledBack(back, { profile: 'as-designed' }).parentCurrent()).toBe(2);
});
