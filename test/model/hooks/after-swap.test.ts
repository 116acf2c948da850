/**
 * The hook after a swap as the shipped engine calls it: after a WAIT with and without `wait-asks-again`, after a rollback, and with its outcome
 * followed or ignored.
 */
import { describe, expect, test } from 'vitest';
import { type PlayedScenario, playScene } from '../../support/played-scenario.js';

const push = 'at: 1m, push: p1, store: profiles';
const after = (region: string, says: string) =>
  `hook: scripted, point: postStoreVersionSwap, region: ${region}, answers: [${says}]`;

function play(says: string, switches: Readonly<Record<string, string>>, ...more: string[]) {
  return playScene({
    store: 'size: 1 GB',
    hooks: [after('dc-1', says)],
    switches,
    timeline: [push, ...more],
  });
}

/** The commands that dc-1, whose outcome differs, received, with their instants. */
const answers = (played: PlayedScenario) =>
  played
    .facts('hook-answered')
    .filter(({ fact }) => fact.point === 'postStoreVersionSwap' && fact.region === 1);
const asked = (played: PlayedScenario) =>
  answers(played).map(({ fact }) => [fact.version, fact.outcome]);

describe('the hook after a swap, shipped engine', () => {
  test('is called once, whatever it says', () => {
    const played = play('WAIT, ROLLBACK', {}).until('30m');
    expect(asked(played)).toEqual([[2, 'WAIT']]);
    expect(played.serves()).toEqual([2, 2, 2]);
  });

  test('wait-asks-again: is called a minute later, and its veto counts if outcomes do', () => {
    const counts = { 'wait-asks-again': 'on', 'post-swap-outcome-counts': 'on' };
    const played = play('WAIT, WAIT, ROLLBACK', counts).until('30m');
    const times = answers(played).map(({ at }) => at);
    expect(times.map((at) => at - (times[0] ?? 0))).toEqual([0, 60_000, 120_000, 120_000]);
    // The last question is about the rollback itself.
    expect(asked(played).at(-1)).toEqual([1, 'WAIT']);
    expect(played.serves()).toEqual([2, 1, 2]);
  });

  test('wait-asks-again: the repeated call has no effect where outcomes do not count', () => {
    const played = play('WAIT, ROLLBACK', { 'wait-asks-again': 'on' }).until('30m');
    expect(asked(played)).toEqual([
      [2, 'WAIT'],
      [2, 'ROLLBACK'],
    ]);
    expect(played.serves()).toEqual([2, 2, 2]);
  });

  test('wait-asks-again: a region that has left the version is not called again', () => {
    const back = 'at: 20m, operator: roll-back, store: profiles';
    const waits = Array.from({ length: 60 }, () => 'WAIT').join(', ');
    const played = play(waits, { 'wait-asks-again': 'on' }, back).until('50m');
    const last = answers(played).at(-1);
    expect(last?.fact.version).toBe(1);
    expect(last?.at).toBeLessThan(21 * 60_000);
  });

  test('wait-asks-again: a region without a controller is called when it has one again', () => {
    const away = 'at: 2m, fault: controller-outage, region: dc-1, for: 10m';
    const counts = { 'wait-asks-again': 'on', 'post-swap-outcome-counts': 'on' };
    const played = play('WAIT, ROLLBACK', counts, away).until('11m');
    expect(asked(played)).toEqual([[2, 'WAIT']]);
    expect(played.until('14m').serves()).toEqual([2, 1, 2]);
  });

  test('hooks example 18: a rollback calls it with the version rolled back to, and ignores the outcome', () => {
    const back = 'at: 20m, operator: roll-back, store: profiles';
    const played = play('ROLLBACK', {}, back).until('30m');
    expect(asked(played)).toEqual([
      [2, 'ROLLBACK'],
      [1, 'ROLLBACK'],
    ]);
    expect(played.serves()).toEqual([1, 1, 1]);
  });
});
