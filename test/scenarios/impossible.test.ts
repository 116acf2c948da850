/**
 * Combinations that make no sense as a scenario are refused when the file is read, with what to do instead; what Venice itself refuses is
 * read, and refused in the run with Venice's message.
 */
import { describe, expect, test } from 'vitest';
import { type Problem, ScenarioError } from '../../scenarios/errors.js';
import { parseScenario } from '../../scenarios/parse.js';
import { runScenario } from '../../scenarios/run/run.js';

interface World {
  readonly regions?: string;
  readonly store?: string;
  readonly hooks?: string;
  readonly timeline?: readonly string[];
  readonly expects?: readonly string[];
  readonly venice?: string;
}

function file({ regions = 'dc-0, dc-1, dc-2', store = '', ...rest }: World): string {
  const { hooks = '', timeline = [], expects = [], venice = '' } = rest;
  return [
    'title: a test',
    'horizon: 12h',
    `regions: [${regions}]`,
    `stores: [{ name: profiles, size: 4 GB, sourceFabric: dc-0${store} }]`,
    ...(hooks === '' ? [] : [`hooks: [{ ${hooks} }]`]),
    ...(venice === '' ? [] : [`venice: { ${venice} }`]),
    'timeline:',
    ...['at: 10m, push: p1, store: profiles', ...timeline].map((entry) => `  - { ${entry} }`),
    ...(expects.length === 0 ? [] : ['expect:']),
    ...expects.map((entry) => `  - { ${entry} }`),
    '',
  ].join('\n');
}

