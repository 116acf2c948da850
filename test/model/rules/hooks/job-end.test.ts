import { describe, expect, test } from 'vitest';
import { jobEnd } from '../../../../model/rules/hooks/job-end.js';
import { remoteAnswer } from '../../../../model/rules/hooks/remote-answer.js';

describe('LH-10: may the job end, and as what?', () => {
  const view = { outcome: 'PROCEED', complete: true, leftOut: [], plan: 'everywhere' } as const;

  test('it ends ONLINE when every region serves the version', () => {
    expect(jobEnd(view)).toMatchObject({ kind: 'ends', versionStatus: 'ONLINE' });
  });

  test('it ends PARTIALLY_ONLINE, naming them, when degraded regions were left out', () => {
    const end = jobEnd({ ...view, leftOut: ['dc-1'] });
    expect(end).toMatchObject({ kind: 'ends', versionStatus: 'PARTIALLY_ONLINE' });
    expect(end).toHaveProperty('reason', expect.stringContaining('dc-1'));
  });

  test.each([
    ['by-hand', 'unchanged'],
    ['targets-only', 'PUSHED'],
    ['then-copies', 'ONLINE'],
    ['then-swaps', 'ONLINE'],
  ] as const)('under the plan %s the version ends as without hooks: %s', (plan, versionStatus) => {
    expect(jobEnd({ ...view, plan })).toMatchObject({ kind: 'ends', versionStatus });
  });

  test('it does not end while a region is missing, whatever the hook says', () => {
    expect(jobEnd({ ...view, complete: false, outcome: 'ROLLBACK' })).toEqual({ kind: 'not-yet' });
  });

  test('WAIT is called again, and a veto is a veto', () => {
    expect(jobEnd({ ...view, outcome: 'WAIT' })).toEqual({ kind: 'ask-again' });
    expect(jobEnd({ ...view, outcome: 'ABORT' })).toEqual({ kind: 'veto', outcome: 'ABORT' });
  });
});

describe("LH-11: a remote hook's late answer", () => {
  test('the first call sends the question and returns WAIT; without a channel it proceeds', () => {
    expect(remoteAnswer({ asked: undefined, hasChannel: true })).toEqual({
      outcome: 'WAIT',
      memory: 'ask',
    });
    expect(remoteAnswer({ asked: undefined, hasChannel: false })).toEqual({
      outcome: 'PROCEED',
      memory: 'keep',
    });
  });

  test('a pending question returns WAIT, and so does one that ended without an answer, for ever', () => {
    expect(remoteAnswer({ asked: { kind: 'pending' }, hasChannel: true }).outcome).toBe('WAIT');
    expect(remoteAnswer({ asked: { kind: 'never' }, hasChannel: true })).toEqual({
      outcome: 'WAIT',
      memory: 'keep',
    });
  });

  test('an answer is given once and then forgotten; a failure proceeds', () => {
    const asked = { kind: 'answered', outcome: 'ROLLBACK' } as const;
    expect(remoteAnswer({ asked, hasChannel: true })).toEqual({
      outcome: 'ROLLBACK',
      memory: 'forget',
    });
    expect(remoteAnswer({ asked: { kind: 'failed' }, hasChannel: true }).outcome).toBe('PROCEED');
  });
});
