/**
 * Worked examples that need push job, parent and regions together, played as small
 * scenarios in the shipped profile with the rollout order dc-0, dc-1, dc-2 (A, B, C). What the swap
 * service alone decides is tested beside its rules.
 */
import { describe, expect, test } from 'vitest';
import { deferredPush, inOrder, milliseconds, playScene } from '../../support/played-scenario.js';
import { look, play, serving } from '../rules/swap/rollout-play.js';

describe('hooks examples: sequential rollout, with the push job alive', () => {
  test('hooks example 34: by the rule, regions of an unknown current version are not behind', () => {
    const played = look(play({ A: serving() }, { order: ['A', 'B', 'C'] }));
    expect(played.promoted).toBe(true);
    expect(played.log).toEqual(['ONLINE']);
    expect(played.reason).toBe('every-region-serves');
  });

  test('hooks example 36: after the veto about the first region the kill makes the version KILLED', () => {
    const played = playScene({
      config: inOrder,
      hooks: ['hook: scripted, point: preStoreVersionSwap, answers: [ROLLBACK]'],
      timeline: [deferredPush()],
    }).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ROLLED_BACK', 'KILLED']);
    expect(played.job().state).toBe('failed');
  });

  test('hooks example 37: an empty push with its key swaps in order, without any poll', () => {
    const played = playScene({
      config: { ...inOrder, 'deferred.version.swap.for.empty.push.enabled': true },
      store: 'startsWith: 0, swapWait: 0m',
      timeline: [
        'at: 1m, push: p1, store: profiles, mode: empty',
        'at: 20m, push: p2, store: profiles',
      ],
    });
    // The service enters from STARTED, because dc-0 serves the version; the first poll after the end of push comes later.
    played.until('5m');
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.parentHistory(1)).toEqual(['ONLINE']);
    expect(played.job().state).toBe('running');
    played.toEnd();
    expect(played.job('p2').state).toBe('succeeded');
    expect(played.serves()).toEqual([2, 2, 2]);
  });

  test('hooks example 38: a pushed version is still PUSHED after its controller was away', () => {
    const played = playScene({
      config: inOrder,
      store: 'startsWith: 0',
      timeline: [deferredPush(), 'at: 5m, fault: controller-outage, region: dc-1, for: 2m'],
    });
    expect(played.until('5m').statuses(1)).toEqual(['ONLINE', 'PUSHED', 'PUSHED']);
    expect(played.until('8m').statuses(1)).toEqual(['ONLINE', 'PUSHED', 'PUSHED']);
    expect(played.serves()).toEqual([1, 0, 0]);
  });

  test('hooks example 40: the first region fails, so the version is ERROR, then KILLED', () => {
    const played = playScene({ config: inOrder, timeline: [deferredPush()] });
    played.until('90s').failIngestion('dc-0', 2).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.parentHistory(2)).toEqual(['ERROR', 'KILLED']);
    expect(played.job().state).toBe('failed');
  });

  test('hooks example 42: a veto about B takes A and B back, the kill marks both as killed', () => {
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

  test('hooks example 44: a veto after the swap of C moves C back, and its guard refuses a push', () => {
    const played = playScene({
      config: inOrder,
      hooks: ['hook: scripted, point: postStoreVersionSwap, region: dc-2, answers: [ROLLBACK]'],
      timeline: [deferredPush(), 'at: 20h, push: p2, store: profiles'],
    }).toEnd();
    expect(played.serves()).toEqual([2, 2, 1]);
    expect(played.statuses(2)).toEqual(['ONLINE', 'ONLINE', 'ROLLED_BACK']);
    expect([played.parentStatus(2), played.parentCurrent()]).toEqual(['ONLINE', 2]);
    expect(played.job('p1').state).toBe('succeeded');
    expect(played.job('p2').reason).toContain('ROLLED_BACK from a rollback in region dc-2');
  });

  test("hooks example 45: a veto after the swap of B holds the rollout to the job's timeout", () => {
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

  test('hooks example 47: a remote hook that answers ROLLBACK everywhere has no effect', () => {
    const remote = "hook: remote, channel: 'gate:8080', answer: ROLLBACK, after: 1s";
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
