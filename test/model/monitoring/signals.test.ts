/** The effect of a bad push on clients and on dashboards: per kind, in proportion, late, with noise only for hooks that read them. */
import { describe, expect, test } from 'vitest';
import { defects } from '../../../model/monitoring/defects.js';
import { defaultMonitoring, shownSignals } from '../../../model/monitoring/signals.js';
import { parseScenario } from '../../../scenarios/index.js';
import { milliseconds, playScene } from '../../support/played-scenario.js';

const silence = { errors: 0, latency: 0, capacity: 0 };

function seen(kind: (typeof defects)[number]['kind'], severity: number) {
  const defect = { kind, severity, showsAfterMs: 0 };
  const readers = [{ reads: 100, defect, onServers: true }];
  return shownSignals({ region: 'dc-0', readers, serversDown: false }, defaultMonitoring, silence);
}

describe('signals', () => {
  test.each(defects.map(({ kind }) => kind))('%s shows, and more when it is worse', (kind) => {
    const pain = (severity: number) => {
      const { clientErrorRate, latencyMs, servingCapacity } = seen(kind, severity);
      return clientErrorRate + latencyMs - servingCapacity;
    };
    expect(pain(0.1)).toBeGreaterThan(defaultMonitoring.latencyMs - 1);
    expect(pain(0.5)).toBeGreaterThan(pain(0.1));
  });

  test('readers of a good version dilute the errors of others', () => {
    const defect = { kind: 'incomplete-data', severity: 1, showsAfterMs: 0 } as const;
    const readers = [
      { reads: 300, defect: undefined, onServers: true },
      { reads: 100, defect, onServers: false },
    ];
    const scene = { region: 'dc-0', readers, serversDown: false };
    expect(shownSignals(scene, defaultMonitoring, silence).clientErrorRate).toBe(0.25);
  });

  test('servers that are down show as no capacity and failing requests', () => {
    const readers = [{ reads: 100, defect: undefined, onServers: true }];
    const scene = { region: 'dc-0', readers, serversDown: true };
    const shown = shownSignals(scene, defaultMonitoring, silence);
    expect([shown.clientErrorRate, shown.servingCapacity]).toEqual([1, 0]);
  });
});

const badPush =
  'at: 1m, push: p1, store: profiles, defect: { kind: incomplete-data, showsAfter: 5m }';
const order = { 'deferred.version.swap.region.roll.forward.order': 'dc-0,dc-1,dc-2' };

describe('a bad push in a run', () => {
  test('a health gate vetoes only once the defect shows', () => {
    const hooks = ['hook: health-gate, soak: 10m, failures: 1'];
    const played = playScene({
      profile: 'as-designed',
      hooks,
      config: order,
      timeline: [badPush],
    }).toEnd();
    const swap = played.facts('version-swapped')[0]?.at ?? 0;
    const said = played.facts('hook-answered').find(({ fact }) => fact.outcome === 'ROLLBACK');
    expect(said?.fact.because).toMatch(/^20(\.\d)? % of requests fail in dc-0/);
    expect((said?.at ?? 0) - swap).toBeGreaterThanOrEqual(milliseconds('5m'));
    expect(played.metric('outcome.regions_ever_bad')).toBe(1);
  });

  test('a defect that no hook reads changes nothing: the same facts as a good push', () => {
    const good = playScene({ timeline: ['at: 1m, push: p1, store: profiles'] }).toEnd();
    const bad = playScene({ timeline: [badPush] }).toEnd();
    expect(bad.facts('version-swapped')).toEqual(good.facts('version-swapped'));
    expect(bad.metric('outcome.blast_radius_regions')).toBe(3);
    expect(good.metric('outcome.blast_radius_regions')).toBe(0);
  });

  test('the next good push ends it', () => {
    const timeline = [badPush, 'at: 61m, push: p2, store: profiles, mode: empty'];
    const played = playScene({ timeline }).toEnd();
    const minutes = played.metric('outcome.bad_traffic_minutes');
    expect(minutes).toBeGreaterThan(50);
    expect(minutes).toBeLessThan(65);
    expect(played.metric('outcome.bad_signal_to_reverted_ms')).toBeGreaterThan(0);
  });
});

describe('mistakes', () => {
  const file = (more: string, expected = '') =>
    `title: t\nregions: [dc-0]\nstores: [{ name: s }]\ntimeline:\n  - { at: 1m, push: p, store: s${more} }\n${expected}`;

  test('the message for a misspelt defect suggests the nearest name', () => {
    expect(() => parseScenario(file(', defect: { kind: incomplete-date }'), 'f.yaml')).toThrow(
      /incomplete-data/,
    );
  });

  test('a misspelt metric and an expectation without a bound are refused', () => {
    const wrong = 'expect: [{ metric: outcome.blast_radius_region, is: 1 }]\n';
    expect(() => parseScenario(file('', wrong), 'f.yaml')).toThrow(/outcome.blast_radius_regions/);
    const empty = 'expect: [{ metric: outcome.blast_radius_regions }]\n';
    expect(() => parseScenario(file('', empty), 'f.yaml')).toThrow(/expects nothing/);
    const label = 'expect: [{ metric: outcome.staleness, labels: { zone: dc-0 }, is: 0 }]\n';
    expect(() => parseScenario(file('', label), 'f.yaml')).toThrow(/not a label/);
  });
});
