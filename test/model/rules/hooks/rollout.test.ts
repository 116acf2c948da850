/**
 * Rollouts under hooks as accepted: admission, Da Vinci hold, questions about swaps, vetoes (LH-5
 * to LH-9).
 */
import { describe, expect, test } from 'vitest';
import { planRollout, regionsToAdmit } from '../../../../model/rules/hooks/admission.js';
import { davinciGate } from '../../../../model/rules/hooks/davinci-hold.js';
import { postSwapEffect } from '../../../../model/rules/hooks/post-swap-effect.js';
import type { PhasedRegion, RegionPhase } from '../../../../model/rules/hooks/region-phase.js';
import {
  askAgainAtMs,
  longestDue,
  type RolloutView,
  rolloutIsComplete,
  swapTurns,
} from '../../../../model/rules/hooks/swap-questions.js';
import {
  shippedEffect,
  type VetoView,
  vetoEffects,
} from '../../../../model/rules/hooks/veto-effects.js';
import { killInParent } from '../../../../model/rules/swap/kill-effect.js';

function region(name: string, phase: RegionPhase, swapSent = false): PhasedRegion {
  return { region: name, phase, swapSent };
}

describe('which regions get the version now', () => {
  const undecided = (name: string, askAgainAt = 0) => ({
    ...region(name, 'undecided'),
    askAgainAtMs: askAgainAt,
  });

  test('undecided regions that are due are called by name, or in rollout order, omitted ones last', () => {
    const regions = [
      undecided('c'),
      undecided('b'),
      undecided('a'),
      undecided('late', 101),
      { ...undecided('d'), phase: 'sent' as const },
    ];
    expect(regionsToAdmit(regions, [], 100)).toEqual(['a', 'b', 'c']);
    expect(regionsToAdmit(regions, ['c', 'a'], 101)).toEqual(['c', 'a', 'b', 'late']);
  });

  test('hooks example 101: a region whose creation hook waits is called again after the poll interval', () => {
    expect(askAgainAtMs(5_000, 60_000)).toBe(65_000);
  });

  test('hooks example 102: an ABORT for C in the first pass sends nothing and ends ERROR', () => {
    const regions = ['A', 'B', 'C'].map((name) => region(name, 'undecided'));
    const scopes = { abortScope: 'job', rollbackScope: 'all-swapped', order: [] } as const;
    const effects = vetoEffects({ ...scopes, veto: 'ABORT', askedRegion: 'C', regions });
    expect(effects.regions.map((one) => one.effect)).toEqual(['dropped', 'dropped', 'dropped']);
    expect([effects.parentStatus, effects.job]).toEqual(['ERROR', 'fails-now']);
  });
});

describe('which regions a version under hooks is for', () => {
  const request = {
    regions: ['a', 'b', 'c'],
    targets: [] as string[],
    deferred: false,
    manualDeferral: false,
    copiesToOthers: false,
    degraded: [] as string[],
  };

  test.each([
    ['a full push', {}, 'everywhere', [], []],
    ['a targeted push', { targets: ['a'], copiesToOthers: true }, 'then-copies', [], ['b', 'c']],
    ['a push of listed regions', { targets: ['a', 'b'] }, 'targets-only', ['c'], []],
    [
      'a targeted push with deferred swap',
      { targets: ['a'], deferred: true },
      'then-swaps',
      [],
      [],
    ],
    ['a deferred push', { deferred: true, manualDeferral: true }, 'by-hand', [], []],
    [
      'a converted push',
      { targets: ['a', 'c'], deferred: true, degraded: ['b'] },
      'everywhere',
      ['b'],
      [],
    ],
    [
      'a deferred push that was converted',
      { targets: ['a', 'c'], deferred: true, manualDeferral: true, degraded: ['b'] },
      'by-hand',
      ['b'],
      [],
    ],
    [
      'a targeted push with deferred swap while a region is degraded',
      { targets: ['a'], deferred: true, degraded: ['b'] },
      'then-swaps',
      ['b'],
      [],
    ],
  ] as const)('%s', (_, changes, plan, excluded, later) => {
    expect(planRollout({ ...request, ...changes })).toEqual({ plan, excluded, later });
  });
});

