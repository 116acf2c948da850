/**
 * Worked examples: the accepted proposal's algorithm as designed, with push job, parent and regions A, B, C (dc-0, dc-1,
 * dc-2). What its rules decide one by one is tested beside them.
 */
import { describe, expect, test } from 'vitest';
import { milliseconds, playScene, type Scene } from '../../support/played-scenario.js';

const push = 'at: 1m, push: p1, store: profiles';
const hook = (point: string, answers: string, region = '') =>
  `hook: scripted, point: ${point}, answers: [${answers}]${region === '' ? '' : `, region: ${region}`}`;

/** B is through some minutes after A, and C copies its version for hours. */
const slow = [
  'at: 0s, fault: link-slow, from: dc-0, to: dc-1, factor: 5',
  'at: 0s, fault: link-slow, from: dc-0, to: dc-2, factor: 500',
];

/**
 * The kill comes while regions still go back. With the switch it does not mark what is served as killed, without it the version ends as the
 * document says.
 */
const kills: readonly (readonly [word: string, history: readonly string[]])[] = [
  ['on', ['ROLLED_BACK']],
  ['off', ['ROLLED_BACK', 'KILLED']],
];

function play(hooks: readonly string[], more: Partial<Scene> = {}) {
  return playScene({
    profile: 'as-designed',
    store: 'size: 10 GB',
    hooks,
    ...more,
    timeline: [push, ...(more.timeline ?? [])],
  });
}

describe('hooks examples: hooks that let go', () => {
  test('hooks example 100: everybody proceeds', () => {
    const played = play([hook('preStoreVersionSwap', 'PROCEED')]).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentStatus(2)).toBe('ONLINE');
    expect(played.job().state).toBe('succeeded');
  });

  test('hooks example 101: a region whose creation waits twice joins two minutes later', () => {
    const played = play([hook('preStoreVersionCreation', 'WAIT, WAIT, PROCEED', 'dc-1')]).toEnd();
    const sent = played.facts('admin-message-sent');
    const adds = sent.filter(({ fact }) => fact.admin.kind === 'AddVersion');
    expect(adds).toHaveLength(2);
    const apart = (adds[1]?.at ?? 0) - (adds[0]?.at ?? 0);
    expect(apart).toBeGreaterThanOrEqual(milliseconds('2m'));
    expect(apart).toBeLessThan(milliseconds('130s'));
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentStatus(2)).toBe('ONLINE');
    expect(played.job().state).toBe('succeeded');
  });

  test.each([
    'preStoreVersionCreation',
    'preStoreVersionSwap',
    'postStoreVersionSwap',
    'preEndOfPushJob',
  ])('hooks example 108: %s that hangs counts as PROCEED after its time-out', (point) => {
    const played = play([hook(point, 'hangs')]).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentStatus(2)).toBe('ONLINE');
    expect(played.job().state).toBe('succeeded');
    expect(played.facts('hook-answered').some(({ fact }) => fact.outcome === 'PROCEED')).toBe(true);
  });
});

