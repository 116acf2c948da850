/** The periodic cleanup of backups: the exact round in which a version goes, what delays a round, and that no other actor waits for it. */
import { expect, test } from 'vitest';
import { milliseconds, type PlayedScenario, playScene } from '../../support/played-scenario.js';

const weekMs = milliseconds('7d');
const roundMs = milliseconds('5m');

/** One push at a minute; dc-0 and dc-1 serve v2 soon after, and v1 is its backup. */
function play(...more: readonly string[]): PlayedScenario {
  return playScene({
    regions: ['dc-0', 'dc-1'],
    store: 'size: 1 GB',
    horizon: '9d',
    timeline: ['at: 1m, push: p1, store: profiles', ...more],
  });
}

/** When each region deleted a version, in order of regions. */
function deleted(played: PlayedScenario, version: number): number[] {
  return played
    .facts('version-deleted')
    .filter(({ fact }) => fact.version === version && fact.rule === 'RT-5')
    .sort((one, other) => one.fact.region - other.fact.region)
    .map(({ at }) => at);
}

/** The first round after an instant. */
function roundAfter(at: number): number {
  return (Math.floor(at / roundMs) + 1) * roundMs;
}

test('a backup goes in the first round more than a week after the swap, and not a round earlier', () => {
  const played = play().until('8d');
  const swaps = played.facts('version-swapped').sort((a, b) => a.fact.region - b.fact.region);
  expect(swaps).toHaveLength(2);
  expect(deleted(played, 1)).toEqual(swaps.map(({ at }) => roundAfter(at + weekMs)));
});

test('a run does not wait for it', () => {
  const played = play().toEnd();
  expect(played.job().state).toBe('succeeded');
  expect(deleted(played, 1)).toEqual([]);
  expect(played.job().endedAt).toBeLessThan(milliseconds('10m'));
});

test('while a region has no leader its rounds are missed, and the next round does the work', () => {
  const away = 'at: 7d, fault: controller-outage, region: dc-1, for: 62m';
  expect(deleted(play(away).until('8d'), 1)).toEqual([milliseconds('7d5m'), milliseconds('7d65m')]);
});

test('a store with a single version has no rounds', () => {
  const played = playScene({
    regions: ['dc-0', 'dc-1'],
    store: 'size: 1 GB, startsWith: 0',
    horizon: '9d',
    timeline: ['at: 1m, push: p1, store: profiles'],
  }).until('8d');
  expect(played.serves()).toEqual([1, 1]);
  expect(played.facts('version-deleted')).toEqual([]);
});

test('of two versions below the served one the newer is kept in the first round', () => {
  const played = playScene({
    regions: ['dc-0', 'dc-1'],
    store: 'size: 1 GB',
    config: {
      'controller.early.delete.backup.enabled': false,
      'min.number.of.store.versions.to.preserve': 3,
      'controller.push.retry.cooldown.ms': 0,
    },
    timeline: ['at: 1m, push: p1, store: profiles', 'at: 1h, push: p2, store: profiles'],
  }).until('2h');
  expect(deleted(played, 1)).toEqual([milliseconds('65m'), milliseconds('65m')]);
  expect(deleted(played, 2)).toEqual([]);
});

test('a rolled-back version goes in the first round more than a day after the rollback', () => {
  const played = play('at: 1h, operator: roll-back, store: profiles').until('26h');
  const back = played.facts('version-rolled-back').sort((a, b) => a.fact.region - b.fact.region);
  expect(deleted(played, 2)).toEqual(back.map(({ at }) => roundAfter(at + milliseconds('24h'))));
});

test('a version is deleted by hand in every region, but not the one that is served', () => {
  const played = play(
    'at: 1h, operator: delete-version, store: profiles, version: 2',
    'at: 2h, operator: delete-version, store: profiles, version: 1',
  ).toEnd();
  expect(played.facts('operator-refused').map(({ at }) => at)).toEqual([milliseconds('1h')]);
  const gone = played.facts('version-deleted').map(({ fact }) => [fact.version, fact.rule]);
  expect(gone).toEqual([
    [1, 'RT-6'],
    [1, 'RT-6'],
  ]);
  expect(played.serves()).toEqual([2, 2]);
});