describe('Da Vinci hold and release', () => {
  test('the swap is closed while instances are held or their second hook waits', () => {
    const gates = (['held', 'released', 'passed', 'none'] as const).map(davinciGate);
    expect(gates).toEqual(['held-back', 'waits-for-second-hook', 'open', 'open']);
  });
});

describe('for which region the swap hook is called', () => {
  function rolling(
    name: string,
    phase: RegionPhase,
    changes: Partial<RolloutView> = {},
  ): RolloutView {
    const fresh = {
      completedAtMs: 0,
      daVinciOpen: true,
      deferredTo: 'none' as const,
      postSwapPassed: false,
      preSwapAtMs: 0,
      postSwapAtMs: 0,
    };
    return { ...region(name, phase), ...fresh, ...changes };
  }
  const turns = (regions: RolloutView[], order: string[] = [], nowMs = 1_000) =>
    swapTurns(regions, order, nowMs).map((turn) => `${turn.region} ${turn.ask}: ${turn.because}`);

  test('the call that has been due longest is made first, of equally old ones the first', () => {
    const due = [3, 1, 2, 1].map((dueSinceMs, place) => ({ dueSinceMs, place }));
    expect(longestDue(due)).toEqual({ dueSinceMs: 1, place: 1 });
    expect(longestDue([])).toBeUndefined();
  });

  test('a region whose swap the user deferred is not called about, and one that swaps by hand is done when it could', () => {
    const byHand = [rolling('A', 'ready', { deferredTo: 'operator' })];
    const afterTargets = [rolling('A', 'ready', { deferredTo: 'targets' })];
    expect(turns(byHand)).toEqual(['A nothing: left-to-operator']);
    expect(turns(afterTargets)).toEqual(['A nothing: targets-go-first']);
    expect([byHand, afterTargets].map(rolloutIsComplete)).toEqual([true, false]);
  });

  test('without an order the hook is called for every ready region, by completion and then by name', () => {
    const regions = [
      rolling('B', 'ready', { completedAtMs: 5 }),
      rolling('C', 'ready', { completedAtMs: 1 }),
      rolling('A', 'ready', { completedAtMs: 5 }),
    ];
    expect(turns(regions)).toEqual([
      'C preStoreVersionSwap: ready',
      'A preStoreVersionSwap: ready',
      'B preStoreVersionSwap: ready',
    ]);
  });

  test('hooks example 105: with an order, a hook after the swap of A that waits blocks B and C', () => {
    const regions = [
      rolling('A', 'swapped', { postSwapAtMs: 60_000 }),
      rolling('B', 'ready'),
      rolling('C', 'ready'),
    ];
    expect(turns(regions, ['A', 'B', 'C'])).toEqual([
      'A nothing: waiting-after-wait',
      'B nothing: prior-region-not-passed',
      'C nothing: prior-region-not-passed',
    ]);
    expect(turns(regions, ['A', 'B', 'C'], 60_000)[0]).toBe('A postStoreVersionSwap: asked-again');
    expect(rolloutIsComplete(regions)).toBe(false);
    const killed = killInParent(
      {
        status: 'STARTED',
        servingRegions: 1,
        keepsNoErroredTopics: true,
        parentTopicWritten: true,
      },
      { killKeepsPartial: true },
    );
    expect(killed.status).toBe('PARTIALLY_ONLINE');
  });

  test('a region that the order omits comes last', () => {
    const regions = [rolling('A', 'ready'), rolling('B', 'swapped', { postSwapPassed: true })];
    expect(swapTurns(regions, ['B'], 0).map((turn) => turn.region)).toEqual(['B', 'A']);
  });

  test('the gate opens once the earlier region passed, and excluded regions do not close it', () => {
    const regions = [
      rolling('A', 'excluded'),
      rolling('B', 'swapped', { postSwapPassed: true }),
      rolling('C', 'ready'),
    ];
    expect(turns(regions, ['A', 'B', 'C'])).toEqual([
      'A nothing: out-of-the-rollout',
      'B nothing: passed',
      'C preStoreVersionSwap: ready',
    ]);
  });

  test('every region without a call has a reason', () => {
    const regions = [
      rolling('A', 'ready', { preSwapAtMs: 1_001 }),
      rolling('B', 'ready', { swapSent: true }),
      rolling('C', 'ready', { daVinciOpen: false }),
      rolling('D', 'ingesting'),
      rolling('E', 'swapped'),
    ];
    expect(turns(regions)).toEqual([
      'A nothing: waiting-after-wait',
      'B nothing: swap-under-way',
      'C nothing: da-vinci-held',
      'D nothing: not-ingested',
      'E postStoreVersionSwap: newly-swapped',
    ]);
  });

  test('the rollout is complete when every region that takes part has passed', () => {
    const passed = { postSwapPassed: true };
    expect(rolloutIsComplete([rolling('A', 'swapped', passed), rolling('B', 'excluded')])).toBe(
      true,
    );
    expect(rolloutIsComplete([rolling('A', 'swapped', passed), rolling('B', 'sent')])).toBe(false);
  });

  test('a region whose push failed keeps the rollout from being complete', () => {
    expect(rolloutIsComplete([rolling('B', 'failed')])).toBe(false);
  });
});

