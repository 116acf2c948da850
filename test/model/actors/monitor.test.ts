/** The monitor of marks while degraded mode is switched off: as designed it sees none, as built it continues. Switch monitor-follows-flag. */
import { describe, expect, test } from 'vitest';
import { playScene } from '../../support/played-scenario.js';
import { mark } from '../../support/switch-case.js';

function overdue(word: 'on' | 'off', backOn = false) {
  return playScene({
    profile: 'as-designed',
    switches: { 'flag-off-ignores-registry': word },
    timeline: [
      `${mark('dc-1')}, timeout: 1h`,
      'at: 30m, operator: update-cluster-config, degradedMode: false',
      ...(backOn ? ['at: 90m, operator: update-cluster-config, degradedMode: true'] : []),
    ],
  }).until('3h');
}

describe('a mark that grows old while the feature is switched off', () => {
  test('raises no alert and is not measured as designed', () => {
    expect(overdue('on').facts('mark-overdue')).toHaveLength(0);
    const ages = overdue('on').facts('mark-measured');
    expect(Math.max(...ages.map(({ fact }) => fact.minutes))).toBeLessThan(60);
  });

  test('raises its alert as built', () => {
    expect(overdue('off').facts('mark-overdue')).toHaveLength(1);
  });

  test('is seen again once the feature is back', () => {
    const ages = overdue('on', true).facts('mark-measured');
    expect(Math.max(...ages.map(({ fact }) => fact.minutes))).toBeGreaterThan(100);
  });
});

describe('a run waits for the first alert of a mark and no longer', () => {
  const minute = 60_000;

  test.each([
    ['as-designed', '30m', 31],
    ['as-built', '30m', 31],
    ['as-designed', '90s', 2],
    ['as-designed', '5h', 301],
  ])('%s, announced for %s: it settles at minute %s', (profile, timeout, settles) => {
    const timeline = [`at: 0s, operator: mark-degraded, region: dc-1, timeout: ${timeout}`];
    const played = playScene({ profile, timeline }).toEnd();
    const alerts = played.facts('mark-overdue');
    expect(alerts.map(({ at }) => at)).toEqual([settles * minute]);
    expect(played.facts('mark-measured').at(-1)?.at).toBe(settles * minute);
  });

  test.each([2, 3])(
    'two marks with different times are each alerted (%s regions healthy)',
    (healthy) => {
      const regions = Array.from({ length: healthy + 2 }, (_, region) => `dc-${region}`);
      const timeline = [
        'at: 0s, operator: mark-degraded, region: dc-1, timeout: 1h',
        'at: 10m, operator: mark-degraded, region: dc-2, timeout: 3h',
      ];
      const played = playScene({ profile: 'as-designed', regions, timeline }).toEnd();
      const alerts = played.facts('mark-overdue').map(({ at, fact }) => [fact.region, at / minute]);
      expect(alerts).toEqual([
        [1, 61],
        [2, 191],
      ]);
    },
  );

  test('an automatic unmark comes, and what was missed is recovered', () => {
    const timeline = [`${mark('dc-1')}, timeout: 1h`, 'at: 6m, push: p1, store: profiles'];
    const switches = { 'auto-unmark': 'on' };
    const played = playScene({ profile: 'as-designed', switches, timeline }).toEnd();
    expect(played.world().parent.registry.stored).toEqual([]);
    expect(played.serves()).toEqual([2, 2, 2]);
  });

  test('a parent that was down at the first tick alerts at the next one', () => {
    const down = 'at: 50m, fault: parent-failover, for: 30m';
    const timeline = ['at: 0s, operator: mark-degraded, region: dc-1, timeout: 1h', down];
    const played = playScene({ profile: 'as-designed', timeline }).toEnd();
    expect(played.facts('mark-overdue')).toHaveLength(1);
  });
});
