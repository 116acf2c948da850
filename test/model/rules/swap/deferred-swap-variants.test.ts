/**
 * The variants of the swap service: what each switch changes, and that degraded rollouts end where
 * the design requires them.
 */
import { describe, expect, test } from 'vitest';
import { asBuiltSwap } from '../../../conformance/rules/deferred-swap.js';
import { currents, lacking, look, type Play, play, ready, serving, start } from './rollout-play.js';

const corrected = { ...asBuiltSwap, parallelMarksPartial: true, sequentialSkipsDegraded: true };
const longAgo = { promotedAtMs: start - 90 * 60_000 };

function degraded(name: string, up: boolean, changes: Partial<Play> = {}): Play {
  const names = ['dc-0', 'dc-1', 'dc-2'];
  const healthy = names.filter((one) => one !== name);
  const regions = Object.fromEntries(
    names.map((one) => [one, one === name ? lacking({ up }) : serving()]),
  );
  return play(regions, {
    targets: healthy.join(','),
    excluded: [name],
    variant: corrected,
    ...changes,
  });
}

describe('a converted push ends PARTIALLY_ONLINE once all healthy regions serve', () => {
  const cases = ['dc-0', 'dc-1', 'dc-2'].flatMap((name) => [
    { name, up: true },
    { name, up: false },
  ]);

  test.each(cases)('in parallel, $name degraded, reachable $up', ({ name, up }) => {
    const played = look(degraded(name, up));
    expect([played.parentStatus, played.parentCurrent]).toEqual(['PARTIALLY_ONLINE', 2]);
  });

  test.each(cases)('in order, $name degraded, reachable $up', ({ name, up }) => {
    const played = look(degraded(name, up, { order: ['dc-0', 'dc-1', 'dc-2'] }));
    expect([played.parentStatus, played.parentCurrent]).toEqual(['PARTIALLY_ONLINE', 2]);
  });

  test.each(cases)(
    'in order with the healthy regions staged, $name degraded and reachable',
    ({ name }) => {
      const played = degraded(name, true, { order: ['dc-0', 'dc-1', 'dc-2'], waitMinutes: 0 });
      const second = ['dc-0', 'dc-1', 'dc-2'].filter((one) => one !== name)[1]!;
      played.regions[second] = ready();
      look(played, 2);
      expect(played.log).toEqual([`roll forward ${second}: succeeded`, 'PARTIALLY_ONLINE']);
    },
  );

  test('as built the parallel rollout is stuck, so is an order with a degraded first region', () => {
    expect(look(degraded('dc-1', true, { variant: asBuiltSwap }), 50).parentStatus).toBe('PUSHED');
    const inOrder = { variant: asBuiltSwap, order: ['dc-0', 'dc-1', 'dc-2'] };
    expect(look(degraded('dc-0', true, inOrder), 50).parentStatus).toBe('PUSHED');
  });

  test('a region left out that serves the version by now does not hold the version back', () => {
    const played = degraded('dc-1', true, { order: ['dc-0', 'dc-1', 'dc-2'] });
    played.regions['dc-1'] = serving();
    expect(look(played).parentStatus).toBe('ONLINE');
  });
});

describe('parallel-marks-partial', () => {
  const variant = { ...asBuiltSwap, parallelMarksPartial: true };

  test('a failed region leaves the version partially online after the others rolled forward', () => {
    const played = look(
      play({ A: serving(), B: ready(), C: lacking() }, { variant, waitMinutes: 0 }),
      5,
    );
    expect([currents(played), played.parentStatus]).toEqual([[2, 2, 1], 'PARTIALLY_ONLINE']);
  });

  test('without any failure the version is ONLINE', () => {
    const played = look(
      play({ A: serving(), B: ready(), C: ready() }, { variant, waitMinutes: 0 }),
    );
    expect(played.parentStatus).toBe('ONLINE');
  });
});

describe('failed-target-is-killed and dvc-errors-fail-target', () => {
  test('a failed target kills the version', () => {
    const regions = { A: lacking({ pushStatus: 'ERROR' }), B: ready() };
    const played = look(play(regions, { variant: { ...asBuiltSwap, failedTargetIsKilled: true } }));
    expect(played.parentStatus).toBe('KILLED');
  });

  test('so does a first region of the order that never shows the version', () => {
    const regions = { A: lacking({ pushStatus: 'COMPLETED' }), B: ready() };
    const variant = { ...asBuiltSwap, failedTargetIsKilled: true };
    expect(look(play(regions, { variant, order: ['A', 'B'] }), 5).parentStatus).toBe('KILLED');
  });

  test('a Da Vinci error of the target fails the version', () => {
    const regions = { A: lacking({ pushStatus: 'DVC_INGESTION_ERROR_OTHER' }), B: ready() };
    const played = look(play(regions, { variant: { ...asBuiltSwap, dvcErrorsFailTarget: true } }));
    expect(played.parentStatus).toBe('ERROR');
  });
});

