/** The monitor of marks while degraded mode is switched off: as designed it sees none, as built it goes on. Switch monitor-follows-flag. */
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
