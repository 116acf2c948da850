/**
 * Worked examples that need push job, parent and regions together, played as small
 * scenarios in the shipped profile. A, B and C are dc-0, dc-1 and dc-2. What the swap service alone
 * decides is tested beside its rules.
 */
import { describe, expect, test } from 'vitest';
import { deferredPush, milliseconds, playScene } from '../../support/played-scenario.js';

const rollBack = 'hook: scripted, point: preStoreVersionSwap, answers: [ROLLBACK]';

describe('hooks examples: parallel rollout, with the push job alive', () => {
  test('hooks example 13: after the veto the kill of the job turns ROLLED_BACK into KILLED', () => {
    const played = playScene({ hooks: [rollBack], timeline: [deferredPush()] });
    expect(played.until('6m').serves()).toEqual([2, 1, 1]);
    played.toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.statuses(2)).toEqual(['KILLED', 'PUSHED', 'PUSHED']);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ROLLED_BACK', 'KILLED']);
    expect(played.job().state).toBe('failed');
    expect(played.job().reason).toContain('rolled back');
  });

  test('hooks example 14: a first push fails with its target region, and the next one may begin', () => {
    const played = playScene({
      store: 'startsWith: 0',
      timeline: [
        deferredPush('dc-1'),
        'at: 2h, push: p2, store: profiles, mode: targeted-deferred, targets: [dc-1]',
      ],
    });
    played.until('90s').failIngestion('dc-1', 1).until('1h');
    expect(played.serves()).toEqual([0, 0, 0]);
    expect(played.parentHistory(1)).toEqual(['ERROR', 'KILLED']);
    expect(played.job('p1').state).toBe('failed');
    expect(played.toEnd().serves()).toEqual([2, 2, 2]);
    expect(played.job('p2').state).toBe('succeeded');
  });

  test('hooks example 15: Da Vinci instances of the failing target region keep the old version', () => {
    const played = playScene({
      store: 'daVinci: { instances: 3, regions: [dc-1] }',
      timeline: [deferredPush('dc-1')],
    });
    played.until('90s').failIngestion('dc-1', 2).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.instancesServe('dc-1')).toEqual([1, 1, 1]);
    expect(played.parentStatus(2)).toBe('KILLED');
    expect(played.job().state).toBe('failed');
    expect(played.job().reason).toContain('ERROR');
  });

  test('hooks example 16: a failed C fails the job at a poll before the wait is over', () => {
    const played = playScene({ timeline: [deferredPush()] });
    played.until('90s').failIngestion('dc-2', 2).until('9m');
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'KILLED']);
    expect(played.job().state).toBe('failed');
    expect(played.job().endedAt).toBeLessThan(milliseconds('10m'));
    played.toEnd();
    expect(played.serves()).toEqual([2, 1, 1]);
    expect(played.statuses(2)).toEqual(['ONLINE', 'PUSHED', 'NOT_CREATED']);
    expect(played.parentStatus(2)).toBe('KILLED');
  });

  test('hooks example 21: one of two targets fails, so the version is ERROR and later KILLED', () => {
    const played = playScene({ timeline: [deferredPush('dc-0, dc-1')] });
    played.until('90s').failIngestion('dc-1', 2).toEnd();
    expect(played.serves()).toEqual([2, 1, 1]);
    expect(played.statuses(2)).toEqual(['ONLINE', 'NOT_CREATED', 'PUSHED']);
    expect(played.parentHistory(2)).toEqual(['ERROR', 'KILLED']);
    expect(played.job().state).toBe('failed');
  });

  test('hooks example 24: a hook that always throws keeps the swap back until the job times out', () => {
    const played = playScene({
      hooks: ['hook: scripted, point: preStoreVersionSwap, answers: [throws]'],
      timeline: [deferredPush()],
    }).toEnd();
    expect(played.serves()).toEqual([2, 1, 1]);
    expect(played.job()).toMatchObject({ state: 'killed', endedAt: milliseconds('1441m') });
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'KILLED']);
  });

  test('hooks example 25: two vetoes, one rollback with effect, and KILLED in the end', () => {
    const played = playScene({ hooks: [rollBack, rollBack], timeline: [deferredPush()] });
    played.toEnd();
    const sent = played.facts('admin-message-sent').map(({ fact }) => fact.admin.kind);
    expect(sent.filter((kind) => kind === 'RollBack')).toHaveLength(2);
    expect(played.facts('version-rolled-back')).toHaveLength(1);
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.statuses(2)).toEqual(['KILLED', 'PUSHED', 'PUSHED']);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'ROLLED_BACK', 'KILLED']);
    expect(played.job().state).toBe('failed');
  });

  /** Once v2 is there: without writes a region adds no version. */
  const withoutWrites = (region: string) =>
    `at: 65s, operator: set-store, store: profiles, writes: false, regions: [${region}]`;

  test('hooks example 28: a region without writes refuses every roll-forward, and five end it', () => {
    const scene = {
      store: 'swapWait: 10m',
      config: { 'poll.job.status.interval.ms': 60_000 },
    };
    const played = playScene({ ...scene, timeline: [deferredPush(), withoutWrites('dc-1')] });
    played.toEnd();
    expect(played.statuses(2)).toEqual(['ONLINE', 'PUSHED', 'ONLINE']);
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE', 'KILLED']);
    expect(played.job().state).toBe('failed');
    // dc-2 comes first in the parent's client map: with B there C is never called.
    const first = playScene({
      ...scene,
      timeline: [deferredPush(), withoutWrites('dc-2')],
    }).toEnd();
    expect(first.serves()).toEqual([2, 1, 1]);
    expect(first.parentHistory(2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE', 'KILLED']);
    expect(first.job().state).toBe('failed');
  });

  test('hooks example 28: a parent without writes never leaves PUSHED, though its regions swap', () => {
    const everywhere = 'at: 65s, operator: set-store, store: profiles, writes';
    const played = playScene({
      horizon: '4h',
      timeline: [
        deferredPush(),
        `${everywhere}: false`,
        `${everywhere}: true, regions: [dc-0, dc-1, dc-2]`,
      ],
    }).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentHistory(2)).toEqual(['PUSHED']);
    expect(played.parentCurrent()).toBe(1);
    expect(played.job().state).toBe('running');
  });
});
