/** Worked examples that one small rule answers and no actor plays yet. */
import { expect, test } from 'vitest';
import { scanRound } from '../../../model/rules/davinci/scan-task.js';
import { remoteAnswer } from '../../../model/rules/hooks/remote-answer.js';
import { detailsUpload } from '../../../model/rules/push-job/details-upload.js';

test('status §9 row 88c: a tracked version whose store disappears ends the scans of every other version', () => {
  const versions = [
    { topic: 'gone_v2', storeExists: false },
    { topic: 'profiles_v2', storeExists: true },
  ];
  const first = scanRound(versions, 'goes-on');
  expect(first).toEqual({ scanned: [], task: 'dead' });
  expect(scanRound([{ topic: 'profiles_v2', storeExists: true }], first.task).scanned).toEqual([]);
  expect(scanRound([{ topic: 'profiles_v2', storeExists: true }], 'goes-on').scanned).toEqual([
    'profiles_v2',
  ]);
});

test('status §9 row 138: KILLED after ERROR is not uploaded, KILLED after COMPLETED is', () => {
  expect(detailsUpload(undefined, 'ERROR')).toBe('send');
  expect(detailsUpload('ERROR', 'KILLED')).toBe('suppress');
  expect(detailsUpload('COMPLETED', 'KILLED')).toBe('send');
});

test('hooks §10.4 row 68: a remote hook says WAIT, WAIT, its late ABORT, and WAIT again', () => {
  const said = [
    remoteAnswer({ asked: undefined, hasChannel: true }),
    remoteAnswer({ asked: { kind: 'pending' }, hasChannel: true }),
    remoteAnswer({ asked: { kind: 'answered', outcome: 'ABORT' }, hasChannel: true }),
    remoteAnswer({ asked: undefined, hasChannel: true }),
  ];
  expect(said.map(({ outcome }) => outcome)).toEqual(['WAIT', 'WAIT', 'ABORT', 'WAIT']);
  expect(said.map(({ memory }) => memory)).toEqual(['ask', 'keep', 'forget', 'ask']);
});

test('hooks §10.4 row 69: a remote call that failed counts as PROCEED', () => {
  expect(remoteAnswer({ asked: { kind: 'failed' }, hasChannel: true }).outcome).toBe('PROCEED');
});