describe('what a veto does', () => {
  const abc: VetoView = {
    veto: 'ABORT',
    askedRegion: 'B',
    abortScope: 'job',
    rollbackScope: 'all-swapped',
    order: [],
    regions: [region('A', 'swapped'), region('B', 'ready'), region('C', 'ingesting')],
  };
  const effectsOf = (view: VetoView) => vetoEffects(view).regions.map((one) => one.effect);

  test('hooks example 103: ABORT before the swap of B keeps A, freezes B, kills C', () => {
    expect(effectsOf(abc)).toEqual(['keeps-version', 'frozen', 'killed']);
    expect(vetoEffects(abc)).toMatchObject({
      parentStatus: 'PARTIALLY_ONLINE',
      kill: true,
      rollBack: [],
      job: 'fails-now',
    });
  });

  test('hooks example 104: ROLLBACK after the swap of A sends A back and deletes the rest', () => {
    const view: VetoView = { ...abc, veto: 'ROLLBACK', askedRegion: 'A' };
    expect(effectsOf(view)).toEqual(['goes-back', 'frozen-then-deleted', 'killed']);
    expect(vetoEffects(view)).toMatchObject({
      parentStatus: 'ROLLED_BACK',
      rollBack: ['A'],
      deleteAfterwards: true,
    });
  });

  test("hooks examples 106 and 107: at the job's end ABORT leaves ONLINE, ROLLBACK sends all back", () => {
    const regions = ['A', 'B', 'C'].map((name) => region(name, 'swapped'));
    const end: VetoView = { ...abc, askedRegion: '', abortScope: 'region', regions };
    expect(vetoEffects(end)).toMatchObject({
      scope: 'job',
      parentStatus: 'ONLINE',
      job: 'fails-now',
    });
    expect(vetoEffects({ ...end, veto: 'ROLLBACK' })).toMatchObject({
      parentStatus: 'ROLLED_BACK',
      rollBack: ['A', 'B', 'C'],
    });
  });

  test('rollback-scope forward-regions rolls back the order up to the region of the call, or that one alone', () => {
    const regions = ['A', 'B', 'C'].map((name) => region(name, 'swapped'));
    const view: VetoView = { ...abc, veto: 'ROLLBACK', rollbackScope: 'forward-regions', regions };
    expect(vetoEffects(view).rollBack).toEqual(['B']);
    expect(vetoEffects({ ...view, order: ['A', 'B', 'C'] }).rollBack).toEqual(['A', 'B']);
    expect(vetoEffects({ ...view, askedRegion: '' }).rollBack).toEqual(['A', 'B', 'C']);
  });

  test('hooks example 109: a swap already sent is followed by its reverse', () => {
    const regions = [region('A', 'swapped'), region('B', 'ready', true), region('C', 'ready')];
    expect(vetoEffects({ ...abc, veto: 'ROLLBACK', regions }).rollBack).toEqual(['A', 'B']);
    expect(effectsOf({ ...abc, regions })).toEqual(['keeps-version', 'keeps-version', 'frozen']);
  });

  test('an ABORT that reaches one region leaves the others to continue', () => {
    expect(vetoEffects({ ...abc, abortScope: 'region' })).toMatchObject({
      scope: 'region',
      kill: false,
      job: 'ends-later',
    });
    expect(effectsOf({ ...abc, abortScope: 'region' })).toEqual(['goes-on', 'frozen', 'goes-on']);
  });

  test('a region that ingests cannot be aborted alone, since a kill has no filter', () => {
    const view: VetoView = { ...abc, abortScope: 'region', askedRegion: 'C' };
    expect(vetoEffects(view)).toMatchObject({ scope: 'job', kill: true });
  });

  test('before any version exists a veto only fails the job', () => {
    expect(vetoEffects({ ...abc, askedRegion: '', regions: [] })).toMatchObject({
      parentStatus: undefined,
      kill: false,
      job: 'fails-now',
    });
  });

  test('regions that are out already stay untouched by either veto', () => {
    const regions = (['reverted', 'killed', 'failed', 'excluded'] as const).map((phase) =>
      region(phase, phase),
    );
    for (const veto of ['ABORT', 'ROLLBACK'] as const) {
      expect(new Set(effectsOf({ ...abc, veto, regions }))).toEqual(new Set(['untouched']));
    }
  });

  test('hooks example 65: as shipped a veto in a child blocks the queue, in the parent it refuses', () => {
    expect(shippedEffect('creation-in-child', 'ABORT', { waitAsksAgain: false })).toBe(
      'blocks-queue',
    );
    expect(shippedEffect('creation-in-parent', 'ROLLBACK', { waitAsksAgain: false })).toBe(
      'refused',
    );
    expect(shippedEffect('deletion-by-retention', 'ABORT', { waitAsksAgain: false })).toBe(
      'skipped',
    );
    expect(shippedEffect('deletion-message', 'ABORT', { waitAsksAgain: false })).toBe(
      'blocks-queue',
    );
    expect(shippedEffect('creation-in-child', 'WAIT', { waitAsksAgain: false })).toBe('goes-on');
  });

  test('wait-asks-again: the hook of a creation is called again, that of a deletion is not', () => {
    const on = { waitAsksAgain: true };
    expect(shippedEffect('creation-in-child', 'WAIT', on)).toBe('ask-again');
    expect(shippedEffect('creation-in-parent', 'WAIT', on)).toBe('ask-again');
    expect(shippedEffect('deletion-message', 'WAIT', on)).toBe('goes-on');
  });
});

