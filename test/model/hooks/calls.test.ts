/** Hook calls in time: order, duration, time-out, exception, WAIT, the pool and its queue, and a caller that dies. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../scenarios/index.js';
import { PlayedScenario, playScene, type Scene } from '../../support/played-scenario.js';

const push = 'at: 1m, push: p1, store: profiles';

const play = (scene: Partial<Scene>): PlayedScenario =>
  playScene({ profile: 'as-designed', timeline: [push], ...scene });

/** Two stores, pushed at the same instant, with one hook before each swap that takes a minute. */
function twoStores(threads: number): PlayedScenario {
  const text = `
title: Two stores
regions: [dc-0, dc-1]
stores: [{ name: profiles, partitions: 4 }, { name: others, partitions: 4 }]
latencies: { controllerCall: 10ms, adminChannel: 1s, ingestionTail: 1s }
venice: { config: { venice.store.lifecycle.hooks.threads: ${threads} } }
hooks: [{ hook: scripted, point: preStoreVersionCreation, answers: [PROCEED], duration: 1m }]
timeline:
  - { at: 1m, push: p1, store: profiles }
  - { at: 1m, push: p2, store: others }
`;
  return new PlayedScenario(parseScenario(text, 'two-stores.yaml')).toEnd();
}

/** When each call began, in milliseconds, with its store. */
const begun = (played: PlayedScenario): number[][] =>
  played.facts('hook-started').map(({ at, fact }) => [fact.store, at - 60_020 + 10]);

describe('one chain', () => {
  test('calls in registration order, and the first veto ends it', () => {
    const played = play({
      hooks: [
        'hook: scripted, point: preStoreVersionSwap, answers: [WAIT, PROCEED]',
        'hook: scripted, point: preStoreVersionSwap, answers: [PROCEED, ABORT]',
        'hook: scripted, point: preStoreVersionSwap, answers: [ROLLBACK]',
      ],
    }).toEnd();
    const said = played.facts('hook-answered').map(({ fact }) => `${fact.place} ${fact.outcome}`);
    // The third hook ends the first chain; WAIT of the first is not called again after that.
    expect(said).toEqual(['0 WAIT', '1 PROCEED', '2 ROLLBACK']);
    expect(played.job().reason).toContain('a hook said ROLLBACK at preStoreVersionSwap');
  });

  test('is called again so long after the hook returned with WAIT', () => {
    const played = play({
      hooks: [
        'hook: scripted, point: preStoreVersionSwap, region: dc-1, answers: [WAIT, PROCEED], duration: 7s',
      ],
      config: { 'venice.store.lifecycle.hooks.wait.interval.seconds': 90 },
    }).toEnd();
    const [first, second] = played
      .facts('hook-answered')
      .filter(({ fact }) => fact.region === 1)
      .map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBe(97_000);
    expect(played.serves()).toEqual([2, 2, 2]);
  });

  test.each(['throws', 'nothing'])('that %s lets the push continue', (word) => {
    const played = play({
      hooks: [`hook: scripted, point: preStoreVersionSwap, answers: [${word}]`],
    }).toEnd();
    expect(played.job().state).toBe('succeeded');
    const ends = played.facts('hook-answered').map(({ fact }) => fact.ended);
    expect(new Set(ends)).toEqual(new Set([word === 'throws' ? 'exception' : 'answer']));
  });

  test('that hangs is interrupted by the time-out and lets the push continue', () => {
    const played = play({
      hooks: ['hook: scripted, point: preStartOfPushJob, answers: [hangs]'],
      config: { 'venice.store.lifecycle.hooks.timeout.seconds': 20 },
    }).toEnd();
    const [started] = played.facts('hook-started');
    const [answered] = played.facts('hook-answered');
    expect((answered?.at ?? 0) - (started?.at ?? 0)).toBe(20_000);
    expect(answered?.fact).toMatchObject({ ended: 'time-out', outcome: 'PROCEED' });
    expect(played.job().state).toBe('succeeded');
  });

  test('that takes longer than the time-out counts as PROCEED, whatever it would have said', () => {
    const played = play({
      hooks: ['hook: scripted, point: preStoreVersionSwap, answers: [ROLLBACK], duration: 30s'],
      config: { 'venice.store.lifecycle.hooks.timeout.seconds': 20 },
    }).toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
  });

  test.each([
    ['without limits', { switches: { 'hook-limits': 'off' } }],
    ['without a time-out', { config: { 'venice.store.lifecycle.hooks.timeout.seconds': 0 } }],
  ])('that hangs %s holds its store until the job gives up', (_, more) => {
    const hooks = ['hook: scripted, point: preStoreVersionSwap, answers: [hangs]'];
    const played = play({ hooks, ...more }).toEnd();
    expect(played.serves()).toEqual([1, 1, 1]);
    expect(played.job()).toMatchObject({ state: 'killed' });
  });
});

describe('the pool', () => {
  test('calls hooks of two stores side by side, and of one store one after the other', () => {
    expect(begun(twoStores(4))).toEqual([
      [0, 0],
      [1, 0],
      [0, 60_000],
      [1, 60_000],
    ]);
  });

  test('with one thread lets calls queue, oldest first, and measures their wait', () => {
    const played = twoStores(1);
    expect(begun(played)).toEqual([
      [0, 0],
      [1, 60_000],
      [0, 120_000],
      [1, 180_000],
    ]);
    const waits = played.facts('hook-started').map(({ fact }) => fact.queueMs);
    expect(waits).toEqual([0, 60_000, 60_000, 60_000]);
  });
});

describe('around a job', () => {
  test('ABORT before the start refuses the push, and the end is still notified', () => {
    const played = play({
      hooks: ['hook: scripted, point: preStartOfPushJob, answers: [ABORT]', 'hook: notify'],
    }).toEnd();
    expect(played.job()).toMatchObject({ state: 'refused' });
    expect(played.facts('parent-version-created')).toEqual([]);
    expect(played.facts('hook-event-sent').map(({ fact }) => fact.text)).toEqual([
      'monitoring: profiles, the push job has ended: refused',
    ]);
  });

  test('a new schema is registered only if hooks let it', () => {
    const timeline = [`${push}, newSchema: true`];
    const hooks = ['hook: scripted, point: preSchemaRegistration, answers: [ABORT]'];
    const refused = play({ timeline, hooks }).toEnd();
    expect(refused.job()).toMatchObject({ state: 'refused' });
    expect(refused.facts('schema-registered')).toEqual([]);
    const tells = ['hook: notify, milestones: [postSchemaRegistration]'];
    const registered = play({ timeline, hooks: tells }).toEnd();
    expect(registered.facts('schema-registered')).toHaveLength(1);
    expect(registered.facts('hook-event-sent')).toHaveLength(1);
  });

  test('a push without a new schema calls no schema hook', () => {
    const hooks = ['hook: scripted, point: preSchemaRegistration, answers: [ABORT]'];
    expect(play({ hooks }).toEnd().job().state).toBe('succeeded');
  });

  test('a call that is lost with the parent leader is made again by the next one', () => {
    const played = play({
      timeline: [push, 'at: 70s, fault: parent-failover, for: 30s'],
      hooks: ['hook: scripted, point: preStartOfPushJob, answers: [PROCEED], duration: 1m'],
    }).toEnd();
    expect(played.facts('hook-started')).toHaveLength(2);
    expect(played.job().state).toBe('succeeded');
  });

  test('a store without hooks leaves no trace of any call', () => {
    const played = play({ hooks: [] }).toEnd();
    expect(played.facts('hook-asked')).toEqual([]);
  });
});
