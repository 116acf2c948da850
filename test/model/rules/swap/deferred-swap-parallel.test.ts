/** The swap service without a rollout order: the worked examples, row by row. */
import { describe, expect, test } from 'vitest';
import {
  currents,
  holding,
  lacking,
  look,
  online,
  play,
  ready,
  serving,
  start,
  statusIn,
} from './rollout-play.js';

const minute = 60_000;

describe('hooks examples: parallel rollout', () => {
  test('row 1: an hour and a half after A completed, B and C roll forward in one call', () => {
    const a = ready({ completedAtMs: start - 90 * minute });
    const played = look(
      play({ A: a, B: ready(), C: ready() }, { waitMinutes: 60, hooks: ['gate'] }),
    );
    expect(played.log).toEqual(['ask gate about A', 'roll forward B,C: succeeded', 'ONLINE']);
    expect(played.parentStatus).toBe('ONLINE');
  });

  test('row 2: half an hour after, nothing happens but the completion instants are noted', () => {
    const a = ready({ completedAtMs: start - 30 * minute });
    const played = look(play({ A: a, B: ready(), C: ready() }, { waitMinutes: 60 }));
    expect(played.log).toEqual([]);
    expect(played.reason).toBe('waiting');
    expect(played.state.notedCompletion?.sinceSeconds.A).toBe((start - 30 * minute) / 1_000);
  });

  test('row 3: with a wait of one minute the store is stalled first, then rolls forward', () => {
    const a = serving({ completedAtMs: start - 90 * minute });
    const played = look(play({ A: a, B: ready(), C: ready() }, { waitMinutes: 1 }));
    expect(played.gauge).toEqual([true, false]);
    expect(currents(played)).toEqual([2, 2, 2]);
  });

  test('row 4: no poll, all regions serve already: a mismatch is counted and no region is called', () => {
    const played = look(
      play({ A: serving(), B: serving(), C: serving() }, { parentStatus: 'STARTED' }),
    );
    expect(played.log).toEqual(['parent-child-mismatch', 'ONLINE']);
  });

  test('row 5: a roll-forward that always throws ends PARTIALLY_ONLINE at the fifth check', () => {
    const a = serving({ completedAtMs: start - 90 * minute });
    const played = play({ A: a, B: ready(), C: ready() }, { rollForwardFails: true });
    expect(look(played, 4).parentStatus).toBe('PUSHED');
    expect(look(played).parentStatus).toBe('PARTIALLY_ONLINE');
    expect(played.reason).toBe('gave-up-after-failed-roll-forwards');
  });

  test('row 6: an ONLINE parent with regions behind rolls them forward', () => {
    const a = serving({ completedAtMs: start - 90 * minute });
    const played = look(play({ A: a, B: ready(), C: ready() }, { parentStatus: 'ONLINE' }));
    expect(played.log).toEqual(['parent-child-mismatch', 'roll forward B,C: succeeded', 'ONLINE']);
  });

  test('row 7: regions that all serve make the parent ONLINE before any wait', () => {
    const played = look(play({ A: serving(), B: serving(), C: serving() }, { waitMinutes: 600 }));
    expect(played.log).toEqual(['ONLINE']);
    expect(played.parentCurrent).toBe(2);
  });

  test.each([null, '', ','])('row 8: a version with target text %j is left alone', (targets) => {
    const played = look(play({ A: serving(), B: ready() }, { targets, parentStatus: 'ONLINE' }));
    expect(played.log).toEqual([]);
  });

  test.each(['dc-0', 'dc-0,dc-1'])(
    'rows 9 and 10: a first push with targets %s swaps the rest once the wait is over',
    (targets) => {
      const names = ['dc-0', 'dc-1', 'dc-2'];
      const first = { versions: [{ number: 1, status: 'PUSHED' as const }], current: 0 };
      const regions = Object.fromEntries(
        names.map((name) => [
          name,
          targets.includes(name) ? serving({ current: 1, versions: [online(1)] }) : ready(first),
        ]),
      );
      const played = play(regions, { version: 1, targets, waitMinutes: 60, parentCurrent: 0 });
      expect(currents(look(played, 3))).toEqual(
        names.map((name) => (targets.includes(name) ? 1 : 0)),
      );
      played.waitMinutes = 0;
      expect(currents(look(played))).toEqual([1, 1, 1]);
      expect(played.parentStatus).toBe('ONLINE');
    },
  );

  test('row 11: ONLINE but not current counts as complete', () => {
    const played = play(
      { A: serving(), B: holding('ONLINE'), C: holding('ONLINE') },
      { parentStatus: 'ONLINE' },
    );
    played.waitMinutes = 0;
    expect(look(played).log).toContain('child-mismatch');
    expect(currents(played)).toEqual([2, 2, 2]);
  });

  test('row 12: a hook that proceeds lets the rest swap after the wait', () => {
    const played = play({ A: serving(), B: ready(), C: ready() }, { hooks: ['gate'] });
    expect(currents(look(played, 10))).toEqual([2, 1, 1]);
    expect(currents(look(played))).toEqual([2, 2, 2]);
  });

  test('row 13: a hook that rolls back sends A back and leaves B and C pushed', () => {
    const played = play(
      { A: serving(), B: ready(), C: ready() },
      { hooks: ['gate'], answer: () => 'ROLLBACK' },
    );
    played.waitMinutes = 0;
    look(played);
    expect(currents(played)).toEqual([1, 1, 1]);
    expect([statusIn(played, 'A'), statusIn(played, 'B'), played.parentStatus]).toEqual([
      'ROLLED_BACK',
      'PUSHED',
      'ROLLED_BACK',
    ]);
    expect(played.parentCurrent).toBe(1);
    expect(look(played, 3).reason).toBe('parent-status-is-final');
  });

  test('row 17: a failed C delays B by five checks twice, and the parent becomes ONLINE anyway', () => {
    const played = play({ A: serving(), B: ready(), C: lacking() });
    expect(look(played, 4).reason).toBe('region-missing');
    expect(look(played).reason).toBe('waiting');
    look(played, 5);
    expect(currents(look(played, 4))).toEqual([2, 1, 1]);
    expect(currents(look(played))).toEqual([2, 2, 1]);
    expect(played.parentStatus).toBe('ONLINE');
  });

  test('row 18: B and C both missing end PARTIALLY_ONLINE at the fifth check, whatever the wait', () => {
    const played = play(
      { A: serving(), B: lacking(), C: lacking() },
      { waitMinutes: 600, parentTopic: 'open' },
    );
    expect(look(played, 4).parentStatus).toBe('PUSHED');
    expect(look(played).log).toEqual(['PARTIALLY_ONLINE', 'truncate']);
    expect(played.parentCurrent).toBe(2);
  });

  test('row 19: B and C killed end PARTIALLY_ONLINE at the first check', () => {
    const played = look(play({ A: serving(), B: holding('KILLED'), C: holding('KILLED') }));
    expect([played.parentStatus, played.reason]).toEqual([
      'PARTIALLY_ONLINE',
      'all-other-regions-failed',
    ]);
  });

  test('row 20: one region still ingesting blocks all', () => {
    const played = look(
      play({ A: serving(), B: holding('STARTED'), C: ready() }, { waitMinutes: 0 }),
      30,
    );
    expect(currents(played)).toEqual([2, 1, 1]);
    expect(played.reason).toBe('region-still-ingesting');
  });

  test('row 22: only the first target counts, so a failed second target does not prevent ONLINE', () => {
    const regions = { A: serving(), B: lacking({ pushStatus: 'ERROR' }), C: ready() };
    const played = look(
      play(regions, { targets: 'A,B', parentStatus: 'STARTED', waitMinutes: 0 }),
      5,
    );
    expect(currents(played)).toEqual([2, 1, 2]);
    expect(played.parentStatus).toBe('ONLINE');
  });

  test('row 23: a hook that waits three checks delays B and C by three minutes', () => {
    const played = play(
      { A: serving(), B: ready(), C: ready() },
      { hooks: ['gate'], waitMinutes: 0 },
    );
    played.answer = (_hook, _region, looks) => (looks <= 3 ? 'WAIT' : 'PROCEED');
    expect(look(played, 3).reason).toBe('hook-said-wait');
    expect(currents(played)).toEqual([2, 1, 1]);
    expect(currents(look(played))).toEqual([2, 2, 2]);
  });

  test('row 24: a hook that throws at every check blocks the swap without a trace', () => {
    const throws = { kind: 'throws', message: 'no connection' } as const;
    const regions = { A: serving(), B: ready(), C: ready() };
    const played = play(regions, {
      hooks: ['first', 'second'],
      answer: () => throws,
      waitMinutes: 0,
    });
    look(played, 50);
    expect([played.parentStatus, played.reason]).toEqual(['PUSHED', 'hook-threw']);
    expect(played.log).not.toContain('ask second about A');
  });

  test('row 25: two vetoes send two rollbacks, the second without effect under default retention', () => {
    const regions = { A: serving(), B: ready(), C: ready() };
    const played = look(
      play(regions, { hooks: ['one', 'two'], answer: () => 'ROLLBACK', waitMinutes: 0 }),
    );
    expect(played.log.filter((line) => line === 'roll back A')).toHaveLength(2);
    expect(currents(played)).toEqual([1, 1, 1]);
  });

  test('row 26: a Da Vinci error of the target region is neither failure nor completion', () => {
    const a = lacking({ pushStatus: 'DVC_INGESTION_ERROR_DISK_FULL' });
    const played = look(play({ A: a, B: ready(), C: ready() }, { waitMinutes: 0 }), 10);
    expect([played.parentStatus, played.reason]).toEqual(['PUSHED', 'target-not-complete']);
  });

  test('row 27a: B dead and last in map order: C swaps before the call fails, then all is stuck', () => {
    const regions = { 'dc-0': serving(), 'dc-1': lacking({ up: false }), 'dc-2': ready() };
    const played = look(play(regions, { targets: 'dc-0', waitMinutes: 0 }), 40);
    expect(currents(played)).toEqual([2, 1, 2]);
    expect(played.log).toEqual(['roll forward dc-2: failed']);
    expect(played.reason).toBe('nothing-left-to-roll-forward');
  });

  test('row 27b: B first in map order: C is never called, 25 checks end PARTIALLY_ONLINE', () => {
    const regions = { 'dc-0': serving(), 'dc-2': lacking({ up: false }), 'dc-1': ready() };
    const played = look(play(regions, { targets: 'dc-0', waitMinutes: 0 }), 24);
    expect(played.parentStatus).toBe('PUSHED');
    expect(look(played).parentStatus).toBe('PARTIALLY_ONLINE');
    expect(currents(played)).toEqual([2, 1, 1]);
  });

  test('row 28: writes disabled in B make every call throw; C swaps only if it comes before B', () => {
    const regions = { 'dc-0': serving(), 'dc-1': ready({ writes: false }), 'dc-2': ready() };
    const played = look(play(regions, { targets: 'dc-0', waitMinutes: 0 }), 5);
    expect(currents(played)).toEqual([2, 1, 2]);
    expect(played.parentStatus).toBe('PARTIALLY_ONLINE');
  });
});

