/** Worked examples that one small rule answers and no actor plays yet. */
import { expect, test } from 'vitest';
import { remoteAnswer } from '../../../model/rules/hooks/remote-answer.js';

test('hooks example 68: a remote hook says WAIT, WAIT, its late ABORT, and WAIT again', () => {
  const said = [
    remoteAnswer({ asked: undefined, hasChannel: true }),
    remoteAnswer({ asked: { kind: 'pending' }, hasChannel: true }),
    remoteAnswer({ asked: { kind: 'answered', outcome: 'ABORT' }, hasChannel: true }),
    remoteAnswer({ asked: undefined, hasChannel: true }),
  ];
  expect(said.map(({ outcome }) => outcome)).toEqual(['WAIT', 'WAIT', 'ABORT', 'WAIT']);
  expect(said.map(({ memory }) => memory)).toEqual(['ask', 'keep', 'forget', 'ask']);
});

test('hooks example 69: a remote call that failed counts as PROCEED', () => {
  expect(remoteAnswer({ asked: { kind: 'failed' }, hasChannel: true }).outcome).toBe('PROCEED');
});
