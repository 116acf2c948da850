/**
 * The decision table of the hook specification, row by row, on the running model. In every run dc-0 is the region of the call, and the four
 * others stand one in each group when the hook decides: dc-1 pending, dc-2 ingesting, dc-3 complete and not swapped, dc-4 swapped.
 */
import { describe, expect, test } from 'vitest';
import {
  type PlayedScenario,
  patientRegions,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const regions = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
const push = 'at: 1m, push: p1, store: profiles';
const always = 'answers: [WAIT]';
/** Keeps dc-1 pending, dc-3 complete and dc-2 ingesting. */
const groups = [
  `hook: scripted, point: preStoreVersionCreation, region: dc-1, ${always}`,
  `hook: scripted, point: preStoreVersionSwap, region: dc-3, ${always}`,
];
const noServers = 'at: 65s, fault: server-outage, region: dc-2';

interface Row {
  readonly point: string;
  readonly outcome: string;
  /** Waits before it says so; enough for the others to reach their groups. */
  readonly waits?: number;
  readonly hooks?: readonly string[];
  readonly timeline?: readonly string[];
  readonly scene?: Partial<Scene>;
}

/** Without the push job's kill, which comes after every failure and would hide what the row itself does. */
function play({ point, outcome, waits = 6, hooks = groups, timeline = [], scene }: Row) {
  const answers = [...Array.from({ length: waits }, () => 'WAIT'), outcome].join(', ');
  const asked = `hook: scripted, point: ${point}, region: dc-0, answers: [${answers}]`;
  return playScene({
    profile: 'as-designed',
    regions,
    switches: { 'push-job-kills-on-failure': 'off' },
    hooks: [asked, ...hooks],
    timeline: [push, noServers, ...timeline],
    ...scene,
    config: { ...patientRegions, ...scene?.config },
  });
}

const groupNames = ['asked', 'pending', 'ingesting', 'complete', 'swapped'];

/** How every group stands: status of version 2, and the version that is served. A killed version's record is deleted once its replicas have failed. */
function stand(played: PlayedScenario): Record<string, string> {
  const serves = played.serves();
  const killed = played
    .facts('version-status-set')
    .flatMap(({ fact }) => (fact.status === 'KILLED' ? [fact.region] : []));
  const statuses = played
    .statuses(2)
    .map((status, region) =>
      status === 'NOT_CREATED' && killed.includes(region) ? 'KILLED' : status,
    );
  return Object.fromEntries(
    groupNames.map((name, index) => [name, `${statuses[index]}, serves ${serves[index]}`]),
  );
}

/** Shortly after the decision: commands have arrived, the clean-up has not begun. */
function decided(row: Row): PlayedScenario {
  const [ended] = play(row).toEnd().facts('rollout-ended');
  return play(row).until(`${(ended?.at ?? 0) + 30_000}ms`);
}

const kept = {
  pending: 'NOT_CREATED, serves 1',
  ingesting: 'KILLED, serves 1',
  complete: 'PUSHED, serves 1',
};
const aborted = { ...kept, swapped: 'ONLINE, serves 2' };
const rolledBack = { ...kept, swapped: 'ROLLED_BACK, serves 1' };
const running = { ...kept, ingesting: 'STARTED, serves 1', swapped: 'ONLINE, serves 2' };

const withInstances: Partial<Scene> = { store: 'daVinci: { instances: 2, regions: [dc-0] }' };
const daVinci = 'StoreVersionIngestionForDaVinci';

/** The rows that allow all four outcomes, with the state of the called region in each case. */
const table = [
  {
    point: 'preStoreVersionCreation',
    row: {},
    wait: 'NOT_CREATED, serves 1',
    proceed: 'ONLINE, serves 2',
    abort: 'NOT_CREATED, serves 1',
    rollback: 'NOT_CREATED, serves 1',
  },
  {
    point: `preStartOf${daVinci}`,
    row: { scene: withInstances },
    wait: 'STARTED, serves 1',
    proceed: 'ONLINE, serves 2',
    abort: 'KILLED, serves 1',
    rollback: 'KILLED, serves 1',
  },
  {
    point: `postStartOf${daVinci}`,
    // Its servers are away, so that it still ingests when it is decided about.
    row: {
      scene: withInstances,
      timeline: ['at: 65s, fault: server-outage, region: dc-0, for: 8m'],
    },
    wait: 'PUSHED, serves 1',
    proceed: 'ONLINE, serves 2',
    abort: 'KILLED, serves 1',
    rollback: 'KILLED, serves 1',
  },
  {
    point: 'preStoreVersionSwap',
    row: {},
    wait: 'PUSHED, serves 1',
    proceed: 'ONLINE, serves 2',
    abort: 'PUSHED, serves 1',
    rollback: 'PUSHED, serves 1',
  },
  {
    point: 'postStoreVersionSwap',
    row: {},
    wait: 'ONLINE, serves 2',
    proceed: 'ONLINE, serves 2',
    abort: 'ONLINE, serves 2',
    rollback: 'ROLLED_BACK, serves 1',
  },
] as const;

describe.each(table)('$point', ({ point, row, wait, proceed, abort, rollback }) => {
  test('PROCEED: the region continues, the others are not concerned', () => {
    const played = play({ ...row, point, outcome: 'PROCEED' }).until('30m');
    expect(stand(played)).toEqual({ asked: proceed, ...running });
    expect(played.parentStatus(2)).toBe('STARTED');
    expect(played.job().state).toBe('running');
  });

  test('WAIT: the region stays where it is, is called again, and the others are not concerned', () => {
    const played = play({ ...row, point, outcome: 'WAIT' }).until('30m');
    expect(stand(played)).toEqual({ asked: wait, ...running });
    expect(played.parentStatus(2)).toBe('STARTED');
    expect(played.job().state).toBe('running');
    const asks = played
      .facts('hook-answered')
      .filter(({ fact }) => fact.place === 0 && fact.region === 0);
    expect(asks.length).toBeGreaterThan(15);
  });

  test('ABORT: the job fails, pending is dropped, ingesting killed, complete frozen, swapped keeps it', () => {
    const played = decided({ ...row, point, outcome: 'ABORT' });
    expect(stand(played)).toEqual({ asked: abort, ...aborted });
    expect(played.parentStatus(2)).toBe('PARTIALLY_ONLINE');
    expect(played.job()).toMatchObject({ state: 'failed' });
    const later = play({ ...row, point, outcome: 'ABORT' }).toEnd();
    expect(stand(later).complete).toBe('PUSHED, serves 1');
  });

  test('ROLLBACK: the job fails, swapped goes back, and the version is deleted everywhere in the end', () => {
    const played = decided({ ...row, point, outcome: 'ROLLBACK' });
    expect(stand(played)).toEqual({ asked: rollback, ...rolledBack });
    expect(played.parentStatus(2)).toBe('ROLLED_BACK');
    expect(played.job()).toMatchObject({ state: 'failed' });
    const later = play({ ...row, point, outcome: 'ROLLBACK' }).toEnd();
    expect(later.serves()).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(later.statuses(2))).toEqual(new Set(['NOT_CREATED']));
  });

  test.each(['throws', 'hangs', 'nothing'])('%s: as PROCEED', (outcome) => {
    const config = { 'venice.store.lifecycle.hooks.timeout.seconds': 30 };
    const scene = { ...('scene' in row ? row.scene : {}), config };
    const played = play({ ...row, scene, point, outcome }).until('30m');
    expect(stand(played)).toEqual({ asked: proceed, ...running });
  });
});

