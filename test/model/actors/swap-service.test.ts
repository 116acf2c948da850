/**
 * The state that the swap service keeps between checks, its metrics, and the order in which it calls regions, in the running model: each test fails
 * without the piece it names.
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

/** No poll updates the parent, so a failed region does not end the job. */
const unpolled = { 'poll.job.status.interval.ms': 36_000_000 };

function play(store: string, more: readonly string[], scene: Partial<Scene> = {}): PlayedScenario {
  const config = { ...unpolled, ...scene.config };
  return playScene({ ...scene, config, store, timeline: [deferredPush(), ...more] });
}

function servedAt(played: PlayedScenario, region: number): number {
  const swaps = played.facts('version-swapped').filter(({ fact }) => fact.region === region);
  return swaps[0]?.at ?? Number.NaN;
}

describe('the swap service remembers', () => {
  test('when the target was complete: regions are not checked before the wait is over', () => {
    const lacking = 'at: 0s, fault: disk-full, region: dc-2';
    const played = play('size: 1 GB, swapWait: 7m', [lacking]).until('30m');
    // The checks at 2, 3, 4, 5 and 6 minutes count dc-2 as missing, the fifth records the instant; five more follow from 9 minutes on.
    expect(servedAt(played, 1)).toBe(milliseconds('13m'));
  });

  test('when the prior region was promoted: the next one is not missed before the wait is over', () => {
    const away = 'at: 150s, fault: store-reads-outage, region: dc-1, for: 6m';
    const played = play('size: 1 GB, swapWait: 10m', [away], { config: inOrder }).until('15m');
    expect(played.parentHistory(2)).toEqual([]);
    expect(servedAt(played, 1)).toBe(milliseconds('12m'));
  });

  test('nothing of both once the parent has another leader', () => {
    const lost = 'at: 170s, fault: parent-failover, for: 1s';
    const away = 'at: 150s, fault: store-reads-outage, region: dc-1, for: 6m';
    const scene = { config: inOrder };
    const played = play('size: 1 GB, swapWait: 10m', [away, lost], scene).until('15m');
    expect(played.parentHistory(2)).toEqual(['PARTIALLY_ONLINE']);
  });
});

describe('a swap that is far over its wait', () => {
  const gauge = (played: PlayedScenario) =>
    played.facts('swap-stalled').map(({ at, fact }) => [at, fact.stalled, fact.stores]);

  test('is stalled in the check that rolls forward, and no more after it', () => {
    const slow = 'at: 0s, fault: link-cut, from: dc-0, to: dc-2, for: 20m';
    const played = play('size: 1 GB, swapWait: 10m', [slow]).until('40m');
    const at = servedAt(played, 1);
    expect(at).toBeGreaterThan(milliseconds('20m'));
    expect(gauge(played)).toEqual([
      [at, true, 1],
      [at, false, 0],
    ]);
    expect(played.metric('simulated.stalled_swaps')).toBe(0);
  });

  test('is not stalled within a tenth over the wait', () => {
    expect(gauge(play('size: 1 GB, swapWait: 10m', []).until('40m'))).toEqual([]);
  });

  test('with a rollout order the gauge keeps showing it', () => {
    // Measured from what dc-1 serves since the start: by the time its turn comes it is late.
    const slow = 'at: 0s, fault: link-cut, from: dc-0, to: dc-1, for: 30m';
    const scene = { config: inOrder };
    const played = play('size: 1 GB, swapWait: 10m', [slow], scene).until('35m');
    expect(gauge(played)).toEqual([[servedAt(played, 1), true, 1]]);
    expect(played.metric('simulated.stalled_swaps')).toBe(1);
  });
});

test('regions are called in the order of the parent\u2019s client map: dc-2, dc-0, dc-1', () => {
  const timeline = [deferredPush('dc-0')];
  const played = playScene({ store: 'swapWait: 0m', timeline }).until('30m');
  const forward = played
    .facts('version-swapped')
    .filter(({ fact }) => fact.because === 'rolled-forward')
    .map(({ fact }) => fact.region);
  expect(forward).toEqual([2, 1]);
});

test('as built a silent region ends the calls where it stands in that order', () => {
  const swapped = (silent: string) =>
    playScene({
      config: { 'job.status.in.unknown.state.timeout.ms': 7_200_000 },
      store: 'size: 1 GB, swapWait: 5m',
      timeline: [deferredPush('dc-0'), `at: 3m, fault: controller-outage, region: ${silent}`],
    })
      .until('20m')
      .serves();
  expect(swapped('dc-1')).toEqual([2, 1, 2]);
  expect(swapped('dc-2')).toEqual([2, 1, 1]);
});
