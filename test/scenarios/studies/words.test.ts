/** Text settings of a study: seeds, shards, grids, constraints. Every error message says what to write instead. */
import { describe, expect, test } from 'vitest';
import { ScenarioError } from '../../../scenarios/errors.js';
import { parseScenario } from '../../../scenarios/parse.js';
import { combinations, readAxis } from '../../../scenarios/studies/grid.js';
import { readStopRule } from '../../../scenarios/studies/plan.js';
import { readSeeds, readShard, seedsOfShard } from '../../../scenarios/studies/seeds.js';
import { variantsOf } from '../../../scenarios/studies/variants.js';
import { soundText } from '../valid-scenario.js';

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return 'it was not refused';
}

function grid(axes: readonly string[], where: readonly string[] = []) {
  const read = axes.map((axis) => readAxis(axis, '--vary'));
  return combinations(read, where).map((one) => one.map(({ value }) => value));
}

describe('seeds', () => {
  test('are ranges and names in the order given', () => {
    expect(readSeeds('3..5, x,10')).toEqual(['3', '4', '5', 'x', '10']);
  });

  test.each([
    ['5..1', 'write 1..5'],
    ['1,2,1', 'name each once'],
    ['1..2000000', 'at most 1000000 seeds'],
    ['1-9', 'a range such as 1..1000'],
    ['', 'a range such as 1..1000'],
  ])('%s is refused: %s', (text, says) => {
    expect(refusal(() => readSeeds(text))).toContain(says);
  });

  test('of all shards together are all seeds, each once', () => {
    const seeds = readSeeds('1..10');
    const parts = [1, 2, 3].map((number) => seedsOfShard(seeds, readShard(`${number}/3`)));
    expect(parts.map((part) => part.length)).toEqual([4, 3, 3]);
    expect(parts.flat().sort((one, other) => Number(one) - Number(other))).toEqual(seeds);
  });

  test.each(['0/3', '4/3', '1', 'a/b', '1/0'])('the shard %s is no part of a whole', (text) => {
    expect(refusal(() => readShard(text))).toContain('I from 1 to N');
  });
});

describe('a grid', () => {
  test('has every combination, the last axis changing fastest', () => {
    expect(grid(['a=1,2', 'b=x,on,2h'])).toEqual([
      [1, 'x'],
      [1, 'on'],
      [1, '2h'],
      [2, 'x'],
      [2, 'on'],
      [2, '2h'],
    ]);
  });

  test('takes ranges of whole numbers, lists and quoted commas as values', () => {
    expect(grid(['n=1..3,10..20..5'])).toEqual([[1], [2], [3], [10], [15], [20]]);
    expect(grid(['n="dc-0,dc-1",[a, b]'])).toEqual([['dc-0,dc-1'], [['a', 'b']]]);
  });

  test('leaves out combinations that a constraint does not allow', () => {
    expect(grid(['x.a=1,2,3', 'x.b=2,3'], ['a<b'])).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(grid(['size=5 GB,40 GB', 'wait=5m,2h'], ['size>=10 GB', 'wait<1h'])).toEqual([
      ['40 GB', '5m'],
    ]);
    expect(grid(['kind=a,b', 'n=1,2'], ['kind!=a', 'n=2'])).toEqual([['b', 2]]);
  });

  test.each([
    [['a'], [], 'PATH=V1,V2'],
    [['a='], [], 'no values to read'],
    [['a=1,1'], [], 'has the value 1 twice'],
    [['a=9..1'], [], 'has no values'],
    [['a=1..1000', 'b=1..1000'], [], 'at most 10000'],
    [['a=1', 'a=2'], [], 'varied twice'],
    [['size=1,2'], ['sise<2'], 'did you mean size?'],
    [['size=1,2'], ['size'], 'PATH<VALUE'],
    [['size=x,y'], ['size<3'], 'no order'],
    [['size=1,2'], ['size>5'], 'leaves out every combination'],
  ])('%j with %j is refused: %s', (axes, where, says) => {
    expect(refusal(() => grid(axes, where))).toContain(says);
  });
});

describe('a variant', () => {
  test('sets profile, policy, engine and switches by name, and anything else by path', () => {
    const [one] = variantsOf(
      {
        option: '--variants',
        where: [],
        axes: [
          'profile=as-built',
          'policy=B',
          'switch recover=off',
          'skip-degraded=on',
          'stores.0.partitions=4',
        ],
      },
      { horizon: '2h', switches: { 'min-healthy': 'off' } },
    );
    expect(one?.overrides).toEqual({
      horizon: '2h',
      profile: 'as-built',
      policy: 'B',
      switches: { 'min-healthy': 'off', recover: 'off', 'skip-degraded': 'on' },
      settings: [{ path: 'stores.0.partitions', value: 4 }],
    });
    expect(one?.name).toBe(
      'profile=as-built, policy=B, switch recover=off, skip-degraded=on, stores.0.partitions=4',
    );
  });

  test('engine stands for the switch hook-engine', () => {
    const [one] = variantsOf({ option: '--variants', where: [], axes: ['engine=as-built'] }, {});
    expect(one?.overrides.switches).toEqual({ 'hook-engine': 'as-built' });
  });
});