describe('the parent version after an ABORT', () => {
  test('is ERROR if no region serves the version yet', () => {
    const uncalled = `hook: scripted, point: preStoreVersionSwap, region: dc-4, ${always}`;
    const row = { point: 'preStoreVersionSwap', outcome: 'ABORT', hooks: [...groups, uncalled] };
    expect(decided(row).parentStatus(2)).toBe('ERROR');
  });

  test('is ONLINE if the hook after the last swap says it', () => {
    const row = { point: 'postStoreVersionSwap', outcome: 'ABORT', hooks: [] };
    const scene = { timeline: [push] };
    expect(decided({ ...row, scene }).parentStatus(2)).toBe('ONLINE');
  });
});

describe('postStoreVersionSwap and the next region', () => {
  const order = { 'deferred.version.swap.region.roll.forward.order': regions.join(',') };
  const whole = { timeline: [push] };

  test('WAIT blocks the next region of a rollout order', () => {
    const scene = { ...whole, config: order };
    const row = { point: 'postStoreVersionSwap', outcome: 'WAIT', hooks: [], scene };
    expect(play(row).until('1h').serves()).toEqual([2, 1, 1, 1, 1]);
  });

  test('WAIT without an order blocks the end of the job only', () => {
    const played = play({
      point: 'postStoreVersionSwap',
      outcome: 'WAIT',
      hooks: [],
      scene: whole,
    });
    expect(played.until('1h').serves()).toEqual([2, 2, 2, 2, 2]);
    expect(played.job().state).toBe('running');
  });

  test('PROCEED opens the gate of the next region', () => {
    const scene = { ...whole, config: order };
    const row = { point: 'postStoreVersionSwap', outcome: 'PROCEED', hooks: [], scene };
    expect(play(row).toEnd().serves()).toEqual([2, 2, 2, 2, 2]);
  });
});

describe('preEndOfPushJob', () => {
  const end = (outcome: string): PlayedScenario =>
    playScene({
      profile: 'as-designed',
      switches: { 'push-job-kills-on-failure': 'off' },
      regions,
      hooks: [`hook: scripted, point: preEndOfPushJob, answers: [WAIT, ${outcome}]`],
      timeline: [push],
    });

  test.each([
    ['PROCEED', 'succeeded', 'ONLINE', 2],
    ['ABORT', 'failed', 'ONLINE', 2],
    ['ROLLBACK', 'failed', 'ROLLED_BACK', 1],
  ] as const)('%s: the job has %s, the version is %s, every region serves v%i', (...row) => {
    const [outcome, state, status, version] = row;
    const played = end(outcome).toEnd();
    expect(played.job().state).toBe(state);
    expect(played.parentStatus(2)).toBe(status);
    expect(new Set(played.serves())).toEqual(new Set([version]));
  });

  test('WAIT: the job runs on although every region serves the version', () => {
    const played = end('WAIT').until('2h');
    expect(played.job().state).toBe('running');
    expect(new Set(played.serves())).toEqual(new Set([2]));
    expect(played.parentStatus(2)).toBe('STARTED');
  });
});

