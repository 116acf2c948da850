/**
 * Worked examples: pushes while dc-1 is degraded, in the shipped profile. Venice's own test requests the status itself, with
 * the version's targets; a push job does that under `poll-effective-targets`, and the shipped one does not.
 */
import { describe, expect, test } from 'vitest';
import { inOrder, milliseconds, playScene, type Scene } from '../../support/played-scenario.js';

const mark = 'at: 30s, operator: mark-degraded, region: dc-1';
const unmark = 'at: 60m, operator: unmark-degraded, region: dc-1';
const push = 'at: 1m, push: p1, store: profiles';
const dc1First = { 'deferred.version.swap.region.roll.forward.order': 'dc-1,dc-0,dc-2' };

/** A push beside a degraded dc-1, queried with its targets dc-0 and dc-2. */
function asked(config: Scene['config'] = inOrder, ...more: readonly string[]) {
  return playScene({
    config: { ...config, 'poll.job.status.interval.ms': 30_000 },
    store: 'size: 1 GB, swapWait: 0m',
    switches: { 'poll-effective-targets': 'on' },
    timeline: [mark, push, ...more],
  });
}

/** The same with a push job as it is shipped. */
function shipped(...more: readonly string[]) {
  return playScene({
    config: inOrder,
    store: 'size: 1 GB, swapWait: 0m',
    timeline: [mark, push, ...more],
  });
}

describe('hooks examples: what the parent makes of a push without dc-1', () => {
  test('hooks example 90: two regions swap, and the version is PARTIALLY_ONLINE', () => {
    const played = asked().until('60m');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.statuses(2)).toEqual(['ONLINE', 'NOT_CREATED', 'ONLINE']);
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE']);
    // dc-1 has been missing in five checks of the service, one a minute.
    const first = played.facts('version-swapped')[0]?.at ?? 0;
    const partial = played.facts('parent-version-status-set').at(-1)?.at ?? 0;
    expect(Math.ceil((partial - first) / 60_000)).toBe(5);
  });

  test('hooks example 94: with dc-1 first in the order it stays PUSHED', () => {
    const played = asked(dc1First).until('20h');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.parentHistory(2)).toEqual(['PUSHED']);
  });

  test('hooks example 95: without an order it stays PUSHED', () => {
    const played = asked({}).until('20h');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.parentHistory(2)).toEqual(['PUSHED']);
  });
});

describe('hooks examples: what a shipped push job makes of it', () => {
  test('hooks example 96: it waits for dc-1 until its limit, and has the version killed', () => {
    const played = shipped();
    expect(played.until('20h').parentHistory(2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE']);
    played.toEnd();
    expect(played.job()).toMatchObject({ state: 'killed', endedAt: milliseconds('1441m') });
    expect(played.job().reason).toContain('dc-1 NOT_CREATED');
    expect(played.parentStatus(2)).toBe('KILLED');
  });

  test('hooks example 97: it gives up after half an hour if dc-1 is down', () => {
    const played = shipped('at: 0s, fault: region-outage, region: dc-1').toEnd();
    expect(played.job()).toMatchObject({ state: 'failed' });
    expect(played.job().reason).toContain('UNKNOWN for 30 min');
    expect(played.parentHistory(2).at(-1)).toBe('KILLED');
    expect(played.serves()).toEqual([2, 1, 2]);
  });
});

describe('a targeted push that leaves dc-1 out by itself', () => {
  const targeted = `${push}, mode: targeted, targets: [dc-0]`;
  const play = (...more: readonly string[]) =>
    playScene({ timeline: [mark, targeted, ...more] }).toEnd();

  test('waits for ever if dc-1 answers, because its job queries all regions', () => {
    const played = play();
    expect(played.facts('push-converted')).toEqual([]);
    expect(played.serves()[0]).toBe(2);
    expect(played.job()).toMatchObject({ state: 'killed', endedAt: milliseconds('1441m') });
  });

  test('fails after half an hour if dc-1 does not answer', () => {
    const played = play('at: 0s, fault: region-outage, region: dc-1');
    expect(played.job()).toMatchObject({ state: 'failed' });
    expect(played.job().reason).toContain('UNKNOWN for 30 min');
  });
});

describe('hooks examples: marks and refusals', () => {
  test('hooks example 91: an incremental push is refused', () => {
    const played = playScene({
      store: 'hybrid: true, activeActive: true, incremental: true',
      timeline: [mark, 'at: 1m, push: p1, store: profiles, mode: incremental'],
    }).toEnd();
    expect(played.job()).toMatchObject({ state: 'refused' });
    expect(played.job().reason).toContain('dc-1 is degraded');
  });

  test('hooks example 92: a mark without the feature is refused, a second unmark is not', () => {
    const off = playScene({ config: { 'degraded.mode.enabled': false }, timeline: [mark] });
    expect(off.toEnd().facts('degraded-marked')).toEqual([]);
    expect(off.facts('operator-refused')).toHaveLength(1);
    const again = 'at: 70m, operator: unmark-degraded, region: dc-1';
    const twice = playScene({ timeline: [mark, unmark, again] }).toEnd();
    expect(twice.facts('degraded-unmarked')).toHaveLength(2);
    expect(twice.facts('operator-refused')).toEqual([]);
  });

  test.each([
    ['all degraded', '[dc-1]', 'refused'],
    ['none degraded', '[dc-0, dc-2]', 'running'],
  ])('hooks example 93: of the targets asked for %s', (_case, targets, state) => {
    const deferred = `${push}, mode: targeted-deferred, targets: ${targets}`;
    const played = playScene({ timeline: [mark, deferred] }).until('2m');
    expect(played.job().state).toBe(state);
    expect(played.facts('push-converted')).toEqual([]);
    const versions = played.world().parent.stores[0]?.versions ?? [];
    expect(versions.some(({ degradedPush }) => degradedPush)).toBe(false);
  });
});

describe('hooks examples: what recovery makes of it', () => {
  test('hooks example 98: dc-1 rebuilds the version, is not made to serve it, and is given up', () => {
    const played = asked(inOrder, unmark).until('66m');
    expect(played.statuses(2)[1]).toBe('PUSHED');
    expect(played.serves()).toEqual([2, 1, 2]);
    played.until('8h');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.parentStatus(2)).toBe('PARTIALLY_ONLINE');
    const [first] = played.world().parent.recoveryHistory;
    expect(first?.stores.map(({ state, confirmations }) => [state, confirmations])).toEqual([
      ['failed', 720],
    ]);
  });

  test('hooks example 99: it serves the version, and the version is ONLINE', () => {
    const forward = 'at: 70m, operator: roll-forward, store: profiles, regions: [dc-1]';
    const played = asked(inOrder, unmark, forward).until('80m');
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentStatus(2)).toBe('ONLINE');
  });

  test('hooks example 99: it serves a newer one, which counts as done', () => {
    const next = 'at: 62m, push: p2, store: profiles';
    const played = asked(inOrder, unmark, next).until('3h');
    expect(played.serves()).toEqual([3, 3, 3]);
    expect(played.parentStatus(2)).not.toBe('ONLINE');
    const [recovery] = played.world().parent.recoveryHistory;
    expect(recovery?.phase).toBe('complete');
  });
});