describe('a stop rule', () => {
  test('is about the share of runs that pass unless it names a measure', () => {
    expect(readStopRule('5%', 50)).toEqual({ measure: 'passed', widthPercent: 5, batch: 50 });
    expect(readStopRule('push.p1.duration-ms=2.5 %', 9)).toEqual({
      measure: 'push.p1.duration-ms',
      widthPercent: 2.5,
      batch: 9,
    });
  });

  test.each(['5', '0%', 'narrow', '-3%'])('%s is no width', (text) => {
    expect(refusal(() => readStopRule(text, 50))).toContain('W% or MEASURE=W%');
  });
});

const plain = `title: A push
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB }, { name: jobs, size: 2 GB }]
timeline:
  - { at: 1m, push: p1, store: profiles }
  - { at: 5m, fault: region-outage, region: dc-1, for: 5m }
`;

function withSetting(...settings: string[]) {
  return parseScenario(plain, 'plain.yaml', { settings });
}

describe('a setting', () => {
  test('reaches entries by number, by brackets and by a field of theirs', () => {
    for (const path of ['stores.1.size', 'stores[1].size', 'stores[name=jobs].size'])
      expect(withSetting(`${path}=7 GB`).setup.stores.map(({ bytes }) => bytes)).toEqual([
        1e9, 7e9,
      ]);
    expect(withSetting('timeline[fault=region-outage].for=9m').setup.timeline[1]).toMatchObject({
      lasts: 540_000,
    });
  });

  test('makes fields that the file leaves out, configuration keys with dots among them', () => {
    const set = withSetting(
      'venice.switches.recover=off',
      'venice.config.controller.deferred.version.swap.sleep.ms=1234',
      'ties=shuffled',
      'regions.1=dc-9',
      'timeline.1.region=dc-9',
    );
    expect(set.setup.venice.switches.recover).toBe(false);
    expect(set.setup.venice.config).toEqual({
      'controller.deferred.version.swap.sleep.ms': 1234,
    });
    expect(set.ties).toBe('shuffled');
    expect(set.setup.regions.map(({ name }) => name)).toEqual(['dc-0', 'dc-9']);
  });

  test('leaves the text as it is, and the same scenario without settings unchanged', () => {
    expect(withSetting('stores.1.size=7 GB').text).toBe(plain);
    expect(withSetting()).toEqual(parseScenario(plain, 'plain.yaml'));
  });

  test.each([
    ['stores.0.sise=1 GB', 'stores.0.sise=1 GB: "sise"', 'did you mean size?'],
    ['stroes.0.size=1 GB', '"stroes"', 'did you mean stores?'],
    ['stores.0.size=1 GiB', 'stores.0.size=1 GiB: "1 GiB" is not a size', 'units are decimal'],
    ['stores.7.size=1 GB', 'stores has no entry 7', '0 to 1'],
    ['stores[name=job].size=1 GB', 'no entry of stores with name=job', 'did you mean jobs?'],
    ['stores.profiles.size=1 GB', 'stores is a list', 'stores[name=profiles]'],
    ['title.x=1', 'title is a single value', 'x'],
    ['timeline.1.region=dc-2', 'timeline.1.region=dc-2:', 'did you mean dc-'],
    ['venice.switches.recovr=off', 'venice.switches.recovr=off:', 'did you mean recover?'],
    ['size', 'this sets no field', 'PATH=VALUE'],
    ['__proto__.x=1', 'is no name of a field', 'stores.0.size'],
    ['title=[1', 'the value cannot be read', 'PATH=VALUE'],
  ])('%s is reported in command-line terms: %s … %s', (setting, says, instead) => {
    const words = refusal(() => withSetting(setting));
    expect(words).toMatch(/^command line: /);
    expect(words).toContain(says);
    expect(words).toContain(instead);
  });

  test('a mistake of the file itself still has its place in the file', () => {
    const broken = soundText.replace('fault: region-outage', 'fault: region-outtage');
    const words = refusal(() => parseScenario(broken, 'f.yaml', { settings: ['ties=shuffled'] }));
    expect(words).toMatch(/^f\.yaml:20:22: /);
  });
});