describe('rows about a whole job or store', () => {
  const job = (hooks: readonly string[], timeline: readonly string[] = [push]): PlayedScenario =>
    playScene({ profile: 'as-designed', hooks, timeline }).toEnd();
  const say = (point: string, word: string): string =>
    `hook: scripted, point: ${point}, answers: [${word}]`;
  const withSchema = [`${push}, newSchema: true`];
  const schema = ['at: 1m, operator: register-schema, store: profiles'];

  test('preStartOfPushJob: PROCEED lets it continue, ABORT fails it before anything', () => {
    expect(job([say('preStartOfPushJob', 'PROCEED')]).job().state).toBe('succeeded');
    const played = job([say('preStartOfPushJob', 'ABORT')]);
    expect(played.job().state).toBe('refused');
    expect(played.parentStatus(2)).toBe('NOT_CREATED');
  });

  test('preSchemaRegistration: PROCEED registers, ABORT fails the job that brought the schema', () => {
    const registered = job([say('preSchemaRegistration', 'PROCEED')], withSchema);
    expect(registered.facts('schema-registered')).toHaveLength(1);
    const played = job([say('preSchemaRegistration', 'ABORT')], withSchema);
    expect(played.job().state).toBe('refused');
    expect(played.parentStatus(2)).toBe('NOT_CREATED');
  });

  test('preSchemaRegistration: ABORT of an attempt outside a push refuses that request only', () => {
    const played = job([say('preSchemaRegistration', 'ABORT')], [...schema, push]);
    expect(played.facts('operator-refused')).toHaveLength(1);
    expect(played.facts('schema-registered')).toEqual([]);
    expect(played.job().state).toBe('succeeded');
  });

  test.each([
    'postStartOfPushJob',
    'postSchemaRegistration',
    'postStoreVersionCreation',
    'postEndOfPushJob',
  ])('%s: changes nothing, even when it throws', (point) => {
    const played = job([say(point, 'throws')], withSchema);
    expect(played.facts('hook-answered').length).toBeGreaterThan(0);
    expect(played.job().state).toBe('succeeded');
    expect(played.serves()).toEqual([2, 2, 2]);
  });

  test('postEndOfPushJob: is notified once, whether the job succeeds, fails, is refused or killed', () => {
    const ends = [
      job(['hook: notify']),
      job(['hook: notify', say('preStoreVersionSwap', 'ABORT')]),
      job(['hook: notify', say('preStartOfPushJob', 'ABORT')]),
      job(['hook: notify', say('preStoreVersionSwap', 'WAIT')]),
    ].map((played) => {
      const told = played
        .facts('hook-answered')
        .filter(({ fact }) => fact.point === 'postEndOfPushJob');
      return [played.job().state, told.length];
    });
    expect(ends).toEqual([
      ['succeeded', 1],
      ['failed', 1],
      ['refused', 1],
      ['killed', 1],
    ]);
  });

  test('validateHookConfig: stored if one hook proceeds or no hook is called, rejected if all abort', () => {
    const update = ['at: 1m, operator: update-store, store: profiles, hookConfig: { a: b }'];
    const yes = say('validateHookConfig', 'PROCEED');
    const no = say('validateHookConfig', 'ABORT');
    const stored = (hooks: readonly string[]) =>
      job(hooks, update).facts('store-hooks-updated').length;
    expect([stored([yes, no]), stored([]), stored([no, no])]).toEqual([1, 1, 0]);
  });
});

describe('edges', () => {
  test("ROLLBACK of a store's first version leaves it served: there is nothing to go back to", () => {
    const row = { point: 'postStoreVersionSwap', outcome: 'ROLLBACK', hooks: [] };
    const scene = { timeline: [push], store: 'startsWith: 0' };
    const played = play({ ...row, scene }).toEnd();
    expect(played.serves()).toEqual([1, 1, 1, 1, 1]);
    expect(played.parentStatus(1)).toBe('ROLLED_BACK');
  });

  test('a hold of Da Vinci instances does not end by itself when they are silent, unless the switch says so', () => {
    const row = { point: `preStartOf${daVinci}`, outcome: 'WAIT', hooks: [] };
    const scene = { ...withInstances, timeline: [push] };
    expect(
      play({ ...row, scene })
        .until('1h')
        .statuses(2)[0],
    ).toBe('STARTED');
    const legacy = { ...scene, switches: { 'no-report-completes-held-region': 'on' } };
    expect(
      play({ ...row, scene: legacy })
        .until('1h')
        .statuses(2)[0],
    ).toBe('PUSHED');
  });
});
