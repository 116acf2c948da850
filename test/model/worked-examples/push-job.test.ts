/**
 * Worked examples in the running model: the rows whose outcome needs regions, parent and push job together. The rules alone
 * are tested beside them. Rows 131 and 135 cannot occur: a parent that answers COMPLETED has queried every region, and without a
 * version no region answers COMPLETED.
 */
import { describe, expect, test } from 'vitest';
import {
  deferredPush,
  inOrder,
  milliseconds,
  type PlayedScenario,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const push = 'at: 0s, push: p1, store: profiles, size: 0 B';

/** Delays of nothing, but for a call that takes half of `querySeconds` each way. */
const still = (querySeconds: number) =>
  `controllerCall: ${querySeconds / 2}s, adminChannel: 0s, ingestionTail: 0s, metadataRefresh: 0s`;

/** A push; times in the faults of `more` count from its first poll. */
function play(querySeconds: number, more: readonly string[], scene: Partial<Scene> = {}) {
  const common = { latencies: still(querySeconds), horizon: '30h', ...scene };
  const calm = playScene({ ...common, timeline: [push] }).until('1m');
  const began = calm.facts('end-of-push-written')[0]?.at ?? Number.NaN;
  const timeline = [push, ...more.map((entry) => shifted(entry, began))];
  return { played: playScene({ ...common, timeline }).toEnd(), began };
}

/** `at: 600s` becomes so many milliseconds after the beginning. */
function shifted(entry: string, began: number): string {
  return entry.replace(/^at: (\w+)/, (_, at: string) => `at: ${began + milliseconds(at)}ms`);
}

/** Seconds since the first poll at which answers came, and at which the job ended. */
function pollsOf(played: PlayedScenario, began: number): number[] {
  return played.facts('push-polled').map(({ at }) => (at - began) / 1_000);
}

/** Changes nothing. */
const unmark = 'at: 5s, operator: unmark-degraded, region: dc-2';

const stuck = 'at: 0s, fault: broker-outage, region: dc-1';
const silent = (at: string, lasts = '') =>
  `at: ${at}, fault: controller-outage, region: dc-1${lasts}`;

describe('status examples: the push job polls the real parent', () => {
  test('status example 126: polls come in pairs, and the first after the last region ends it', () => {
    const { played, began } = play(0, [`${stuck}, for: 1000s`]);
    expect(pollsOf(played, began)).toEqual([0, 300, 300, 600, 600, 900, 900, 1_200]);
    expect(played.job().state).toBe('succeeded');
  });

  test('status example 127: with a query of two seconds they drift', () => {
    const { played, began } = play(2, [`${stuck}, for: 1000s`]);
    const asked = pollsOf(played, began).map((seconds) => seconds - 2);
    expect(asked).toEqual([0, 300, 302, 602, 604, 904, 906, 1_206]);
  });

  test('status example 128: a region silent from 600 s on fails the job at 2400 s', () => {
    const { played, began } = play(0, [stuck, silent('600s')]);
    expect(played.job().state).toBe('failed');
    expect((played.job().endedAt - began) / 1_000).toBe(2_400);
    expect(played.job().reason).toContain('UNKNOWN for 30 min: dc-1 is UNKNOWN');
  });

  test('status example 129: silent from the first poll on, queries of two seconds: fails at 1812 s', () => {
    const { played, began } = play(2, [silent('0s')]);
    const [first, ...later] = played.facts('push-polled');
    expect([first?.fact.status, later.at(-1)?.fact.status]).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect((played.job().endedAt - began) / 1_000).toBe(1_812);
  });

  test('status example 130: an answer in between restarts the half hour', () => {
    const { played, began } = play(0, [stuck, silent('299s', ', for: 1200s'), silent('1799s')]);
    expect((played.job().endedAt - began) / 1_000).toBe(3_600);
  });

  test.each([
    ['ONLINE', 'succeeded', []],
    ['ROLLED_BACK', 'failed', ['hook: scripted, point: preStoreVersionSwap, answers: [ROLLBACK]']],
  ])('status example 132: all completed and the parent %s: %s', (status, end, hooks) => {
    const played = playScene({ hooks, timeline: [deferredPush()] }).toEnd();
    expect(played.parentHistory(2).slice(0, 2)).toEqual(['PUSHED', status]);
    expect(played.job().state).toBe(end);
  });

  test('status example 132: all completed and the parent PARTIALLY_ONLINE: failed', () => {
    const away = 'at: 320s, fault: store-reads-outage, region: dc-1';
    const played = playScene({ config: inOrder, timeline: [deferredPush(), away] }).until('2h');
    expect(played.parentHistory(2)).toEqual(['PUSHED', 'PARTIALLY_ONLINE', 'KILLED']);
    expect(played.job().reason).toContain('only some regions serve the version');
  });

  test('status example 132: all completed and the parent KILLED: failed', () => {
    const timeline = [deferredPush(), 'at: 8m, operator: kill-push, push: p1'];
    const played = playScene({ timeline }).until('2h');
    expect([played.parentStatus(2), played.job().state]).toEqual(['KILLED', 'failed']);
  });

  test('status example 133: PARTIALLY_ONLINE is success for a job whose answer named degraded regions', () => {
    const played = playScene({
      profile: 'as-designed',
      timeline: [
        'at: 0s, fault: region-outage, region: dc-1',
        'at: 0s, operator: mark-degraded, region: dc-1',
        'at: 1m, push: p1, store: profiles',
      ],
    }).until('2h');
    expect([played.parentStatus(2), played.job().state]).toEqual(['PARTIALLY_ONLINE', 'succeeded']);
  });

  test.each([
    ['ERROR', inOrder, 'at: 5s, fault: store-reads-outage, region: dc-0'],
    ['PUSHED', { 'controller.deferred.version.swap.service.enabled': false }, unmark],
  ])(
    'status example 134: a parent that stays %s is polled until the job times out',
    (status, config, fault) => {
      const played = playScene({ config, timeline: [deferredPush(), fault] });
      expect(played.until('24h').parentStatus(2)).toBe(status);
      expect(played.job().state).toBe('running');
      expect(played.toEnd().job()).toMatchObject({
        state: 'killed',
        endedAt: milliseconds('1441m'),
      });
    },
  );

  test('status example 136: full disks of Da Vinci instances have a checkpoint of their own', () => {
    const played = playScene({
      store: 'daVinci: { instances: 20, regions: [dc-0] }',
      timeline: [
        'at: 0s, fault: client-error, region: dc-0, store: profiles, error: disk-full',
        'at: 1m, push: p1, store: profiles',
      ],
    }).until('2h');
    expect(played.job().reason).toContain('DISK_FULL');
    expect(played.facts('push-ended')[0]?.fact.checkpoint).toBe('DVC_INGESTION_ERROR_DISK_FULL');
  });

  test('status example 139: a degraded region that is down fails the job 30 min after the first UNKNOWN', () => {
    const played = playScene({
      timeline: [
        'at: 0s, fault: region-outage, region: dc-1',
        'at: 0s, operator: mark-degraded, region: dc-1',
        'at: 1m, push: p1, store: profiles',
      ],
    }).until('3h');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.job().state).toBe('failed');
    const unknown = played.facts('push-polled').find(({ fact }) => fact.status === 'UNKNOWN');
    const waited = (played.job().endedAt - (unknown?.at ?? 0)) / 60_000;
    expect(waited).toBeGreaterThanOrEqual(30);
    expect(waited).toBeLessThan(36);
    expect(played.parentStatus(2)).toBe('KILLED');
  });
});