describe('hooks examples: hooks that refuse', () => {
  test('hooks example 102: an ABORT before any creation leaves no region with the version', () => {
    const played = play([hook('preStoreVersionCreation', 'ABORT', 'dc-2')]).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.facts('version-created')).toEqual([]);
    expect(played.parentHistory(2)).toEqual(['ERROR', 'KILLED']);
    expect(played.job().state).toBe('failed');
  });

  test.each([
    ['on', ['PARTIALLY_ONLINE']],
    ['off', ['PARTIALLY_ONLINE', 'KILLED']],
  ])(
    'hooks example 103: an ABORT before the swap of B, with kill-keeps-partial %s',
    (word, history) => {
      const played = play([hook('preStoreVersionSwap', 'ABORT', 'dc-1')], {
        switches: { 'kill-keeps-partial': word },
        timeline: slow,
      }).toEnd();
      expect(played.serves()).toEqual([2, 1, 1]);
      expect(played.statuses(2).slice(0, 2)).toEqual(['ONLINE', 'PUSHED']);
      expect(killed(played)).toEqual([2]);
      expect(played.parentHistory(2)).toEqual(history);
      expect(played.job().state).toBe('failed');
    },
  );

  test('hooks example 104: a ROLLBACK after the swap of A', () => {
    const held = hook('preStoreVersionSwap', 'WAIT', 'dc-1');
    const vetoed = hook('postStoreVersionSwap', 'WAIT, WAIT, WAIT, ROLLBACK', 'dc-0');
    const played = play([held, vetoed], {
      timeline: slow,
      switches: { 'kill-keeps-partial': 'off' },
    });
    played.toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.facts('version-rolled-back').map(({ fact }) => fact.region)).toEqual([0]);
    expect(played.parentHistory(2)).toEqual(['ROLLED_BACK', 'KILLED']);
    expect(killed(played)).toContain(2);
    expect(played.statuses(2)[1]).toBe('NOT_CREATED');
    expect(played.job().state).toBe('failed');
  });

  test.each([
    ['on', 'PARTIALLY_ONLINE'],
    ['off', 'KILLED'],
  ])(
    'hooks example 105: a wait for ever after the swap of A, with kill-keeps-partial %s',
    (word, end) => {
      const played = play([hook('postStoreVersionSwap', 'WAIT', 'dc-0')], {
        switches: { 'kill-keeps-partial': word },
        config: { 'deferred.version.swap.region.roll.forward.order': 'dc-0,dc-1,dc-2' },
      });
      played.until('20h');
      expect(played.serves()).toEqual([2, 1, 1]);
      expect(played.parentHistory(2)).toEqual([]);
      played.toEnd();
      expect(played.serves()).toEqual([2, 1, 1]);
      expect(played.parentHistory(2)).toEqual([end]);
      expect(played.job()).toMatchObject({ state: 'killed', endedAt: milliseconds('1441m') });
    },
  );

  test("hooks example 106: an ABORT at the job's end changes nothing that is served", () => {
    const played = play([hook('preEndOfPushJob', 'ABORT')]).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentHistory(2)).toEqual(['ONLINE']);
    expect(played.job().state).toBe('failed');
  });

  test.each(kills)(
    "hooks example 107: a ROLLBACK at the job's end, with kill-keeps-partial %s",
    (word, history) => {
      const switches = { 'kill-keeps-partial': word };
      const played = play([hook('preEndOfPushJob', 'ROLLBACK')], { switches }).toEnd();
      expect(played.serves()).toEqual([1, 1, 1]);
      expect(played.parentHistory(2)).toEqual(history);
      expect(played.job().state).toBe('failed');
    },
  );

  test.each(kills)(
    'hooks example 109: a swap in a blocked queue is followed by its reverse (%s)',
    (word, history) => {
      const blocked =
        'at: 90s, fault: admin-message-failure, region: dc-1, store: profiles, for: 30m';
      const played = play([hook('postStoreVersionSwap', 'WAIT, WAIT, WAIT, ROLLBACK', 'dc-0')], {
        timeline: [blocked],
        switches: { 'kill-keeps-partial': word },
      }).toEnd();
      const inB = (fact: { readonly region: number }) => fact.region === 1;
      expect(played.facts('version-swapped').filter(({ fact }) => inB(fact))).toHaveLength(1);
      expect(played.facts('version-rolled-back').filter(({ fact }) => inB(fact))).toHaveLength(1);
      expect(played.serves()).toEqual([1, 1, 1]);
      expect(played.parentHistory(2)).toEqual(history);
      expect(played.job().state).toBe('failed');
    },
  );
});

function killed(played: ReturnType<typeof play>): number[] {
  return played
    .facts('version-status-set')
    .filter(({ fact }) => fact.status === 'KILLED')
    .map(({ fact }) => fact.region);
}
