/** Text configuration of hooks: entries of a known hook are judged where they are written, every field can be set, and the list of classes is refused. */
import { describe, expect, test } from 'vitest';
import { parseScenario, ScenarioError } from '../../../scenarios/index.js';
import { PlayedScenario, playScene } from '../../support/played-scenario.js';

interface Written {
  readonly config?: string;
  readonly hookConfig?: string;
  readonly hooks?: string;
}

function problems({ config = '{}', hookConfig = '{}', hooks = 'minimum-delay' }: Written) {
  const text = `title: Texts
regions: [dc-0, dc-1]
stores: [{ name: profiles, hookConfig: ${hookConfig} }]
venice: { config: ${config} }
hooks: [{ hook: ${hooks} }]
timeline: [{ at: 1m, push: p1, store: profiles }]
`;
  try {
    parseScenario(text, 'texts.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const prefix = 'venice.store.lifecycle.hooks.configs.';

describe('an entry in the namespace of a known hook is refused where it is written', () => {
  test.each([
    ['minimum-delay.between: soon', /between of minimum-delay cannot be soon/],
    ['minimum-delay.betwen: 5m', /minimum-delay has no field betwen/],
    ['health-gate.errorRate: 7', /errorRate of health-gate cannot be 7/],
    ['health-gate.says: SHOUT', /says of health-gate cannot be SHOUT/],
    ['business-hours.zone: Europe/Atlantis', /zone of business-hours cannot be/],
    ['business-hours.hours: 9-17', /hours of business-hours cannot be/],
    ['scripted.region: dc-9', /region of scripted cannot be dc-9/],
    ['regions-per-day.regions: 0', /regions of regions-per-day cannot be 0/],
  ])('%s', (entry, reason) => {
    const [key = '', value = ''] = entry.split(': ');
    const ofCluster = problems({ config: `{ ${prefix}${key}: '${value}' }` });
    const ofStore = problems({ hookConfig: `{ ${key}: '${value}' }` });
    expect(ofCluster).toEqual([expect.stringMatching(reason)]);
    expect(ofCluster[0]).toContain('venice.config');
    expect(ofStore).toEqual([expect.stringMatching(reason)]);
    expect(ofStore[0]).toContain('stores[0].hookConfig');
  });

  test('and any other key is arbitrary', () => {
    expect(problems({ config: `{ ${prefix}pager.team: storage }` })).toEqual([]);
    expect(problems({ hookConfig: '{ minimum-delays.between: soon }' })).toEqual([]);
  });

  test('in an update it is refused with its reason, whatever the hooks vote', () => {
    const played = playScene({
      profile: 'as-designed',
      hooks: ['hook: notify'],
      timeline: [
        'at: 1m, operator: update-store, store: profiles, hookConfig: { minimum-delay.between: soon }',
      ],
    }).toEnd();
    const [refused] = played.facts('operator-refused').map(({ fact }) => fact.reason);
    expect(refused).toContain('between of minimum-delay cannot be soon; expected: a duration');
  });
});

describe('a field of any type can be set by text', () => {
  test.each([
    ['minimum-delay.between', '5m'],
    ['business-hours.zone', 'Europe/Berlin'],
    ['business-hours.zone', '+05:45'],
    ['business-hours.hours', '20:00-21:00'],
    ['business-hours.weekdays', 'monday, friday'],
    ['health-gate.errorRate', '0.5'],
    ['health-gate.failures', '2'],
    ['health-gate.says', 'ABORT'],
    ['remote.channel', 'elsewhere'],
    ['remote.region', 'dc-1'],
    ['notify.milestones', 'postEndOfPushJob'],
  ])('%s: %s', (key, value) => {
    const update = `at: 30s, operator: update-store, store: profiles, hookConfig: { ${key}: '${value}' }`;
    const played = playScene({
      profile: 'as-designed',
      hooks: ['hook: notify'],
      timeline: [update],
    });
    expect(played.toEnd().facts('store-hooks-updated')).toHaveLength(1);
    expect(problems({ hookConfig: `{ ${key}: '${value}' }` })).toEqual([]);
  });

  test('and has its effect: a zone moves the hours', () => {
    const swapsAt = (zone: string): number => {
      const text = `title: Zones
horizon: 3d
regions: [dc-0, dc-1]
stores: [{ name: profiles, partitions: 4, hookConfig: { business-hours.zone: '${zone}' } }]
hooks: [{ hook: business-hours, hours: "10:00-11:00", weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday] }]
timeline: [{ at: 1m, push: p1, store: profiles }]
`;
      const played = new PlayedScenario(parseScenario(text, 'zones.yaml')).toEnd();
      return played.facts('version-swapped').at(-1)?.at ?? 0;
    };
    const hours = (swapsAt('-03:00') - swapsAt('UTC')) / 3_600_000;
    expect(Math.round(hours)).toBe(3);
  });

  test('and decides which functions a hook answers', () => {
    const played = playScene({
      profile: 'as-designed',
      hooks: ['hook: notify, milestones: [postStoreVersionSwap]'],
      timeline: ['at: 1m, push: p1, store: profiles'],
      config: { [`${prefix}notify.milestones`]: 'postEndOfPushJob' },
    }).toEnd();
    const told = played.facts('hook-answered').map(({ fact }) => fact.point);
    expect(told).toEqual(['postEndOfPushJob']);
  });
});

test.each(['notify', 'com.example.Gate, com.example.Other'])(
  'the list of classes %s is refused with what to write instead',
  (classes) => {
    const [problem, ...more] = problems({
      config: `{ venice.store.lifecycle.hooks: '${classes}' }`,
    });
    expect(problem).toContain('venice.store.lifecycle.hooks is said elsewhere');
    expect(more).toEqual([]);
  },
);

describe('schema hooks', () => {
  const timeline = [
    'at: 30s, operator: register-schema, store: profiles',
    'at: 1m, push: p1, store: profiles, newSchema: true',
  ];

  test.each([
    ['vip4-push-job', 'postSchemaRegistration', 1],
    ['vip4-push-job', 'preSchemaRegistration', 1],
    ['vip4-parent', 'postSchemaRegistration', 2],
    ['vip4-parent', 'preSchemaRegistration', 2],
  ])(
    'under %s at %s are called %s times for a schema of a push and one of an operator',
    (engine, point, times) => {
      const played = playScene({
        profile: 'as-designed',
        switches: { 'hook-engine': engine },
        hooks: [`hook: scripted, point: ${point}, answers: [PROCEED]`],
        timeline,
      }).toEnd();
      expect(played.facts('schema-registered')).toHaveLength(2);
      expect(played.metric('hooks.invocations')).toBe(times);
    },
  );

  test('of a push job do not refuse a schema that an operator registers', () => {
    const played = playScene({
      profile: 'as-designed',
      switches: { 'hook-engine': 'vip4-push-job' },
      hooks: ['hook: scripted, point: preSchemaRegistration, answers: [ABORT]'],
      timeline,
    }).toEnd();
    expect(played.facts('schema-registered')).toHaveLength(1);
    expect(played.job().state).toBe('refused');
  });
});
