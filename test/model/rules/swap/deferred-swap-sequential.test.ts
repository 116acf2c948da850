/** The swap service with a rollout order: the worked examples, row by row. */
import { describe, expect, test } from 'vitest';
import { rolloutOrderProblem } from '../../../conformance/rules/deferred-swap.js';
import {
  currents,
  holding,
  lacking,
  look,
  online,
  type Play,
  type PlayedRegion,
  play,
  ready,
  serving,
  start,
  statusIn,
} from './rollout-play.js';

const minute = 60_000;
const longAgo = { promotedAtMs: start - 90 * minute };

function inOrder(regions: Record<string, PlayedRegion>, changes: Partial<Play> = {}): Play {
  return play(regions, { order: Object.keys(regions), ...changes });
}

describe('hooks examples: sequential rollout', () => {
  test('row 29: the next region of the order rolls forward alone', () => {
    const played = look(
      inOrder(
        { region1: serving(longAgo), region2: ready(), region3: ready() },
        { targets: 'region1' },
      ),
    );
    expect(currents(played)).toEqual([2, 2, 1]);
    expect(played.parentStatus).toBe('PUSHED');
  });

  test('row 30: a call that always throws ends PARTIALLY_ONLINE at the fifth check, C untried', () => {
    const played = inOrder(
      { A: serving(longAgo), B: ready(), C: ready() },
      { rollForwardFails: true },
    );
    expect(look(played, 4).parentStatus).toBe('PUSHED');
    expect(look(played).parentStatus).toBe('PARTIALLY_ONLINE');
    expect(played.log.filter((line) => line.includes('roll forward C'))).toEqual([]);
  });

  test('row 31: the last region of the order settles the version and truncates the topic once', () => {
    const regions = { A: serving(longAgo), B: serving(longAgo), C: holding('ONLINE') };
    const played = look(inOrder(regions, { parentTopic: 'open' }), 2);
    expect(played.log).toEqual(['roll forward C: succeeded', 'ONLINE', 'truncate']);
  });

  test('row 32: a swap far over its wait counts as stalled first', () => {
    const played = look(
      inOrder({ A: serving(longAgo), B: ready(longAgo), C: ready() }, { waitMinutes: 1 }),
    );
    expect(played.gauge).toEqual([true]);
    expect([currents(played), played.parentStatus]).toEqual([[2, 2, 1], 'PUSHED']);
  });

  test('row 33: the push status of a later region is not checked', () => {
    const played = look(
      inOrder({ A: serving(longAgo), B: ready({ pushStatus: 'STARTED' }), C: ready() }),
    );
    expect(currents(played)).toEqual([2, 2, 1]);
  });

  test('row 35: once the wait is set to 0, one region swaps at each check', () => {
    const played = look(
      inOrder({ A: serving(), B: ready(), C: ready() }, { hooks: ['gate'], waitMinutes: 60 }),
      3,
    );
    expect(currents(played)).toEqual([2, 1, 1]);
    played.waitMinutes = 0;
    expect(currents(look(played))).toEqual([2, 2, 1]);
    expect(currents(look(played))).toEqual([2, 2, 2]);
    expect(played.parentStatus).toBe('ONLINE');
  });

  test('row 36: a hook that rolls back sends the first region back', () => {
    const regions = { A: serving(), B: ready(), C: ready() };
    const played = look(
      inOrder(regions, { hooks: ['gate'], answer: () => 'ROLLBACK', waitMinutes: 0 }),
    );
    expect([currents(played), played.parentStatus]).toEqual([[1, 1, 1], 'ROLLED_BACK']);
  });

  test('row 37: without a poller the service enters from STARTED because the first region serves', () => {
    const regions = { A: serving(), B: ready(), C: ready() };
    const played = look(inOrder(regions, { parentStatus: 'STARTED', waitMinutes: 0 }), 2);
    expect([currents(played), played.parentStatus]).toEqual([[2, 2, 2], 'ONLINE']);
  });

  test('row 39: a B without the version ends the rollout after five checks, C stays behind', () => {
    const played = inOrder({ A: serving(), B: lacking(), C: ready() });
    expect(look(played, 4).parentStatus).toBe('PUSHED');
    expect(look(played).parentStatus).toBe('PARTIALLY_ONLINE');
    expect([currents(played), played.parentCurrent]).toEqual([[2, 1, 1], 2]);
  });

  test('row 40: the first region failing fails the version', () => {
    const played = look(inOrder({ A: lacking({ pushStatus: 'ERROR' }), B: ready(), C: ready() }));
    expect([played.parentStatus, played.reason]).toEqual(['ERROR', 'target-failed']);
  });

  test('row 41: a first region that serves but cannot be read fails the version', () => {
    const regions = { A: serving({ up: false }), B: ready(), C: ready() };
    const played = look(inOrder(regions), 5);
    expect([currents(played), played.parentStatus]).toEqual([[2, 1, 1], 'ERROR']);
  });

  test('row 42: a veto about B takes A back with it', () => {
    const played = inOrder(
      { A: serving(), B: ready(), C: ready() },
      { hooks: ['gate'], waitMinutes: 0 },
    );
    played.answer = (_hook, region) => (region === 'B' ? 'ROLLBACK' : 'PROCEED');
    look(played, 2);
    expect(currents(played)).toEqual([1, 1, 1]);
    expect([statusIn(played, 'B'), statusIn(played, 'C'), played.parentStatus]).toEqual([
      'ROLLED_BACK',
      'PUSHED',
      'ROLLED_BACK',
    ]);
  });

  test('row 42a: two vetoes go two versions down where a backup survives, and leave the parent with a wrong current version', () => {
    const pushed = [online(1), online(2), { number: 3, status: 'PUSHED' as const }];
    const regions = {
      A: serving({ current: 3, versions: [online(2), online(3)] }),
      B: ready({ current: 2, versions: [...pushed] }),
      C: ready({ current: 2, versions: [...pushed] }),
    };
    const played = inOrder(regions, {
      version: 3,
      hooks: ['one', 'two'],
      waitMinutes: 0,
      parentVersions: [online(1), online(2)],
      parentCurrent: 2,
    });
    played.answer = (_hook, region) => (region === 'B' ? 'ROLLBACK' : 'PROCEED');
    look(played, 2);
    expect(currents(played)).toEqual([2, 1, 2]);
    expect(played.log.filter((line) => line === 'roll back A,B')).toHaveLength(2);
    expect([played.parentStatus, played.parentCurrent]).toEqual(['ROLLED_BACK', 1]);
    expect(played.parentVersions).toContainEqual({ number: 2, status: 'PARTIALLY_ONLINE' });
  });

  test('row 43: no hook is called for the last region', () => {
    const played = inOrder(
      { A: serving(), B: ready(), C: ready() },
      { hooks: ['gate'], waitMinutes: 0 },
    );
    played.answer = (_hook, region) => (region === 'C' ? 'ROLLBACK' : 'PROCEED');
    look(played, 3);
    expect([currents(played), played.parentStatus]).toEqual([[2, 2, 2], 'ONLINE']);
  });

  test('row 44: a veto of the hook after the swap in C moves C back alone, and the parent is ONLINE', () => {
    const regions = {
      A: serving(longAgo),
      B: serving(longAgo),
      C: ready({ postSwap: 'ROLLBACK' }),
    };
    const played = look(inOrder(regions), 3);
    expect([currents(played), played.parentStatus]).toEqual([[2, 2, 1], 'ONLINE']);
    expect(played.reason).toBe('region-still-ingesting');
  });

  test('row 45: the same in B leaves the parent PUSHED for as long as the record is there', () => {
    const regions = { A: serving(longAgo), B: ready({ postSwap: 'ROLLBACK' }), C: ready() };
    const played = look(inOrder(regions), 60);
    expect([currents(played), played.parentStatus]).toEqual([[2, 1, 1], 'PUSHED']);
    regions.B.versions = [online(1)];
    expect(look(played, 5).parentStatus).toBe('PARTIALLY_ONLINE');
  });

  test('row 48: a dead region first in map order keeps the next one from being called', () => {
    const regions = { 'dc-0': serving(longAgo), 'dc-1': ready(), 'dc-2': ready({ up: false }) };
    const played = look(inOrder(regions, { targets: 'dc-0' }), 5);
    expect([currents(played), played.parentStatus]).toEqual([[2, 1, 1], 'PARTIALLY_ONLINE']);
  });

  test('row 49: a dead region last in map order: the next one swaps, the dead one ends the rollout', () => {
    const regions = { 'dc-0': serving(longAgo), 'dc-2': ready(), 'dc-1': ready({ up: false }) };
    const played = look(inOrder(regions, { targets: 'dc-0' }));
    expect(played.log).toEqual(['roll forward dc-2: failed']);
    expect(look(played, 4).parentStatus).toBe('PUSHED');
    expect([look(played).parentStatus, currents(played)]).toEqual(['PARTIALLY_ONLINE', [2, 2, 1]]);
  });

  test('row 50: a second target that swapped by itself is skipped; hooks are called for B only', () => {
    const regions = { A: serving(longAgo), B: serving(longAgo), C: ready() };
    const played = look(inOrder(regions, { targets: 'A,B', hooks: ['gate'] }));
    expect(played.log).toEqual(['ask gate about B', 'roll forward C: succeeded', 'ONLINE']);
  });

  test('row 51: a region that the order omits is forgotten, and the parent is ONLINE', () => {
    const played = look(
      play({ A: serving(longAgo), B: ready(), C: ready() }, { order: ['A', 'B'] }),
    );
    expect([currents(played), played.parentStatus]).toEqual([[2, 2, 1], 'ONLINE']);
  });
});

