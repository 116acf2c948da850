/** What a newer degraded push does to the unfinished recovery of an older version. Switch abandon-old-recovery. */
import { describe, expect, test } from 'vitest';
import { playScene } from '../../support/played-scenario.js';
import { mark, push, unmark } from '../../support/switch-case.js';

/** dc-1 copies v2 for hours when it is marked again, misses v3, and is unmarked once more. */
function missedAgain(word: 'on' | 'off') {
  return playScene({
    profile: 'as-designed',
    switches: { 'abandon-old-recovery': word },
    store: 'size: 20 GB',
    timeline: [
      mark('dc-1', '2m'),
      push('p1', '5m'),
      unmark('dc-1', '40m'),
      'at: 40m, fault: link-slow, from: dc-0, to: dc-1, factor: 100',
      mark('dc-1', '45m'),
      push('p2', '50m', 'size: 2 GB'),
      unmark('dc-1', '80m'),
    ],
  }).until('82m');
}

describe('a newer degraded push', () => {
  test('deletes the unfinished copy of the version that it replaces', () => {
    const deleted = missedAgain('on')
      .facts('version-deleted')
      .filter(({ fact }) => fact.region === 1);
    expect(deleted.map(({ fact }) => [fact.version, fact.because])).toEqual([
      [2, 'its recovery is abandoned'],
    ]);
  });

  test('as built waits for the older recovery, whose copy continues', () => {
    const played = missedAgain('off');
    expect(played.statuses(2)[1]).toBe('STARTED');
    expect(played.facts('recovery-abandoned')).toHaveLength(0);
  });
});

describe('a version that the first recovered region has made ONLINE', () => {
  test('is checked by the swap service again, which misses it in the other region', () => {
    const played = playScene({
      profile: 'as-built',
      regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3'],
      config: { 'deferred.version.swap.region.roll.forward.order': 'dc-0,dc-1,dc-2,dc-3' },
      switches: { 'recovered-version-swaps': 'on' },
      timeline: [mark('dc-1', '2m'), mark('dc-3', '2m'), push('p1', '5m'), unmark('dc-1', '1h')],
    });
    const lifted = played.until('65m').parentStatus(2);
    expect([lifted, played.until('80m').parentStatus(2)]).toEqual(['ONLINE', 'PARTIALLY_ONLINE']);
  });
});
