/**
 * Worked examples: which regions create a version, and what hooks before a creation do as
 * shipped. Played as small scenarios in the shipped profile; the rules alone are tested beside them.
 */
import { describe, expect, test } from 'vitest';
import { admitAttempt } from '../../../model/rules/push-job/cooldown.js';
import { deferredPush, milliseconds, playScene } from '../../support/played-scenario.js';

const vetoAtCreation = 'hook: scripted, point: preStoreVersionCreation, answers: [ROLLBACK]';

describe('hooks examples: admin messages', () => {
  const played = playScene({
    timeline: ['at: 30s, operator: mark-degraded, region: dc-1', deferredPush()],
  }).until('90s');

  test('hooks example 59: a degraded region that is no target skips a deferred push', () => {
    expect(played.statuses(2)[1]).toBe('NOT_CREATED');
    expect(played.facts('add-version-skipped').map(({ fact }) => fact.region)).toEqual([1]);
  });

  test('hooks example 60: a healthy region that is no target takes part in it', () => {
    expect(played.statuses(2)[2]).toBe('STARTED');
  });

  test('hooks example 61: a target always takes part', () => {
    expect(played.statuses(2)[0]).toBe('STARTED');
  });

  test('hooks example 66: a message with a number that the region has used changes nothing there', () => {
    const pushed = playScene({ timeline: [deferredPush()] });
    const [sent] = pushed.until('90s').facts('admin-message-sent');
    if (sent === undefined) throw new Error('no AddVersion was sent');
    pushed.sendAgain(sent.fact.admin).until('2m');
    expect(pushed.facts('admin-message-done')).toHaveLength(6);
    expect(pushed.facts('version-created')).toHaveLength(3);
  });

  test('hooks example 66: a region that skipped it creates it when a second one names it', () => {
    const pushed = playScene({
      timeline: ['at: 1m, push: p1, store: profiles, mode: targeted, targets: [dc-0]'],
    });
    const [sent] = pushed.until('90s').facts('admin-message-sent');
    if (sent?.fact.admin.kind !== 'AddVersion') throw new Error('no AddVersion was sent');
    expect(pushed.statuses(2)).toEqual(['STARTED', 'NOT_CREATED', 'NOT_CREATED']);
    pushed.sendAgain({ ...sent.fact.admin, targets: [1] }).until('100s');
    expect(pushed.statuses(2)).toEqual(['STARTED', 'STARTED', 'NOT_CREATED']);
    expect(pushed.facts('version-created')).toHaveLength(2);
  });
});

describe('hooks examples: hooks before a creation, as shipped', () => {
  test('hooks example 64: a veto in the parent leaves nothing but a cooldown for other jobs', () => {
    const played = playScene({
      hooks: [vetoAtCreation],
      timeline: ['at: 1m, push: p1, store: profiles', 'at: 5m, push: p2, store: profiles'],
    }).toEnd();
    expect(played.job('p1')).toMatchObject({ state: 'refused' });
    expect(played.job('p1').reason).toContain('a hook said ROLLBACK');
    expect(played.job('p2')).toMatchObject({ state: 'refused' });
    expect(played.job('p2').reason).toContain('p1 was admitted to profiles');
    expect(played.parentStatus(2)).toBe('NOT_CREATED');
    expect(played.facts('source-topic-created')).toEqual([]);
    expect(played.facts('version-created')).toEqual([]);
  });

  test('hooks example 64: by the rule of the cooldown the same job is admitted again', () => {
    const question = {
      store: 'profiles',
      pushType: 'BATCH',
      systemStore: false,
      cooldownMs: milliseconds('10m'),
    } as const;
    const first = admitAttempt({ ...question, pushId: 'P1', nowMs: 0, last: undefined });
    const last = first.kind === 'admitted' ? first.record : undefined;
    expect(last).toEqual({ pushId: 'P1', admittedAtMs: 0 });
    expect(admitAttempt({ ...question, pushId: 'P2', nowMs: 60_000, last }).kind).toBe('refused');
    expect(admitAttempt({ ...question, pushId: 'P1', nowMs: 60_000, last }).kind).toBe('admitted');
  });

  test('hooks example 65: a veto in one child blocks its queue, and the kill waits behind it', () => {
    const played = playScene({
      hooks: ['hook: scripted, point: preStoreVersionCreation, region: dc-1, answers: [ABORT]'],
      timeline: ['at: 1m, push: p1, store: profiles'],
    });
    played.until('24h');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.job().state).toBe('running');
    played.until('25h');
    expect(played.job()).toMatchObject({ state: 'killed', endedAt: milliseconds('1441m') });
    expect(played.job().reason).toContain('dc-1 NOT_CREATED');
    expect(played.parentHistory(2)).toEqual(['KILLED']);
    expect(played.serves()).toEqual([2, 1, 2]);
    const done = played.facts('admin-message-done').filter(({ fact }) => fact.region === 1);
    expect(done).toEqual([]);
    expect(
      played.facts('admin-message-taken').filter(({ fact }) => fact.region === 1),
    ).toHaveLength(2);
  });
});
