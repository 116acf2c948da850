/**
 * The names that Venice documents for degraded mode: metrics with type and dimensions and
 * configuration keys with their defaults, against what `pushsim list` prints and a run
 * publishes.
 */
import { describe, expect, test } from 'vitest';
import { catalogueKinds, realCatalogue } from '../../../cli/catalogue.js';
import { operatorActions } from '../../../model/index.js';
import { metrics } from '../../../model/metrics/table.js';
import { monitorPeriodMs } from '../../../model/rules/degraded/overdue-mark.js';
import { phaseOneLimits } from '../../../model/rules/recovery/attempt.js';
import { defaultConfirmationLimits } from '../../../model/rules/recovery/confirmation.js';
import { configKeys } from '../../../model/venice-config.js';
import { parseScenario, runScenario } from '../../../scenarios/index.js';

const promised: readonly (readonly [string, 'gauge' | 'counter', readonly string[]])[] = [
  ['degraded_mode.dc.active_count', 'gauge', ['cluster']],
  ['degraded_mode.dc.duration_minutes', 'gauge', ['cluster', 'region']],
  ['degraded_mode.push.auto_converted_count', 'counter', ['cluster', 'store']],
  ['degraded_mode.push.blocked_incremental_count', 'counter', ['cluster', 'store']],
  ['degraded_mode.recovery.store_success_count', 'counter', ['cluster', 'store']],
  ['degraded_mode.recovery.store_failure_count', 'counter', ['cluster', 'store']],
  ['degraded_mode.recovery.version_transitioned_count', 'counter', ['cluster', 'store']],
  ['degraded_mode.recovery.progress', 'gauge', ['cluster', 'region']],
  ['degraded_mode.recovery.store_duration_ms', 'gauge', ['cluster', 'store']],
];

describe('metrics', () => {
  test('all nine are there with type and dimensions, and no other has that prefix', () => {
    const ours = metrics.filter(({ name }) => name.startsWith('degraded_mode.'));
    expect(ours.map(({ name, type, dimensions }) => [name, type, dimensions])).toEqual(promised);
  });

  test.each(promised)('list metrics prints %s as a %s by %s', (name, type, dimensions) => {
    const listed =
      catalogueKinds(realCatalogue).find(({ kind }) => kind === 'metrics')?.entries ?? [];
    const facts = new Map(listed.find((entry) => entry.name === name)?.facts);
    expect(facts.get('type')?.split(' ')[0]).toBe(type);
    expect(facts.get('dimensions')).toBe(dimensions.join(', '));
  });

  test('a run in which everything happens publishes each with exactly these labels', () => {
    const published = runScenario(parseScenario(everything, 'everything.yaml')).summary.metrics;
    for (const [name, , dimensions] of promised) {
      const values = published.filter((metric) => metric.name === name);
      expect(values.length, name).toBeGreaterThan(0);
      for (const { labels } of values) expect(Object.keys(labels), name).toEqual(dimensions);
    }
  });
});

const keys: readonly (readonly [string, string | number | boolean])[] = [
  ['degraded.mode.enabled', false],
  ['degraded.datacenters', ''],
  ['degraded.mode.auto.recovery.enabled', false],
  ['degraded.mode.recovery.thread.pool.size', 5],
  ['emergency.source.region', ''],
  ['native.replication.source.fabric', ''],
  ['native.replication.source.fabric.as.default.for.batch.only.stores', ''],
  ['native.replication.source.fabric.as.default.for.hybrid.stores', ''],
  ['controller.deferred.version.swap.service.enabled', false],
  ['controller.deferred.version.swap.sleep.ms', 60_000],
  ['deferred.version.swap.region.roll.forward.order', ''],
  ['deferred.version.swap.thread.pool.size', 1],
  ['deferred.version.swap.buffer.time', 1.1],
  ['min.number.of.store.versions.to.preserve', 2],
  ['controller.early.delete.backup.enabled', true],
  ['controller.backup.version.default.retention.ms', 7 * 86_400_000],
  ['controller.backup.version.min.cleanup.delay.ms', 0],
  ['controller.backup.version.deletion.sleep.ms', 300_000],
  ['controller.rolled.back.version.retention.ms', 86_400_000],
  ['allow.cluster.wipe', false],
  ['store.version.retention.count.user.store', 5],
  ['store.version.retention.count.system.store', 5],
  ['concurrent.push.detection.strategy', 'DUAL'],
  ['controller.push.retry.cooldown.ms', 600_000],
  ['parent.controller.waiting.time.for.consumption.ms', 150_000],
  ['poll.job.status.interval.ms', 300_000],
  ['job.status.in.unknown.state.timeout.ms', 1_800_000],
  ['targeted.region.push.with.deferred.swap', false],
  ['targeted.region.push.enabled', false],
  ['targeted.region.push.list', ''],
];

describe('configuration', () => {
  const known = new Map<string, unknown>(configKeys.map(({ key, fallback }) => [key, fallback]));

  test.each(keys)('%s is %s unless a scenario says otherwise', (key, fallback) => {
    expect(known.get(key)).toBe(fallback);
  });

  test('list config prints each with its default', () => {
    const listed =
      catalogueKinds(realCatalogue).find(({ kind }) => kind === 'config')?.entries ?? [];
    const printed = keys.map(([key]) => {
      const entry = listed.find(({ name }) => name === key);
      return [key, entry?.facts.find(([label]) => label === 'default')?.[1]];
    });
    expect(printed).toEqual(keys.map(([key, value]) => [key, String(value) || '(empty)']));
  });

  test('a region keeps at least one version', () => {
    const kept = configKeys.find(({ key }) => key === 'min.number.of.store.versions.to.preserve');
    expect(kept?.min).toBe(1);
  });

  test('a store waits ten minutes between regions unless it says otherwise', () => {
    const { setup } = parseScenario(everything, 'everything.yaml');
    expect(setup.stores[0]?.swapWaitMinutes).toBe(10);
  });

  test('the numbers that are written into the code', () => {
    expect(phaseOneLimits).toEqual({
      attemptsMax: 3,
      retryPauseMs: 5_000,
      readyChecksMax: 60,
      readyPauseMs: 5_000,
    });
    expect(defaultConfirmationLimits).toMatchObject({ looksMax: 720, pauseMs: 30_000 });
    expect(monitorPeriodMs).toBe(60_000);
    const mark = operatorActions.find(({ action }) => action === 'mark-degraded');
    expect(mark?.fields).toMatchObject({ timeout: { fallback: 120 * 60_000 } });
  });
});

/** Converted, refused, recovered, failed and measured: every metric has a reason to appear. */
const everything = `
title: Everything that degraded mode counts
horizon: 5h
regions: [dc-0, dc-1, dc-2]
stores:
  - { name: profiles }
  - { name: moving, migrating: true }
  - { name: events, hybrid: true, incremental: true, activeActive: true }
timeline:
  - { at: 1m, operator: mark-degraded, region: dc-1 }
  - { at: 5m, push: p1, store: profiles }
  - { at: 6m, push: p2, store: moving }
  - { at: 7m, push: p3, store: events, mode: incremental }
  - { at: 60m, operator: unmark-degraded, region: dc-1 }
`;