describe('hook variants', () => {
  const regions = () => ({ A: serving(longAgo), B: ready(), C: ready() });
  const order = ['A', 'B', 'C'];

  test('hook-exception-proceeds lets the swap continue after an exception and after silence', () => {
    const variant = { ...asBuiltSwap, hookExceptionProceeds: true };
    for (const answer of [{ kind: 'throws', message: 'x' } as const, null]) {
      const played = look(
        play(regions(), { variant, hooks: ['gate'], answer: () => answer, waitMinutes: 0 }),
      );
      expect(currents(played)).toEqual([2, 2, 2]);
    }
  });

  test('as built an unanswered call blocks but later hooks are called', () => {
    const played = look(
      play(regions(), { hooks: ['one', 'two'], answer: () => null, waitMinutes: 0 }),
    );
    expect(played.reason).toBe('hook-answered-nothing');
    expect(played.log).toEqual(['ask one about A', 'ask two about A']);
  });

  test('a hook that hangs holds the check until hook-limits ends the call', () => {
    const changes = { hooks: ['gate'], answer: () => ({ kind: 'hangs' }) as const, waitMinutes: 0 };
    expect(look(play(regions(), changes)).reason).toBe('hook-hangs');
    const limited = { ...changes, variant: { ...asBuiltSwap, hookLimits: true } };
    expect(currents(look(play(regions(), limited)))).toEqual([2, 2, 2]);
  });

  test('one-rollback-per-decision sends one rollback for two vetoes', () => {
    const variant = { ...asBuiltSwap, oneRollbackPerDecision: true };
    const played = look(
      play(regions(), { variant, hooks: ['one', 'two'], answer: () => 'ROLLBACK', waitMinutes: 0 }),
    );
    expect(played.log.filter((line) => line.startsWith('roll back'))).toEqual(['roll back A']);
  });

  test('abort-keeps-swapped stops the rollout and leaves swapped regions alone', () => {
    const variant = { ...asBuiltSwap, abortKeepsSwapped: true };
    const played = look(
      play(regions(), { variant, order, hooks: ['gate'], answer: () => 'ABORT', waitMinutes: 0 }),
    );
    expect([currents(played), played.parentStatus]).toEqual([[2, 1, 1], 'PARTIALLY_ONLINE']);
    expect(look(played).reason).toBe('parent-status-is-final');
  });

  test('abort-keeps-swapped fails an unserved version, and ROLLBACK beside ABORT rolls back', () => {
    const variant = { ...asBuiltSwap, abortKeepsSwapped: true, gateOwnRegion: true };
    const changes = { variant, order, hooks: ['one', 'two'], waitMinutes: 0 };
    const fresh = { A: ready(), B: ready(), C: ready() };
    expect(look(play(fresh, { ...changes, answer: () => 'ABORT' })).parentStatus).toBe('ERROR');
    const mixed = look(
      play(regions(), { ...changes, answer: (hook) => (hook === 'one' ? 'ABORT' : 'ROLLBACK') }),
    );
    expect(mixed.log.slice(2)).toEqual(['roll back A', 'ROLLED_BACK']);
  });

  test('gate-own-region calls the hook for every region about to swap, first and last included', () => {
    const variant = { ...asBuiltSwap, gateOwnRegion: true };
    const fresh = { A: ready(), B: ready(), C: ready() };
    const played = look(play(fresh, { variant, order, hooks: ['gate'], waitMinutes: 0 }), 3);
    expect(played.log.filter((line) => line.startsWith('ask'))).toEqual([
      'ask gate about A',
      'ask gate about B',
      'ask gate about C',
    ]);
  });

  test('gate-own-region in parallel lets some regions go first; the last one settles', () => {
    const variant = { ...asBuiltSwap, gateOwnRegion: true };
    const played = play(regions(), { variant, hooks: ['gate'], waitMinutes: 0 });
    played.answer = (_hook, region, looks) => (region === 'B' && looks === 1 ? 'WAIT' : 'PROCEED');
    look(played);
    expect([currents(played), played.parentStatus]).toEqual([[2, 1, 2], 'PUSHED']);
    look(played);
    expect([currents(played), played.parentStatus]).toEqual([[2, 2, 2], 'ONLINE']);
  });

  test('rollback-scope all-swapped sends every serving region back, listed as target or not', () => {
    const variant = { ...asBuiltSwap, rollbackScope: 'all-swapped' as const };
    const swapped = { A: serving(longAgo), B: serving(longAgo), C: ready() };
    const played = look(
      play(swapped, { variant, hooks: ['gate'], answer: () => 'ROLLBACK', waitMinutes: 0 }),
    );
    expect(played.log).toContain('roll back A,B');
    expect(currents(played)).toEqual([1, 1, 1]);
  });

  test('a veto with no region to roll back sends no command, which would address every region', () => {
    const variant = { ...asBuiltSwap, rollbackScope: 'all-swapped' as const, gateOwnRegion: true };
    const fresh = { A: ready(), B: ready(), C: ready() };
    const played = look(play(fresh, { variant, order, hooks: ['gate'], answer: () => 'ROLLBACK' }));
    expect(played.log).toEqual(['ask gate about A', 'ROLLED_BACK']);
  });
});