describe('what the rows do not say', () => {
  test('a failed target fails the version, whatever the others do', () => {
    const played = look(play({ A: lacking({ pushStatus: 'ERROR' }), B: ready(), C: ready() }));
    expect([played.parentStatus, played.reason]).toEqual(['ERROR', 'target-failed']);
    expect(played.parentCurrent).toBe(1);
  });

  test('the count of missed checks restarts once the region shows the version', () => {
    const c = lacking();
    const played = play({ A: serving(), B: ready(), C: c }, { waitMinutes: 0 });
    look(played, 4);
    c.versions = [online(1), { number: 2, status: 'STARTED' }];
    look(played);
    c.versions = [online(1)];
    expect(look(played, 4).parentStatus).toBe('PUSHED');
    expect(look(played).parentStatus).toBe('ONLINE');
  });

  test('an ONLINE version is left alone once every other region serves, failed or has moved on', () => {
    const regions = { A: serving(), B: serving(), C: holding('ERROR') };
    expect(look(play(regions, { parentStatus: 'ONLINE' })).reason).toBe('every-region-is-settled');
  });

  test('a region that serves a newer version serves', () => {
    const regions = { A: serving(), B: serving({ current: 3 }) };
    expect(look(play(regions)).log).toEqual(['ONLINE']);
  });

  test('a stalled store leaves the set once the other regions are settled, whatever comes then', () => {
    const played = play({ A: serving(), B: serving() }, { parentStatus: 'KILLED' });
    played.state = { ...played.state, version: 2, stalled: true };
    expect(look(played, 2).gauge).toEqual([false]);
    expect(played.reason).toBe('parent-status-is-final');
  });

  test('after giving up, five more failed calls are needed', () => {
    const played = play({ A: serving(), B: ready() }, { rollForwardFails: true, waitMinutes: 0 });
    look(played, 5);
    played.parentStatus = 'PUSHED';
    expect(look(played, 4).parentStatus).toBe('PUSHED');
    expect(look(played).parentStatus).toBe('PARTIALLY_ONLINE');
  });

  test('noted completion instants expire after two hours', () => {
    const played = look(play({ A: serving(), B: ready() }, { waitMinutes: 180 }));
    const noted = played.state.notedCompletion;
    expect(look(played, 119).state.notedCompletion).toBe(noted);
    expect(look(played).state.notedCompletion).not.toBe(noted);
  });

  test('a newer version starts with empty counters, but a stalled store stays stalled', () => {
    const played = play({ A: serving(), B: ready(), C: lacking() });
    look(played, 3);
    expect(played.state.missing).toEqual({ C: 3 });
    played.state = { ...played.state, stalled: true };
    played.version = 3;
    look(played);
    expect([played.state.missing, played.state.stalled]).toEqual([{ B: 1, C: 1 }, true]);
  });
});
