/** Venice's configuration keys: defaults, the three that a profile turns on, and what is refused. */
import { describe, expect, test } from 'vitest';
import {
  type ConfigKey,
  configKeys,
  configNames,
  configSource,
  hookConstructorValues,
  keysInEffect,
  readConfigValue,
  standingOf,
  veniceConfig,
} from '../../model/venice-config.js';

describe('the list of keys', () => {
  test('names every key once', () => {
    expect(new Set(configKeys.map(({ key }) => key)).size).toBe(configKeys.length);
  });

  test.each<ConfigKey>(keysInEffect)(
    '$key has a meaning, and a default that it would accept',
    ({ key, fallback, meaning }) => {
      expect(meaning).toMatch(/\.$/);
      expect(readConfigValue(key, fallback)).toEqual({ kind: 'read', value: fallback });
      expect(readConfigValue(key, String(fallback))).toEqual({ kind: 'read', value: fallback });
    },
  );
});

describe('each key is of one kind', () => {
  const others = configKeys.filter((row) => standingOf(row) !== 'in effect');

  test('a key in effect is resolved for every run, and no other key is', () => {
    expect(Object.keys(veniceConfig('as-designed'))).toEqual(keysInEffect.map(({ key }) => key));
  });

  test.each<ConfigKey>(keysInEffect)('$key is in effect and says where Venice reads it', (row) => {
    expect(standingOf(row)).toBe('in effect');
    expect(configSource(row.key)).toMatch(/^[A-Z]\w+(#\w+)?|^degraded-mode design/);
  });

  test.each(others)('$key says why it is without effect, or what to write instead', (row) => {
    const { key, withoutEffect, saidElsewhere } = row;
    const why = withoutEffect ?? saidElsewhere ?? '';
    expect(why.length).toBeGreaterThan(10);
    expect(readConfigValue(key, row.fallback)).toEqual(
      saidElsewhere === undefined
        ? { kind: 'without-effect', why }
        : { kind: 'said-elsewhere', write: why },
    );
  });

  test('every other name that Venice reads is without effect, for a reason, and is listed once', () => {
    const names = configNames();
    expect(new Set(names).size).toBe(names.length);
    const rest = names.slice(configKeys.length);
    expect(rest.length).toBeGreaterThan(700);
    expect(rest.filter((name) => readConfigValue(name, '').kind !== 'without-effect')).toEqual([]);
  });

  test('names with the region or cluster at their end are known by their beginning', () => {
    expect(readConfigValue('child.cluster.url.dc-7', 'http://a').kind).toBe('without-effect');
    expect(readConfigValue('child.cluster.url.', 'http://a').kind).toBe('unknown-key');
  });
});

describe('defaults', () => {
  const service = 'controller.deferred.version.swap.service.enabled';

  test('a profile turns on the features it stands for, and touches nothing else', () => {
    const built = veniceConfig('as-built');
    const turnedOn = keysInEffect.filter(({ key, fallback }) => built[key] !== fallback);
    expect(turnedOn.map(({ key }) => key)).toEqual([
      'degraded.mode.enabled',
      'degraded.mode.auto.recovery.enabled',
      service,
    ]);
    expect(veniceConfig('as-designed')).toEqual(built);
  });

  test('the baseline has the swap service only', () => {
    const baseline = veniceConfig('baseline');
    expect(baseline['degraded.mode.enabled']).toBe(false);
    expect(baseline['degraded.mode.auto.recovery.enabled']).toBe(false);
    expect(baseline[service]).toBe(true);
  });

  test('what a scenario writes wins over the profile', () => {
    expect(veniceConfig('as-built', { [service]: false })[service]).toBe(false);
  });
});

describe('reading a value', () => {
  test('numbers may come as digits, as from a properties file', () => {
    expect(readConfigValue('poll.job.status.interval.ms', '60000')).toEqual({
      kind: 'read',
      value: 60_000,
    });
    expect(readConfigValue('davinci.push.status.scan.max.offline.instance.ratio', '0.1')).toEqual({
      kind: 'read',
      value: 0.1,
    });
  });

  test.each([
    ['poll.job.status.interval.ms', '1m', 'a whole number of milliseconds, 1 or more'],
    ['poll.job.status.interval.ms', 0, 'a whole number of milliseconds, 1 or more'],
    ['poll.job.status.interval.ms', 1.5, 'a whole number of milliseconds, 1 or more'],
    ['poll.job.status.interval.ms', Number.NaN, 'a whole number of milliseconds, 1 or more'],
    ['degraded.mode.enabled', 'yes', 'true or false'],
    ['emergency.source.region', 3, 'text'],
    ['deferred.version.swap.thread.pool.size', -1, 'a whole number, 1 or more'],
    ['deferred.version.swap.buffer.time', 'x', 'a number, 0 or more'],
    [
      'concurrent.push.detection.strategy',
      'BOTH',
      'one of DUAL, TOPIC_BASED_ONLY, PARENT_VERSION_STATUS_ONLY',
    ],
  ])('%s refuses %j and says what it wants', (key, value, expected) => {
    expect(readConfigValue(key, value)).toEqual({ kind: 'wrong-value', expected });
  });

  test('an unknown key and a wrong value are reported differently', () => {
    expect(readConfigValue('degraded.mode.enable', true)).toEqual({ kind: 'unknown-key' });
    expect(readConfigValue('toString', true)).toEqual({ kind: 'unknown-key' });
  });
});

test('keys below the prefix for hooks reach their constructors without it, and no others do', () => {
  const given = {
    'venice.store.lifecycle.hooks.configs.channel': 'h:1',
    'emergency.source.region': 'dc-1',
  };
  expect(readConfigValue('venice.store.lifecycle.hooks.configs.channel', 'h:1').kind).toBe('read');
  expect(hookConstructorValues(given)).toEqual({ channel: 'h:1' });
});