describe('what the rows do not say', () => {
  test('an unknown region of the order is named', () => {
    expect(rolloutOrderProblem(['A', 'X', 'B'], ['A', 'B'])).toBe('X');
    expect(rolloutOrderProblem(['A', 'B'], ['B', 'A'])).toBeUndefined();
  });

  test('the first region, still pushed, rolls forward without wait and without hooks', () => {
    const regions = { A: ready(), B: ready() };
    const played = look(
      inOrder(regions, { hooks: ['gate'], waitMinutes: 60, answer: () => 'ROLLBACK' }),
    );
    expect(played.log).toEqual(['roll forward A: succeeded']);
  });

  test('while the prior region is young the wait is recorded and checked later, for an hour at most', () => {
    const played = look(inOrder({ A: serving(), B: ready() }, { waitMinutes: 90 }));
    const noted = played.state.notedPromotion;
    expect([played.reason, noted?.promotedAtMs]).toEqual(['waiting', start]);
    expect(look(played, 59).state.notedPromotion).toBe(noted);
    expect(look(played).state.notedPromotion).not.toBe(noted);
  });

  test('a roll-forward forgets the noted promotion', () => {
    const played = look(inOrder({ A: serving(), B: ready(), C: ready() }));
    expect(played.state.notedPromotion).toBeDefined();
    look(played, 10);
    expect([currents(played), played.state.notedPromotion]).toEqual([[2, 2, 1], undefined]);
  });

  test.each(['STARTED', 'PUSHED'] as const)(
    'the count of missed checks restarts after %s',
    (status) => {
      const b = lacking();
      const played = look(inOrder({ A: serving(longAgo), B: b }, { rollForwardFails: true }), 4);
      b.versions = [online(1), { number: 2, status }];
      look(played);
      b.versions = [online(1)];
      expect(look(played, 4).parentStatus).toBe('PUSHED');
      expect(look(played).parentStatus).toBe('PARTIALLY_ONLINE');
    },
  );

  test('a dead region of the order is itself the next one, since it counts as serving nothing', () => {
    const regions = { A: serving(), B: serving({ ...longAgo, up: false }), C: ready() };
    expect(look(inOrder(regions, { waitMinutes: 0 })).reason).toBe('region-missing');
  });

  test('a failed later region ends PARTIALLY_ONLINE at once', () => {
    const played = look(inOrder({ A: serving(), B: holding('KILLED'), C: ready() }));
    expect([played.parentStatus, played.reason]).toEqual(['PARTIALLY_ONLINE', 'region-failed']);
  });
});
