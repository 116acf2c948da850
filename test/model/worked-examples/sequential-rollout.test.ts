/**
 * Worked examples of hooks §10.2 that need push job, parent and regions together, played as small
 * scenarios in the shipped profile with the rollout order dc-0, dc-1, dc-2 (A, B, C). What the swap
 * service alone decides is tested beside its rules.
 */
import { describe, expect, test } from 'vitest';
import { deferredPush, inOrder, milliseconds, playScene } from '../../support/played-scenario.js';
import { look, play, serving } from '../rules/swap/rollout-play.js';

describe('hooks §10.2: sequential rollout, with the push job alive', () => {
  test('hooks §10.2 row 34: by the rule, regions of the order whose current version is unknown are not behind', () => {
    const played = look(play({ A: serving() }, { order: ['A', 'B', 'C'] }));
    expect(played.promoted).toBe(true);
    expect(played.log).toEqual(['ONLINE']);
    expect(played.reason).toBe('every-region-serves');
  });

  test('hooks §10.2 row 36: after the veto about the first region the kill makes the version KILLED', () => {
    const played = playScene({
      config: inOrder,
      hooks: ['hook: scripted, point: preStoreVersionSwap, answers: [ROLLBACK]'],
      timeline: [deferredPush()],
    }).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ROLLED_BACK', 'KILLED']);
    expect(played.job().state).toBe('failed');
  });

  test('hooks §10.2 row 38: a pushed version is still PUSHED after its controller was away', () => {
    const played = playScene({
      config: inOrder,
      store: 'startsWith: 0',
      timeline: [deferredPush(), 'at: 5m, fault: controller-outage, region: dc-1, for: 2m'],
    });
    expect(played.until('5m').statuses(1)).toEqual(['ONLINE', 'PUSHED', 'PUSHED']);
    expect(played.until('8m').statuses(1)).toEqual(['ONLINE', 'PUSHED', 'PUSHED']);
    expect(played.serves()).toEqual([1, 0, 0]);
  });

  test('hooks §10.2 row 42: a veto about B takes A and B back, the kill condemns both', () => {
    const played = playScene({
      config: inOrder,
      hooks: ['hook: scripted, point: preStoreVersionSwap, region: dc-1, answers: [ROLLBACK]'],
      timeline: [deferredPush()],
    });
    expect(played.until('15m').serves()).toEqual([2, 2, 1]);
    played.toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    const back = played.facts('version-rolled-back').map(({ fact }) => fact.region);
    expect(back.toSorted((one, other) => one - other)).toEqual([0, 1]);
    expect(played.statuses(2)).toEqual(['KILLED', 'KILLED', 'PUSHED']);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ROLLED_BACK', 'KILLED']);
    expect(played.job().state).toBe('failed');
  });

  test('hooks §10.2 row 45: a veto after the swap of B leaves the rollout stuck until the job times out', () => {
    const played = playScene({
      config: inOrder,
      hooks: ['hook: scripted, point: postStoreVersionSwap, region: dc-1, answers: [ROLLBACK]'],
      timeline: [deferredPush()],
    });
    played.until('23h');
    expect(played.serves()).toEqual([2, 1, 1]);
    expect(played.statuses(2)).toEqual(['ONLINE', 'ROLLED_BACK', 'PUSHED']);
    expect([played.parentStatus(2), played.job().state]).toEqual(['PUSHED', 'running']);
    played.toEnd();
    expect(played.job()).toMatchObject({ state: 'killed', endedAt: milliseconds('1441m') });
    expect(played.statuses(2)).toEqual(['ONLINE', 'KILLED', 'PUSHED']);
    expect(played.parentStatus(2)).toBe('KILLED');
    expect(played.serves()).toEqual([2, 1, 1]);
  });

  test('hooks §10.2 row 47: a hook whose first answer after a swap is WAIT, as that of a remote one always is, changes nothing', () => {
    const remote = 'hook: scripted, point: postStoreVersionSwap, answers: [WAIT, ROLLBACK]';
    const played = playScene({ config: inOrder, hooks: [remote], timeline: [deferredPush()] });
    played.toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentStatus(2)).toBe('ONLINE');
    expect(played.job().state).toBe('succeeded');
    const heard = played
      .facts('hook-answered')
      .filter(({ fact }) => fact.point === 'postStoreVersionSwap');
    expect(heard.map(({ fact }) => fact.outcome)).toEqual(['WAIT', 'WAIT', 'WAIT']);
  });
});
