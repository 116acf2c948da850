/** One hook's answer, and many hooks' answers (LH-1, LH-2). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HookAnswer, Outcome } from '../../../../model/hooks/hook.js';
import { type HookSite, heardAnswer } from '../../../../model/rules/hooks/hook-answer.js';
import {
  chainGoesOn,
  chainVerdict,
  type OutcomeChain,
  worseOutcome,
} from '../../../../model/rules/hooks/outcome-chain.js';

const shipped = { hookExceptionProceeds: false, hookLimits: false };
const throws = { kind: 'throws', message: 'no connection' } as const;
const hangs = { kind: 'hangs' } as const;

function verdict(chain: OutcomeChain, ...answers: (HookAnswer | null)[]) {
  const site: HookSite = chain === 'every-hook-runs' ? 'swap-service' : 'other-site';
  return chainVerdict(
    answers.map((answer) => heardAnswer(answer, site, shipped)),
    chain,
  );
}

describe('one hook', () => {
  test('hooks example 108: under VIP-4 a time-out, an exception and silence all proceed', () => {
    for (const answer of [throws, hangs, null]) {
      expect(heardAnswer(answer, 'vip4', shipped)).toMatchObject({
        kind: 'outcome',
        outcome: 'PROCEED',
      });
    }
  });

  test('hooks example 63: at the other shipped sites an exception is ignored', () => {
    expect(heardAnswer(throws, 'other-site', shipped)).toEqual({
      kind: 'outcome',
      outcome: 'PROCEED',
      instead: 'exception',
    });
  });

  test('the shipped swap service dies of an exception and takes silence for no', () => {
    expect(heardAnswer(throws, 'swap-service', shipped)).toEqual({
      kind: 'hold',
      reason: 'hook-threw',
      ends: true,
    });
    expect(heardAnswer(null, 'swap-service', shipped)).toEqual({
      kind: 'hold',
      reason: 'hook-answered-nothing',
      ends: false,
    });
  });

  test('a hanging hook is waited for without end where calls have no limit', () => {
    expect(heardAnswer(hangs, 'other-site', shipped)).toMatchObject({
      kind: 'hold',
      reason: 'hook-hangs',
    });
    expect(heardAnswer(hangs, 'other-site', { ...shipped, hookLimits: true })).toMatchObject({
      instead: 'time-out',
    });
  });

  test('an outcome is taken as it is', () => {
    expect(heardAnswer('WAIT', 'vip4', shipped)).toEqual({ kind: 'outcome', outcome: 'WAIT' });
  });
});

describe('many hooks', () => {
  test('hooks example 67: after a swap [PROCEED, ABORT] is ABORT', () => {
    expect(verdict('first-veto-ends', 'PROCEED', 'ABORT').outcome).toBe('ABORT');
  });

  test('hooks example 62: an ABORT before creation keeps the second hook from being called', () => {
    const first = [heardAnswer('ABORT', 'other-site', shipped)];
    expect(chainGoesOn(first, 'veto-refuses')).toBe(false);
    expect(verdict('veto-refuses', 'ABORT', 'ROLLBACK')).toMatchObject({
      outcome: 'ABORT',
      vetoes: ['ABORT'],
    });
  });

  test('the first veto ends the chain, even if a later one is worse', () => {
    expect(verdict('first-veto-ends', 'WAIT', 'ABORT', 'ROLLBACK')).toMatchObject({
      outcome: 'ABORT',
      vetoes: ['ABORT'],
    });
  });

  test('WAIT anywhere waits, unless the site only warns about it', () => {
    expect(verdict('first-veto-ends', 'WAIT', 'PROCEED').outcome).toBe('WAIT');
    expect(verdict('every-hook-runs', 'PROCEED', 'WAIT').outcome).toBe('WAIT');
    expect(verdict('veto-refuses', 'WAIT', 'PROCEED').outcome).toBe('PROCEED');
  });

  test('in the swap service every veto counts, and a veto before an exception has taken effect', () => {
    expect(verdict('every-hook-runs', 'ROLLBACK', 'WAIT', 'ABORT').vetoes).toEqual([
      'ROLLBACK',
      'ABORT',
    ]);
    expect(verdict('every-hook-runs', 'ROLLBACK', throws, 'ABORT')).toEqual({
      outcome: 'ROLLBACK',
      vetoes: ['ROLLBACK'],
      hold: 'hook-threw',
    });
  });

  test('an unanswered hook in the swap service waits while the later hooks are called', () => {
    expect(verdict('every-hook-runs', null, 'ABORT').vetoes).toEqual(['ABORT']);
    expect(verdict('every-hook-runs', null, 'PROCEED')).toMatchObject({
      outcome: 'WAIT',
      hold: 'hook-answered-nothing',
    });
  });

  test('a store without hooks proceeds', () => {
    expect(verdict('first-veto-ends').outcome).toBe('PROCEED');
  });

  test('the verdict of a chain is never milder than an answer that was received', () => {
    const outcomes = fc.array(fc.constantFrom<Outcome>('PROCEED', 'WAIT', 'ABORT', 'ROLLBACK'), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(outcomes, (answers) => {
        const worst = answers.reduce(worseOutcome, 'PROCEED');
        expect(verdict('every-hook-runs', ...answers).outcome).toBe(worst);
        const first = answers.find((answer) => answer === 'ABORT' || answer === 'ROLLBACK');
        expect(verdict('first-veto-ends', ...answers).outcome).toBe(first ?? worst);
      }),
    );
  });
});
