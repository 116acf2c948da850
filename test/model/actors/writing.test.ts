/** The push job while it writes: when it sees that its push has been ended, what dead brokers do to it, and what follows when it dies. */
import { describe, expect, test } from 'vitest';
import {
  milliseconds,
  type PlayedScenario,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const minute = milliseconds('1m');

/** A push too large to be written within the day, killed after a while. */
function killed(mode: string, killAt: string, scene: Partial<Scene> = {}): PlayedScenario {
  const timeline = [
    `at: 0s, push: p1, store: profiles, size: 30000 GB${mode}`,
    `at: ${killAt}, operator: kill-push, push: p1`,
  ];
  return playScene({ horizon: '30h', timeline, ...scene }).toEnd();
}

describe('a job whose push is killed', () => {
  const regions = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
  const interval = { 'poll.job.status.interval.ms': 60_000 };
  test.each<[string, string, string, number, Partial<Scene>]>([
    ['a full push', '', '7m', 10, {}],
    ['a full push as designed', '', '7m', 10, { profile: 'as-designed' }],
    ['a full push without degraded mode', '', '11m', 15, { profile: 'baseline' }],
    ['a full push to two regions', '', '7m', 10, { regions: ['dc-0', 'dc-1'] }],
    ['a full push to five regions', '', '22m', 25, { regions }],
    ['a full push with another interval', '', '7m30s', 8, { config: interval }],
    ['a deferred push', ', mode: deferred', '7m', 10, {}],
    ['a targeted push', ', mode: targeted, targets: [dc-0]', '7m', 10, {}],
    ['a staged push', ', mode: targeted-deferred, targets: [dc-0]', '7m', 10, {}],
    [
      'a staged push as designed',
      ', mode: targeted-deferred, targets: [dc-1]',
      '7m',
      10,
      { profile: 'as-designed' },
    ],
    ['a repush', ', mode: repush', '7m', 10, {}],
  ])('ends at its next look: %s', (_what, mode, killAt, endsAt, scene) => {
    const job = killed(mode, killAt, scene).job();
    expect(job.state).toBe('failed');
    expect(job.reason).toContain('while it was still writing');
    expect(Math.floor(job.endedAt / minute)).toBe(endsAt);
  });

  test('of a stream-reprocessing job is not checked', () => {
    expect(killed(', mode: stream-reprocessing', '7m').job().endedAt).toBe(milliseconds('24h'));
  });

  test('writes on while the parent does not answer, and ends once it does', () => {
    const timeline = [
      'at: 0s, push: p1, store: profiles, size: 30000 GB',
      'at: 3m, operator: kill-push, push: p1',
      'at: 4m, fault: parent-outage, for: 2h',
    ];
    const { state, endedAt } = playScene({ horizon: '30h', timeline }).toEnd().job();
    expect(state).toBe('failed');
    expect(endedAt).toBeGreaterThan(milliseconds('2h4m'));
    expect(endedAt).toBeLessThan(milliseconds('2h15m'));
  });

  test('is no reason to stop while regions are only silent', () => {
    const timeline = [
      'at: 0s, push: p1, store: profiles, size: 300 GB',
      'at: 1m, fault: controller-outage, region: dc-1, for: 15m',
    ];
    expect(playScene({ timeline }).toEnd().job().state).toBe('succeeded');
  });

  test('gives its links back, so that another push of the region is as fast as without it', () => {
    const views = '{ name: views, size: 40 GB, sourceFabric: dc-0 }';
    const other = 'at: 8m, push: p2, store: views';
    const timeline = ['at: 0s, push: p1, store: profiles, size: 30000 GB', other];
    const swapped = (more: readonly string[]): number => {
      const played = playScene({ horizon: '30h', timeline: more, stores: [views] }).toEnd();
      const swaps = played.facts('version-swapped').filter(({ fact }) => fact.store === 1);
      return Math.max(...swaps.map(({ at }) => Math.round(at / minute)));
    };
    const beside = swapped(timeline);
    const after = swapped([...timeline, 'at: 7m, operator: kill-push, push: p1']);
    expect(after).toBeLessThan(beside);
    expect(after).toBe(swapped([other]));
  });
});

describe('a repush that a user supersedes', () => {
  test.each([2, 3, 5])('is written no further, with %i regions', (count) => {
    const regions = Array.from({ length: count }, (_, index) => `dc-${index}`);
    const played = playScene({
      regions,
      horizon: '30h',
      config: { 'controller.push.retry.cooldown.ms': 0 },
      timeline: [
        'at: 0s, push: venice_re_push_1, store: profiles, mode: repush, size: 30000 GB',
        'at: 12m, push: p1, store: profiles, size: 1 GB',
      ],
    }).toEnd();
    expect(played.job('venice_re_push_1')).toMatchObject({ state: 'failed' });
    expect(Math.floor(played.job('venice_re_push_1').endedAt / minute)).toBe(15);
    expect(played.job('p1').state).toBe('succeeded');
  });
});

describe('a data writer whose brokers are away', () => {
  const write = 'at: 0s, push: p1, store: profiles, size: 60 GB';
  const away = (from: string, span: string, fault = 'broker-outage'): string =>
    `at: ${from}, fault: ${fault}, region: dc-0, for: ${span}`;
  const limit = { 'kafka.delivery.timeout.ms': 600_000 };

  test.each<[string, readonly string[], Scene['config'], string]>([
    ['waits for them by default', [away('1m', '6h')], {}, 'succeeded'],
    ['gives up after the delivery time-out', [away('1m', '6h')], limit, 'failed'],
    ['gives up behind a cut network, too', [away('1m', '6h', 'network-cut')], limit, 'failed'],
    ['continues if they are back in time', [away('1m', '9m')], limit, 'succeeded'],
    ['counts each outage by itself', [away('1m', '6m'), away('9m', '6m')], limit, 'succeeded'],
    [
      'is not affected by those of another region',
      [away('1m', '6h').replace('dc-0', 'dc-1')],
      limit,
      'running',
    ],
  ])('%s', (_what, faults, config = {}, state) => {
    const played = playScene({ timeline: [write, ...faults], config });
    const job = played.until(state === 'running' ? '20m' : '12h').job();
    expect(job.state).toBe(state);
    if (state === 'failed') expect(job.endedAt).toBe(11 * minute);
  });
});

describe('a job that dies without a report', () => {
  const dies = (at: string, mode = '', size = '60 GB'): string =>
    `at: 1m, push: p1, store: profiles, size: ${size}, diesAt: ${at}${mode}`;

  test.each<[string, string, Partial<Scene>]>([
    ['a full push', '', {}],
    ['a full push as designed', '', { profile: 'as-designed' }],
    ['a push to five regions', '', { regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'] }],
    ['a repush', ', mode: repush', {}],
  ])('after it has written is ended by the parent: %s', (_what, mode, scene) => {
    const played = playScene({ timeline: [dies('6m', mode)], ...scene }).toEnd();
    expect(played.job().state).toBe('died');
    expect([played.parentStatus(2), played.parentCurrent()]).toEqual(['ONLINE', 2]);
    const online = played.facts('parent-version-status-set').at(-1)?.at ?? 0;
    expect(online % milliseconds('10m')).toBe(0);
  });

  test('calls no hook, kills nothing and sends no more queries', () => {
    const played = playScene({ timeline: [dies('3m')] }).toEnd();
    expect(played.job().reason).toContain('while it was writing');
    expect([played.parentStatus(2), played.facts('push-polled').length]).toEqual(['STARTED', 0]);
    expect(played.statuses(2)).toEqual(['STARTED', 'STARTED', 'STARTED']);
  });

  test('keeps others out for a day if it dies while it writes, and is then killed', () => {
    const config = { 'controller.push.retry.cooldown.ms': 0 };
    const later = ['at: 12h, push: p2, store: profiles', 'at: 25h, push: p3, store: profiles'];
    const played = playScene({ config, timeline: [dies('3m'), ...later] }).toEnd();
    expect([played.job('p2').state, played.job('p3').state]).toEqual(['refused', 'succeeded']);
    expect(played.parentStatus(2)).toBe('KILLED');
  });

  test('is ended by the admission of the next push, if the parent checks more rarely', () => {
    const config = {
      'controller.push.retry.cooldown.ms': 0,
      'controller.terminal.state.topic.check.delay.ms': milliseconds('20h'),
    };
    const timeline = [dies('6m'), 'at: 1h, push: p2, store: profiles, size: 1 GB'];
    const played = playScene({ config, timeline }).toEnd();
    expect(played.job('p2').state).toBe('succeeded');
    expect(played.parentHistory(2)[0]).toBe('ONLINE');
  });
});
