/** Ends of a target-region push with deferred swap that no scenario can bring about; test/library/deferred-swap-ends.test.ts has the others. */
import { describe, expect, test } from 'vitest';
import { deferredPush, inOrder, playScene } from '../support/played-scenario.js';

describe('end states that no scenario can bring about', () => {
  const pushed = () => playScene({ config: inOrder, timeline: [deferredPush()] }).until('7m');

  test('STARTED to ERROR: the target serves the version and says ERROR', () => {
    const config = { 'poll.job.status.interval.ms': 3_600_000 };
    const scene = { config, store: 'size: 1 GB', timeline: [deferredPush()] };
    const played = playScene(scene).until('110s');
    expect(played.serves()).toEqual([2, 1, 1]);
    played.reports('dc-0', 2, 'ERROR').until('3m');
    expect(played.parentHistory(2)).toEqual(['ERROR']);
    expect(played.serves()).toEqual([2, 1, 1]);
  });

  test('PUSHED to PARTIALLY_ONLINE: a later region of the order has a record of failure', () => {
    const played = pushed().holds('dc-1', 2, 'KILLED').until('20m');
    expect(played.parentHistory(2).slice(0, 2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE']);
    expect(played.serves()).toEqual([2, 1, 1]);
  });

  test('PUSHED to ERROR: the first region of the order has a record of failure', () => {
    const played = pushed().holds('dc-0', 2, 'KILLED', 1).until('20m');
    expect(played.parentHistory(2).slice(0, 2)).toEqual(['PUSHED', 'ERROR']);
  });

  test('ONLINE to ERROR: the first region says ERROR while a later one lags behind', () => {
    const played = playScene({ config: inOrder, timeline: [deferredPush()] }).until('40m');
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ONLINE']);
    played.reports('dc-0', 2, 'ERROR').holds('dc-2', 2, 'ONLINE', 1).until('42m');
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ONLINE', 'ERROR']);
  });
});
