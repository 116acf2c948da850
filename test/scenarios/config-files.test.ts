/** Venice's .properties files: how they are read, what is said about their keys, and how they go together with a scenario's own keys. */
import { describe, expect, test } from 'vitest';
import { readProperties } from '../../scenarios/config-files/properties.js';
import { ScenarioError } from '../../scenarios/errors.js';
import { loadScenario, parseScenario } from '../../scenarios/index.js';
import type { Overrides } from '../../scenarios/resolve-venice.js';

const folder = 'test/scenarios/config-files';

const scenario = (venice: string): string => `
title: A push under a configuration
regions: [dc-0, dc-1]
stores: [{ name: profiles }]
timeline: [{ at: 1m, push: p1, store: profiles }]
venice: ${venice}
`;

/** A scenario with one configuration file on the command line, of the given text. */
const given = (text: string, venice = '{}', more: Overrides = {}) =>
  parseScenario(scenario(venice), 'a.yaml', {
    configFiles: ['a.properties'],
    configTexts: { 'a.properties': text },
    ...more,
  });

const configOf = (text: string, venice?: string) => given(text, venice).setup.venice.config;

/** The problems of a scenario that must be refused. */
function problemsOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a .properties file is read as Java reads it', () => {
  test.each([
    ['a=b', 'a', 'b'],
    ['a = b c ', 'a', 'b c'],
    ['a:b', 'a', 'b'],
    ['a b', 'a', 'b'],
    ['  a=b', 'a', 'b'],
    ['a', 'a', ''],
    ['a=', 'a', ''],
    ['a\\:b=c', 'a:b', 'c'],
    ['a=b\\:2181', 'a', 'b:2181'],
    ['a=b\\\n   c', 'a', 'bc'],
    ['a=b\\\\\nc=d', 'a', 'b\\'],
    ['a=\\u0041\\t', 'a', 'A'],
    ['a==b', 'a', '=b'],
    ['a=b#c', 'a', 'b#c'],
    ['\uFEFFa=b', 'a', 'b'],
    ['a=b\\', 'a', 'b'],
  ])('%j has the key %j with the value %j', (text, key, value) => {
    expect(readProperties(text)[0]).toEqual({ key, value, line: 1 });
  });

  test('comments and blank lines are left out, and lines count from 1', () => {
    const read = readProperties('# one\r\n! two\r\n\r\na=1\r\nb=\\\r\n  2\r\nc=3');
    expect(read.map(({ key, value, line }) => [key, value, line])).toEqual([
      ['a', '1', 4],
      ['b', '2', 5],
      ['c', '3', 7],
    ]);
  });
});

describe('a file of Venice loads', () => {
  test('with one line of counts, and a line for each key that belongs elsewhere or is unknown', () => {
    const { notices } = loadScenario('scenarios/library/normal/outage-without-degraded-mode.yaml', {
      configFiles: [`${folder}/push-job.properties`],
    });
    expect(notices).toEqual([
      [
        `${folder}/push-job.properties: 3 keys: 1 in effect, 2 said elsewhere`,
        '    venice.store.name: write `store:` of a push in the timeline',
        '    incremental.push: write `mode: incremental` of a push',
      ].join('\n'),
    ]);
  });

  test('and its keys in effect are those of the run, below the keys of the scenario', () => {
    const overrides = {
      configTexts: {
        [`${folder}/controller.properties`]:
          'default.replica.factor=2\npoll.job.status.interval.ms=7',
      },
    };
    const text = scenario(
      '{ configFiles: [config-files/controller.properties], config: { poll.job.status.interval.ms: 9 } }',
    );
    const { setup } = parseScenario(text, 'test/scenarios/a.yaml', overrides);
    expect(setup.stores[0]?.replicas).toBe(2);
    expect(setup.venice.config['poll.job.status.interval.ms']).toBe(9);
  });

  test('and on the command line its keys are above those of the scenario', () => {
    const config = configOf(
      'poll.job.status.interval.ms=7',
      '{ config: { poll.job.status.interval.ms: 9 } }',
    );
    expect(config['poll.job.status.interval.ms']).toBe(7);
  });

  test('and of a key that stands twice the last entry counts', () => {
    const config = configOf('poll.status.retry.attempts=7\npoll.status.retry.attempts=8');
    expect(config['poll.status.retry.attempts']).toBe(8);
  });

  test('and names that Venice does not have come with the nearest one', () => {
    expect(given('controler.push.retry.cooldown.ms=1').notices?.[0]).toBe(
      'a.properties: 1 key: 1 unknown\n' +
        '    controler.push.retry.cooldown.ms: no key of Venice at commit 77ea837f; did you mean controller.push.retry.cooldown.ms?',
    );
  });

  test('and an empty one has no keys', () => {
    expect(given('# nothing').notices).toEqual(['a.properties: no keys']);
  });
});

