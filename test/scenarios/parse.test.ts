/**
 * What a valid file becomes: values in the model's units, defaults, expectations with their texts,
 * overrides of a command line.
 */
import { describe, expect, test } from 'vitest';
import { defaultStore, switchValues } from '../../model/index.js';
import { ScenarioError } from '../../scenarios/errors.js';
import { parseScenario } from '../../scenarios/parse.js';
import type { Overrides } from '../../scenarios/resolve-venice.js';
import { broken, soundText } from './valid-scenario.js';

const start = 1_772_442_000_000;
const smallest = 'title: t\nregions: [dc-0]\nstores: [{ name: profiles }]\n';

function complaintOf(text: string, overrides: Overrides = {}): string {
  try {
    parseScenario(text, 'f.yaml', overrides);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return '';
}

describe('a file becomes a scenario', () => {
  test('a file that says nothing more has every default', () => {
    const scenario = parseScenario(smallest, 'f.yaml');
    expect(scenario).toMatchObject({
      seed: '1',
      ties: 'fifo',
      horizon: 48 * 3_600_000,
      story: '',
      expectations: [],
      violates: [],
    });
    expect(scenario.setup.start).toBe(start);
    expect(scenario.setup.stores).toEqual([{ ...defaultStore, name: 'profiles' }]);
    expect(scenario.setup.venice).toMatchObject({
      profile: 'as-designed',
      policy: 'C',
      config: {},
    });
    expect(scenario.setup.venice.switches).toEqual(switchValues('as-designed'));
  });

  test('sizes become bytes, waits minutes, links bytes per second', () => {
    const text = smallest
      .replace('{ name: profiles }', '{ name: profiles, size: 1.5 TB, swapWait: 1h }')
      .replace('[dc-0]', '[dc-0, { name: dc-1 }]');
    const { setup } = parseScenario(
      `${text}links: [{ from: dc-0, to: dc-1, capacity: 10 MB/s }]\n`,
      'f.yaml',
    );
    expect(setup.stores[0]).toMatchObject({ bytes: 1_500_000_000_000, swapWaitMinutes: 60 });
    expect(setup.links).toEqual([{ from: 'dc-0', to: 'dc-1', bytesPerSecond: 10_000_000 }]);
    expect(setup.regions).toEqual([{ name: 'dc-0' }, { name: 'dc-1' }]);
  });

  test('latencies are fixed durations or drawn from a distribution', () => {
    const text = `${smallest}latencies:
  controllerCall: 20ms
  adminChannel: { uniform: [1s, 2s] }
  ingestionTail: { exponential: 3s, max: 1m }
  hookCall: { logNormal: { median: 100ms, sigma: 0.5 } }
  metadataRefresh: { empirical: [1s, 5s, 1m] }
`;
    expect(parseScenario(text, 'f.yaml').setup.latencies).toEqual({
      controllerCall: { kind: 'fixed', ms: 20 },
      versionCreation: { kind: 'fixed', ms: 0 },
      adminChannel: { kind: 'uniform', min: 1_000, max: 2_000 },
      ingestionTail: { kind: 'exponential', mean: 3_000, max: 60_000 },
      hookCall: { kind: 'log-normal', median: 100, sigma: 0.5 },
      metadataRefresh: { kind: 'empirical', quantiles: [1_000, 5_000, 60_000] },
      registryWrite: { kind: 'fixed', ms: 0 },
      registryWatch: { kind: 'fixed', ms: 0 },
      schemaRegistration: { kind: 'uniform', min: 50, max: 500 },
      dictionaryBuild: { kind: 'uniform', min: 5_000, max: 30_000 },
    });
  });

  test('the timeline is in order of instants, entries of one instant in file order', () => {
    const text = `${smallest}timeline:
  - { at: 2h, push: late, store: profiles }
  - { at: 5m, push: first, store: profiles, mode: empty }
  - { at: 2026-03-02T09:05:00Z, push: second, store: profiles, targets: [dc-0], size: 1 GB }
`;
    const { timeline } = parseScenario(text, 'f.yaml').setup;
    expect(timeline.map((entry) => (entry.kind === 'push' ? entry.push : entry.kind))).toEqual([
      'first',
      'second',
      'late',
    ]);
    expect(timeline[0]).toEqual({
      kind: 'push',
      at: start + 300_000,
      push: 'first',
      store: 'profiles',
      mode: 'empty',
    });
    expect(timeline[1]).toMatchObject({ mode: 'full', targets: ['dc-0'], bytes: 1_000_000_000 });
  });

  test('faults, actions and hooks get their declared fields, fallbacks included', () => {
    const { setup } = parseScenario(soundText, 'f.yaml');
    expect(setup.timeline[0]).toEqual({
      kind: 'fault',
      at: start,
      fault: 'region-outage',
      values: { region: 'dc-1' },
      lasts: 7_200_000,
    });
    expect(setup.timeline[1]).toMatchObject({
      action: 'mark-degraded',
      values: { region: 'dc-1', timeout: 10_800_000 },
    });
    expect(setup.hooks).toEqual([
      { hook: 'minimum-delay', values: { between: 600_000 }, stores: ['profiles'] },
    ]);
  });

  test('a push that an operator kills is not declared a second time', () => {
    const text = soundText.replace(
      'expect:',
      '  - { at: 6m, operator: kill-push, push: p1 }\nexpect:',
    );
    expect(complaintOf(text)).toBe('');
  });

  test('every sort of expectation is read back as text and has its line', () => {
    const text = `${soundText.replace('replicas: 2', 'replicas: 2\n    daVinci: { instances: 5 }')}
  - { at: 2h, store: profiles, region: dc-0, version: 2, status: PUSHED }
  - { region: dc-1, degraded: false }
  - { at: end, recovery: dc-1, recovered: 1, failed: 0, complete: true }
  - { at: 3h, store: profiles, region: dc-0, daVinciServes: 2, instances: 3 }
  - { store: profiles, region: dc-2, daVinciServes: 2 }
  - { operator: mark-degraded, region: dc-1, ends: refused, because: healthy }
  - { push: p1, ends: failed, because: dc-0 }
`;
    const { expectations } = parseScenario(text, 'f.yaml');
    expect(expectations.map(({ text: words, line }) => `${line} ${words}`)).toEqual([
      '26 push p1 ends succeeded',
      '27 at the end profiles v2 is ONLINE',
      '28 at the end dc-1 serves profiles v2',
      '30 at 2h profiles v2 is PUSHED in dc-0',
      '31 at the end dc-1 is not marked degraded',
      '32 at the end the recovery of dc-1 has recovered 1, has failed 0, is complete',
      '33 at 3h 3 Da Vinci instances in dc-0 serve profiles v2',
      '34 at the end all Da Vinci instances in dc-2 serve profiles v2',
      `35 the operator's mark-degraded of dc-1 is refused, because "healthy"`,
      '36 push p1 ends failed, because "dc-0"',
    ]);
    expect(expectations.map(({ kind }) => kind)).toEqual([
      'push-ends',
      'version-status',
      'serves',
      'version-status',
      'degraded',
      'recovery',
      'dvc-serves',
      'dvc-serves',
      'operator',
      'push-ends',
    ]);
  });

  test('JSON is read like YAML', () => {
    const file = { title: 't', regions: ['dc-0'], stores: [{ name: 'profiles' }], seed: 'x' };
    expect(parseScenario(JSON.stringify(file), 'f.json')).toMatchObject({ title: 't', seed: 'x' });
  });

  test('anchors and aliases save repetition', () => {
    const text = `title: t
regions: [dc-0]
stores:
  - { name: a, size: &big 40 GB }
  - { name: b, size: *big, daVinci: &few { instances: 2 } }
  - { name: c, daVinci: *few }
`;
    expect(parseScenario(text, 'f.yaml').setup.stores[2]?.daVinci).toEqual({ instances: 2 });
  });

  test('switches and keys of Venice arrive as values that code uses', () => {
    const text = `${smallest}venice:
  profile: as-built
  policy: D
  switches: { skip-degraded: off, hook-engine: vip4-push-job, recover: true }
  config:
    controller.deferred.version.swap.sleep.ms: 1000
    venice.store.lifecycle.hooks.configs.anything: goes
`;
    const { venice } = parseScenario(text, 'f.yaml').setup;
    expect(venice).toMatchObject({ profile: 'as-built', policy: 'D' });
    expect(venice.switches['skip-degraded']).toBe(false);
    expect(venice.switches['hook-engine']).toBe('vip4-push-job');
    expect(venice.config).toEqual({
      'controller.deferred.version.swap.sleep.ms': 1_000,
      'venice.store.lifecycle.hooks.configs.anything': 'goes',
    });
  });
});

describe('a command line overrides a file', () => {
  test('seed, profile, policy, switches and horizon win over the file', () => {
    const overrides = {
      seed: '9',
      profile: 'as-built',
      policy: 'D',
      switches: { 'skip-degraded': 'off' },
      horizon: '3h',
    };
    const scenario = parseScenario(soundText, 'f.yaml', overrides);
    expect(scenario).toMatchObject({ seed: '9', horizon: 10_800_000 });
    expect(scenario.setup.venice).toMatchObject({ profile: 'as-built', policy: 'D' });
    expect(scenario.setup.venice.switches['skip-degraded']).toBe(false);
  });

  test('an earlier end of the run does not make the timeline wrong', () => {
    expect(complaintOf(soundText, { horizon: 60_000 })).toBe('');
  });

  test("the command line's own mistakes are said to be there", () => {
    const said = complaintOf(soundText, {
      profile: 'as-buit',
      switches: { 'skip-degarded': 'off', recover: 'maybe' },
      seed: '',
      horizon: '5',
    });
    expect(said).toContain('command line: --venice: "as-buit" is not a known profile');
    expect(said).toContain('did you mean as-built?');
    expect(said).toContain(
      'command line: --switch skip-degarded: "skip-degarded" is not a known switch',
    );
    expect(said).toContain('"maybe" is not a known value of the switch recover');
    expect(said).toContain('command line: --seed: "" is not a seed');
    expect(said).toContain('command line: --until: "5" has no unit');
  });

  test('a switch of the command line that cannot matter is refused', () => {
    const said = complaintOf(soundText, { profile: 'baseline', switches: { recover: 'off' } });
    expect(said).toContain('command line: --switch recover: recover has no effect');
  });

  test("a file's switches for another profile are accepted under the command line's", () => {
    expect(complaintOf(soundText, { profile: 'baseline' })).toBe('');
    const sameInFile = broken('venice:', 'venice:\n  profile: baseline');
    expect(complaintOf(sameInFile)).toContain('min-healthy has no effect');
  });
});