describe('the hook after a swap, in the region', () => {
  const shipped = { postSwapOutcomeCounts: false, abortKeepsSwapped: false, waitAsksAgain: false };
  const designed = { postSwapOutcomeCounts: true, abortKeepsSwapped: true, waitAsksAgain: true };

  test('hooks example 46: as shipped a veto after a swap at completion is ignored', () => {
    expect(postSwapEffect('completion', 'ROLLBACK', shipped)).toBe('ignored');
  });

  test('as shipped only the roll-forward follows the hook, and ABORT equals ROLLBACK', () => {
    expect(postSwapEffect('roll-forward', 'ABORT', shipped)).toBe('roll-back-own-region');
    expect(postSwapEffect('roll-forward', 'WAIT', shipped)).toBe('ignored');
    expect(postSwapEffect('roll-back', 'ROLLBACK', shipped)).toBe('ignored');
  });

  test('as designed the outcome counts at completion, ABORT keeps the version, WAIT repeats the call', () => {
    expect(postSwapEffect('completion', 'ROLLBACK', designed)).toBe('roll-back-own-region');
    expect(postSwapEffect('completion', 'ABORT', designed)).toBe('stop-rollout');
    expect(postSwapEffect('completion', 'WAIT', designed)).toBe('ask-again');
    expect(postSwapEffect('roll-back', 'ABORT', designed)).toBe('ignored');
    expect(postSwapEffect('completion', 'PROCEED', designed)).toBe('none');
  });
});