describe('what is wrong with a file is said with its line', () => {
  test('a wrong value of a key in effect', () => {
    const [problem] = problemsOf(() => given('# x\npoll.job.status.interval.ms=often'));
    expect(problem).toMatchObject({
      file: 'a.properties',
      line: 2,
      expected: 'a whole number of milliseconds, 1 or more',
      found: '"often"',
    });
  });

  test('a region that the scenario does not have', () => {
    const [problem] = problemsOf(() => given('native.replication.source.fabric=dc-9'));
    expect(problem).toMatchObject({ file: 'a.properties', line: 1, found: '"dc-9"' });
  });

  test('a file that cannot be read', () => {
    const [problem] = problemsOf(() =>
      loadScenario('scenarios/library/normal/outage-without-degraded-mode.yaml', {
        configFiles: ['none.properties'],
      }),
    );
    expect(problem?.message).toMatch(/none\.properties cannot be used: there is no such file/);
  });

  test('with --strict-config every key that is not in effect', () => {
    const problems = problemsOf(() =>
      given(
        'ssl.enabled=true\nincremental.push=true\na.b.c=1\npoll.status.retry.attempts=3',
        '{}',
        {
          strictConfig: true,
        },
      ),
    );
    expect(problems.map(({ line, message }) => `${line} ${message.split(':')[0]}`)).toEqual([
      '1 ssl.enabled is without effect here',
      '2 incremental.push is said elsewhere',
      '3 no Venice configuration key is called a.b.c',
    ]);
  });
});

describe('secrets are never shown', () => {
  test.each(['ssl.key.password', 'my.secret', 'api.token', 'kafka.ssl.keystore.location'])(
    'neither as a notice nor as a problem: %s',
    (key) => {
      const shown = [
        ...(given(`${key}=hunter2`).notices ?? []),
        ...problemsOf(() => given(`${key}=hunter2`, '{}', { strictConfig: true })).map((each) =>
          JSON.stringify(each),
        ),
      ].join('\n');
      expect(shown).toContain(key);
      expect(shown).not.toContain('hunter2');
    },
  );

  test('nor when the value of a hook is no text', () => {
    const venice = '{ config: { venice.store.lifecycle.hooks.configs.api.token: 99887 } }';
    const shown = JSON.stringify(problemsOf(() => parseScenario(scenario(venice), 'a.yaml')));
    expect(shown).toContain('venice.store.lifecycle.hooks.configs.api.token');
    expect(shown).not.toContain('99887');
  });
});

describe('a key under venice.config', () => {
  const without = '{ config: { admin.consumption.cycle.timeout.ms: 5, zookeeper.address: a } }';

  test('without effect is counted and comes with the reason', () => {
    expect(parseScenario(scenario(without), 'a.yaml').notices?.[0]?.split('\n')).toEqual([
      'venice.config: 2 keys are without effect here',
      expect.stringMatching(/^ {4}admin\.consumption\.cycle\.timeout\.ms: an admin message/),
      expect.stringMatching(/^ {4}zookeeper\.address: addresses/),
    ]);
  });

  test('without effect is refused with --strict-config', () => {
    const problems = problemsOf(() =>
      parseScenario(scenario(without), 'a.yaml', { strictConfig: true }),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^admin\.consumption\.cycle\.timeout\.ms is without effect here/),
      expect.stringMatching(/^zookeeper\.address is without effect here/),
    ]);
  });

  test('that is said elsewhere is refused with what to write', () => {
    const venice = '{ config: { targeted.region.push.list: dc-0 } }';
    const [problem] = problemsOf(() => parseScenario(scenario(venice), 'a.yaml'));
    expect(problem?.message).toBe('targeted.region.push.list is said elsewhere');
    expect(problem?.hint).toBe('write `targets: [dc-0, dc-2]` of a push');
  });
});