function problemsOf(text: string): readonly Problem[] {
  try {
    parseScenario(text, 'f.yaml');
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
}

const emptyPush = 'at: 1h, push: p2, store: profiles, mode: empty';
const impossible: readonly (readonly [what: string, world: World, says: string, at: string])[] = [
  [
    'a size of an empty push',
    { timeline: [`${emptyPush}, size: 4 GB`] },
    'an empty push has no records',
    'timeline[1].size',
  ],
  [
    'a rate of an empty push',
    { timeline: [`${emptyPush}, rate: 4 MB/s`] },
    'an empty push has no records',
    'timeline[1].rate',
  ],
  [
    'a defect of an empty push',
    { timeline: [`${emptyPush}, defect: { kind: infra-bug }`] },
    'an empty push has no records',
    'timeline[1].defect',
  ],
  [
    'a new schema of an empty push',
    { timeline: [`${emptyPush}, newSchema: true`] },
    'an empty push has no records',
    'timeline[1].newSchema',
  ],
  [
    'an empty push that fails at writing',
    { timeline: [`${emptyPush}, failsAt: writing`] },
    'an empty push has no records',
    'timeline[1].failsAt',
  ],
  [
    'a new schema of a repush',
    { timeline: ['at: 1h, push: p2, store: profiles, mode: repush, newSchema: true'] },
    'a repush brings the records of a version that is there',
    'timeline[1].newSchema',
  ],
  [
    'a full push of a version',
    { timeline: ['at: 1h, push: p2, store: profiles, of: 1'] },
    'only a repush copies a version',
    'timeline[1].of',
  ],
  [
    'a repush of a version that no push creates',
    { timeline: ['at: 1h, push: p2, store: profiles, mode: repush, of: 7'] },
    'no push creates version 7 of profiles',
    'timeline[1].of',
  ],
  [
    'a dictionary that a repush cannot fail to build',
    {
      store: ', dictionary: true',
      timeline: ['at: 1h, push: p2, store: profiles, mode: repush, failsAt: dictionary'],
    },
    'this push builds no dictionary',
    'timeline[1].failsAt',
  ],
  [
    'a dictionary of a store without one',
    { timeline: ['at: 1h, push: p2, store: profiles, failsAt: dictionary'] },
    'this push builds no dictionary',
    'timeline[1].failsAt',
  ],
  [
    'a kill before the push begins',
    { timeline: ['at: 5m, operator: kill-push, push: p1'] },
    'p1 has not begun at that time',
    'timeline[1].at',
  ],
  [
    'a change of a store that changes nothing',
    { timeline: ['at: 5m, operator: set-store, store: profiles'] },
    'this set-store changes nothing',
    'timeline[1].operator',
  ],
  [
    'an update of hooks that updates nothing',
    { timeline: ['at: 5m, operator: update-store, store: profiles'] },
    'this update-store changes nothing',
    'timeline[1].operator',
  ],
  [
    'the registration of a hook that the file does not have',
    {
      hooks: 'hook: scripted, point: preStoreVersionSwap, answers: [WAIT, PROCEED]',
      timeline: ['at: 5m, operator: update-store, store: profiles, hooks: [minimum-delay]'],
    },
    'the file has no hook "minimum-delay"',
    'timeline[1].hooks[0]',
  ],
  ...['delete-version', 'force-current-version, region: dc-0', 'truncate-topic, region: dc-0'].map(
    (action) =>
      [
        `${action} of a version that no push creates`,
        { timeline: [`at: 1h, operator: ${action}, store: profiles, version: 3`] },
        'no push creates version 3 of profiles',
        'timeline[1].version',
      ] as const,
  ),
  [
    'a connection that a slow link makes faster',
    { timeline: ['at: 1h, fault: link-slow, from: dc-0, to: dc-1, factor: 0.5'] },
    '0.5 is out of range',
    'timeline[1].factor',
  ],
  [
    'a fault with an end instead of a length',
    { timeline: ['at: 1h, fault: region-outage, region: dc-1, until: 2h'] },
    '"until" is not a key',
    'timeline[1].until',
  ],
  [
    'a fault of a connection from a region to itself',
    { timeline: ['at: 1h, fault: link-cut, from: dc-1, to: dc-1'] },
    'leads from a region to itself',
    'timeline[1].to',
  ],
  [
    'Da Vinci faults of a store without instances',
    { timeline: ['at: 1h, fault: client-loss, region: dc-1, store: profiles'] },
    'no Da Vinci instances read profiles',
    'timeline[1].store',
  ],
  [
    'a region that is gone but still named',
    { timeline: ['at: 1h, operator: mark-degraded, region: dc-9'] },
    '"dc-9" is not a known region',
    'timeline[1].region',
  ],
  [
    'more replicas than a region has servers',
    { store: ', replicas: 3', regions: 'dc-0, { name: dc-1, servers: 2 }' },
    'dc-1 has 2 servers, too few for 3 replicas',
    'stores[0].replicas',
  ],
  [
    'an expectation of instances that no region has',
    { expects: ['store: profiles, region: dc-0, daVinciServes: 2'] },
    'no Da Vinci instances read profiles in dc-0',
    'expect[0].store',
  ],
  [
    'an expectation of more instances than there are',
    {
      store: ', daVinci: { instances: 2 }',
      expects: ['store: profiles, region: dc-0, daVinciServes: 2, instances: 3'],
    },
    'profiles has 2 Da Vinci instances in dc-0',
    'expect[0].instances',
  ],
  [
    'an expectation of an action that the timeline lacks',
    { expects: ['operator: roll-back, ends: done'] },
    'no operator does "roll-back" in the timeline',
    'expect[0].operator',
  ],
  [
    'a negative value of a key of Venice',
    { venice: 'config: { controller.push.retry.cooldown.ms: -1 }' },
    '-1 is not a value of',
    'venice.config[controller.push.retry.cooldown.ms]',
  ],
  [
    'a hook that the engine cannot run',
    {
      hooks: 'hook: scripted, point: preStartOfPushJob, answers: [PROCEED]',
      venice: 'switches: { hook-engine: vip4-child-poll }',
    },
    'cannot run this hook at preStartOfPushJob',
    'hooks[0]',
  ],
  [
    'a switch without what it needs',
    { venice: 'switches: { recover: off, never-go-back: off }' },
    'never-go-back has no effect: it needs recover',
    'venice.switches.never-go-back',
  ],
];

describe('what makes no sense is refused when the file is read', () => {
  test.each(impossible)('%s', (_what, world, says, at) => {
    const problems = problemsOf(file(world));
    expect(problems.map(({ message }) => message).join('\n')).toContain(says);
    const [first] = problems;
    expect(first?.path).toBe(at);
    expect(first?.line).toBeGreaterThan(1);
    expect(first?.expected).not.toBe('');
  });

  test('the message for an end suggests a length', () => {
    const text = file({ timeline: ['at: 1h, fault: region-outage, region: dc-1, until: 2h'] });
    expect(problemsOf(text)[0]?.hint).toBe('write how long it lasts: for: 30m');
  });
});

/** The entry, and a part of the message with which the run refuses it. */
const refusedByVenice: readonly (readonly [what: string, world: World, says: string])[] = [
  [
    'an incremental push of a store that takes none',
    { timeline: ['at: 2h, push: p2, store: profiles, mode: incremental'] },
    'takes no incremental pushes',
  ],
  [
    'targets without a targeted mode',
    { timeline: ['at: 2h, push: p2, store: profiles, targets: [dc-0]'] },
    'needs one of the two targeted modes',
  ],
  [
    'targets that are all regions',
    {
      timeline: ['at: 2h, push: p2, store: profiles, mode: targeted, targets: [dc-0, dc-1, dc-2]'],
    },
    'are all regions',
  ],
  [
    'a mark that leaves too few healthy regions',
    { regions: 'dc-0, dc-1', timeline: ['at: 2h, operator: mark-degraded, region: dc-1'] },
    'regions would remain healthy',
  ],
  [
    'a mark in a Venice without degraded mode',
    { venice: 'profile: baseline', timeline: ['at: 2h, operator: mark-degraded, region: dc-1'] },
    'has no degraded mode',
  ],
  [
    'the registration of a hook without a name',
    { timeline: ["at: 2h, operator: update-store, store: profiles, hooks: ['']"] },
    'is blank',
  ],
  [
    'a roll-forward to nothing',
    { timeline: ['at: 2h, operator: roll-forward, store: profiles'] },
    'no region has a finished version',
  ],
];

describe('what Venice itself refuses is read, and refused in the run', () => {
  test.each(refusedByVenice)('%s', (_what, world, says) => {
    const text = file(world);
    expect(problemsOf(text)).toEqual([]);
    const { narrative } = runScenario(parseScenario(text, 'f.yaml'));
    expect(narrative.map((line) => line.text).join('\n')).toContain(says);
  });
});
