/**
 * The table of switches: complete, consistent with itself and the vectors, resolved by profile, and
 * strict about what cannot matter.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  readSwitch,
  switches,
  switchNamed,
  switchProblems,
  switchValues,
  switchWords,
} from '../../model/switches.js';
import { configKeyNamed, veniceConfig } from '../../model/venice-config.js';

const vectors = readdirSync(join(import.meta.dirname, '../conformance/vectors')).map((name) =>
  name.replace('.json', ''),
);

describe('the table', () => {
  test('declares 73 switches: 14 protections, 35 gaps, 4 of aggregation, 20 of hooks and swap', () => {
    const count = (group: string) => switches.filter((row) => row.group === group).length;
    expect(['protection', 'gap', 'aggregation', 'hooks-and-swap'].map(count)).toEqual([
      14, 35, 4, 20,
    ]);
    expect(new Set(switches.map(({ name }) => name)).size).toBe(73);
  });

  test('lists ids in order, with G10 missing because it is D9', () => {
    const ids = [
      ...Array.from({ length: 14 }, (_, i) => `D${i + 1}`),
      ...Array.from({ length: 36 }, (_, i) => `G${i + 1}`).filter((id) => id !== 'G10'),
      ...Array.from({ length: 4 }, (_, i) => `AG${i + 1}`),
      ...Array.from({ length: 20 }, (_, i) => `HS${i + 1}`),
    ];
    expect(switches.map(({ id }) => id)).toEqual(ids);
  });

  test.each(switches)(
    '$name has a sentence, valid values in every profile, and existing dependencies',
    (row) => {
      expect(row.name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
      expect(row.meaning).toMatch(/^(.*[a-z.,:;-]) .*\.$/);
      for (const word of Object.values(row.profiles)) expect([...row.values, '-']).toContain(word);
      for (const need of row.needs) {
        if (need.kind === 'config') expect(configKeyNamed(need.key), need.key).toBeDefined();
        if (need.kind !== 'switch') continue;
        for (const word of need.words) expect(switchWords(need.name)).toContain(word);
      }
      for (const target of row.pinnedBy) expect(vectors).toContain(target);
    },
  );
});

describe('values by profile', () => {
  test('as designed every protection is on', () => {
    const values = switchValues('as-designed');
    const protections = switches.filter(({ group }) => group === 'protection');
    for (const { name } of protections)
      expect(values[name], name).toBe(name === 'block-incremental' ? 'all' : true);
  });

  test('as built no gap is closed', () => {
    const values = switchValues('as-built');
    for (const { name, group } of switches)
      if (group === 'gap') expect(values[name], name).toBe(false);
  });

  test('as designed these gaps stay open, since the design does not close them', () => {
    const values = switchValues('as-designed');
    const open = switches.filter(({ name, group }) => group === 'gap' && values[name] === false);
    expect(open.map(({ id }) => id)).toEqual(['G25', 'G26', 'G27', 'G29']);
  });

  test('in the baseline only what is older than both features is on', () => {
    const values = switchValues('baseline');
    const on = switches.filter(({ name }) => values[name] === true).map(({ name }) => name);
    expect(on).toEqual(['keep-backup', 'reject-migrating', 'push-job-kills-on-failure']);
  });

  test('a dash counts as off, or as the first value', () => {
    expect(switchValues('baseline')['auto-convert']).toBe(false);
    expect(switchValues('baseline')['block-incremental']).toBe('off');
    expect(switchValues('as-built')['abort-scope']).toBe('job');
  });

  test('the engine of the hooks follows the profile', () => {
    expect(switchValues('as-designed')['hook-engine']).toBe('vip4-parent');
    expect(switchValues('as-built')['hook-engine']).toBe('as-built');
  });

  test('an override wins, and changes nothing else', () => {
    const values = switchValues('as-designed', { 'skip-degraded': false, 'abort-scope': 'region' });
    expect(values).toEqual({
      ...switchValues('as-designed'),
      'skip-degraded': false,
      'abort-scope': 'region',
    });
  });
});

describe('settings that cannot have any effect', () => {
  test('there are none without overrides, nor among the usual ones', () => {
    expect(switchProblems('as-designed', {})).toEqual([]);
    expect(
      switchProblems('as-designed', { 'skip-degraded': false, 'poll-effective-targets': false }),
    ).toEqual([]);
    expect(switchProblems('as-built', { 'gate-own-region': true, hooks: true })).toEqual([]);
  });

  test('a switch whose need is switched off is refused, and both are named', () => {
    const [problem, ...more] = switchProblems('as-designed', {
      recover: false,
      'never-go-back': false,
    });
    expect(more).toEqual([]);
    expect(problem).toContain('never-go-back');
    expect(problem).toContain('recover');
  });

  test('what the engine implies cannot be set apart from it', () => {
    expect(switchProblems('as-designed', { 'gate-own-region': false })).toEqual([
      'gate-own-region has no effect: it needs hook-engine as-built, which is vip4-parent',
    ]);
    expect(switchProblems('as-built', { 'abort-scope': 'region' })[0]).toContain(
      'vip4-parent or vip4-child-poll',
    );
    expect(
      switchProblems('as-built', { 'abort-scope': 'region', 'hook-engine': 'vip4-parent' }),
    ).toEqual([]);
  });

  test('a need of a need counts too', () => {
    expect(switchProblems('as-designed', { hooks: false, 'abort-scope': 'region' })).toEqual([
      'abort-scope has no effect: it needs hooks on, which is off',
    ]);
  });

  test('degraded mode cannot be switched on piecewise in the baseline', () => {
    expect(switchProblems('baseline', { 'auto-convert': true })[0]).toContain('baseline');
    expect(switchProblems('as-built', { 'auto-convert': true }, { policy: 'N' })[0]).toContain(
      'policy N',
    );
    expect(switchProblems('baseline', { 'keep-backup': false })).toEqual([]);
  });

  test('policies that convert no push ignore what needs conversion', () => {
    expect(switchProblems('as-designed', { 'nr-redirect': false }, { policy: 'A' })[0]).toContain(
      'policy A',
    );
    expect(switchProblems('as-designed', { 'nr-redirect': false }, { policy: 'D' })).toEqual([]);
  });

  test('configuration keys are judged once they are known', () => {
    const overrides = { 'sequential-skips-degraded': false };
    const config = veniceConfig('as-designed');
    const order = 'deferred.version.swap.region.roll.forward.order';
    expect(switchProblems('as-designed', overrides)).toEqual([]);
    expect(switchProblems('as-designed', overrides, { config })[0]).toContain(order);
    expect(
      switchProblems('as-designed', overrides, { config: { ...config, [order]: 'dc-0,dc-1' } }),
    ).toEqual([]);
    const manual = veniceConfig('as-built', { 'degraded.mode.auto.recovery.enabled': false });
    expect(switchProblems('as-built', { 'never-go-back': true }, { config: manual })[0]).toContain(
      'degraded.mode.auto.recovery.enabled',
    );
  });
});

describe('reading one switch', () => {
  test('on and off become true and false, also when the file gives booleans', () => {
    expect(readSwitch('skip-degraded', 'off')).toMatchObject({ kind: 'read', value: false });
    expect(readSwitch('skip-degraded', true)).toMatchObject({ kind: 'read', value: true });
  });

  test('a value stays unchanged, an off among values too', () => {
    expect(readSwitch('hook-engine', 'vip4-push-job')).toMatchObject({ value: 'vip4-push-job' });
    expect(readSwitch('block-incremental', 'off')).toMatchObject({ kind: 'read', value: 'off' });
  });

  test('for an unknown value the allowed ones are returned, an unknown name with nothing', () => {
    expect(readSwitch('abort-scope', 'on')).toEqual({
      kind: 'unknown-word',
      allowed: ['job', 'region'],
    });
    expect(readSwitch('skip-degradedd', 'on')).toEqual({ kind: 'unknown-name' });
    expect(switchNamed('constructor')).toBeUndefined();
  });
});
