/** The metrics of a run: Venice's own names, and the measures by which policies are compared, each moved by what it is about. */
import { describe, expect, test } from 'vitest';
import { metrics } from '../../../model/metrics/table.js';
import { parseScenario } from '../../../scenarios/index.js';
import { PlayedScenario, playScene } from '../../support/played-scenario.js';

const outage = [
  'at: 0s, fault: region-outage, region: dc-1, for: 2h',
  'at: 5m, operator: mark-degraded, region: dc-1',
  'at: 10m, push: p1, store: profiles',
  'at: 125m, operator: unmark-degraded, region: dc-1',
];

describe('metrics of degraded mode', () => {
  test('a healed outage as designed counts one conversion, one recovery and one completion', () => {
    const played = playScene({ profile: 'as-designed', timeline: outage }).toEnd();
    expect(played.metric('degraded_mode.push.auto_converted_count')).toBe(1);
    expect(played.metric('degraded_mode.recovery.store_success_count')).toBe(1);
    expect(played.metric('degraded_mode.recovery.version_transitioned_count')).toBe(1);
    expect(played.metric('degraded_mode.recovery.progress')).toBe(1);
    expect(played.metric('degraded_mode.dc.duration_minutes')).toBe(119);
    expect(played.metric('degraded_mode.dc.active_count')).toBe(0);
    expect(played.metric('push.completed.degraded.count')).toBe(1);
  });

  test('without count-degraded-completions that counter does not exist', () => {
    const switches = { 'count-degraded-completions': 'off' };
    const played = playScene({ profile: 'as-designed', switches, timeline: outage }).toEnd();
    expect(played.metric('push.completed.degraded.count')).toBe(0);
  });

  test('a refused incremental push is counted', () => {
    const played = playScene({
      store: 'hybrid: true, incremental: true, activeActive: true',
      timeline: [
        'at: 1m, operator: mark-degraded, region: dc-1',
        'at: 2m, push: p1, store: profiles, mode: incremental',
      ],
    }).toEnd();
    expect(played.metric('degraded_mode.push.blocked_incremental_count')).toBe(1);
    expect(played.metric('outcome.push_success_share')).toBe(0);
  });
});

describe('measures of the comparison', () => {
  test('the baseline fails a push that every sound region serves: a false failure', () => {
    const timeline = outage.filter((entry) => !entry.includes('degraded'));
    const played = playScene({ profile: 'baseline', timeline }).toEnd();
    expect(played.metric('outcome.false_failures')).toBe(1);
    expect(played.metric('outcome.push_success_share')).toBe(0);
    expect(played.metric('outcome.operator_actions')).toBe(0);
  });

  test('staleness is the integral of the age of the newest version served elsewhere', () => {
    const played = playScene({ profile: 'as-designed', timeline: outage }).toEnd();
    const [first, last] = played
      .facts('version-swapped')
      .filter(({ fact }) => fact.version === 2)
      .map(({ at }) => at)
      .sort((one, other) => one - other)
      .filter((_, place, all) => place === 0 || place === all.length - 1);
    const minutes = ((last ?? 0) - (first ?? 0)) / 60_000;
    expect(played.metric('outcome.staleness')).toBeCloseTo((minutes * minutes) / 2, -1);
    expect(played.metric('outcome.operator_actions')).toBe(2);
  });

  test('a mark of a region in which nothing is broken is a false positive', () => {
    const timeline = ['at: 5m, operator: mark-degraded, region: dc-1'];
    expect(playScene({ timeline }).toEnd().metric('outcome.false_positives')).toBe(1);
    const broken = ['at: 0s, fault: server-outage, region: dc-1', ...timeline];
    expect(playScene({ timeline: broken }).toEnd().metric('outcome.false_positives')).toBe(0);
  });

  test('as built a rebuilt version is never served, so its recoveries have no effect', () => {
    const config = { 'deferred.version.swap.region.roll.forward.order': 'dc-0,dc-1,dc-2' };
    const timeline = [
      'at: 5m, operator: mark-degraded, region: dc-1',
      'at: 10m, push: p1, store: profiles',
      'at: 40m, operator: unmark-degraded, region: dc-1',
    ];
    const played = playScene({ config, timeline, horizon: '20h' }).toEnd();
    expect(played.metric('outcome.recoveries_in_vain')).toBeGreaterThan(0);
  });
});

test('more workers start the copies of a recovery sooner, and the links decide when it is complete', () => {
  const recovery = (workers: number) => {
    const text = `
title: bulk
regions: [dc-0, dc-1, dc-2]
fleet: { stores: 40, pushes: 40, over: 1h, skew: 0, size: 2 GB, daVinci: 0, urgent: 0, bulky: 0 }
physics: { linkRate: 20 MB/s }
latencies: { controllerCall: 100ms }
venice: { config: { degraded.mode.recovery.thread.pool.size: ${workers} } }
horizon: 20h
timeline:
  - { at: 0s, operator: mark-degraded, region: dc-1 }
  - { at: 4h, operator: unmark-degraded, region: dc-1 }
`;
    const played = new PlayedScenario(parseScenario(text, 'bulk.yaml')).toEnd();
    const stores = played.world().parent.recoveries.get(1)?.stores.length ?? 0;
    return {
      copying: played.metric('outcome.recovery_copying_ms') / stores,
      complete: played.metric('outcome.recovery_complete_ms'),
    };
  };
  const alone = recovery(1);
  const many = recovery(10);
  expect(alone.copying).toBe(200);
  expect(many.copying).toBeCloseTo(20, 0);
  expect(Math.abs(alone.complete - many.complete)).toBeLessThan(60_000);
});

test('every metric has a meaning, a source, and a name of its own', () => {
  for (const { meaning, source } of metrics) expect([meaning, source]).not.toContain('');
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
});
