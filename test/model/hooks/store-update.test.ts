/** Store updates that carry hooks: who may object, and what an accepted configuration changes. */
import { describe, expect, test } from 'vitest';
import { hookConstructorPrefix } from '../../../model/index.js';
import { type PlayedScenario, playScene, type Scene } from '../../support/played-scenario.js';

const push = 'at: 10m, push: p1, store: profiles';
const update = (what: string): string => `at: 1m, operator: update-store, store: profiles, ${what}`;

const play = (hooks: readonly string[], scene: Partial<Scene>): PlayedScenario =>
  playScene({ profile: 'as-designed', hooks, timeline: [push], ...scene }).toEnd();

const refusals = (played: PlayedScenario): string[] =>
  played.facts('operator-refused').map(({ fact }) => fact.reason);

/** Time between the first and the last region that began to serve version 2, in whole minutes. */
function spread(played: PlayedScenario): number {
  const at = played.facts('version-swapped').map((one) => one.at);
  return Math.floor((Math.max(...at) - Math.min(...at)) / 60_000);
}

const objects = 'hook: scripted, point: validateHookConfig, answers: [ABORT]';
const agrees = 'hook: scripted, point: validateHookConfig, answers: [PROCEED]';

describe('a configuration', () => {
  const timeline = [update('hookConfig: { any.key: value }')];

  test('is refused as designed only if every hook objects', () => {
    expect(refusals(play([objects, objects], { timeline }))).toEqual([
      'any.key: value: not accepted by scripted, scripted',
    ]);
    expect(refusals(play([objects, agrees], { timeline }))).toEqual([]);
    expect(refusals(play([], { timeline }))).toEqual([]);
  });

  test('is refused as built if one hook objects to its parameters', () => {
    const params = 'hook: scripted, point: validateHookParams, answers: [ABORT]';
    const built = { timeline, switches: { 'hook-config-vote': 'all-proceed' } };
    expect(refusals(play([params, agrees], built))).toEqual([
      'its parameters: not accepted by scripted',
    ]);
  });

  test('that a built-in hook cannot read is refused by it', () => {
    const bad = [update('hookConfig: { minimum-delay.between: soon }')];
    expect(refusals(play(['hook: minimum-delay'], { timeline: bad }))).toEqual([
      'between of minimum-delay cannot be soon; expected: a duration such as 90s or 1h30m',
    ]);
  });
});

describe('values', () => {
  const hooks = ['hook: minimum-delay, between: 10m'];

  test('come from the scenario, then the constructor without its prefix, then the store', () => {
    const config = { [`${hookConstructorPrefix}minimum-delay.between`]: '20m' };
    expect(spread(play(hooks, {}))).toBe(20);
    expect(spread(play(hooks, { config }))).toBe(40);
    const store = 'hookConfig: { minimum-delay.between: 30m }';
    expect(spread(play(hooks, { config, store }))).toBe(60);
    const timeline = [update('hookConfig: { minimum-delay.between: 40m }'), push];
    expect(spread(play(hooks, { config, store, timeline }))).toBe(80);
  });
});

describe('the list of hooks', () => {
  test('is replaced by an update, and an empty one leaves no hook', () => {
    const hooks = ['hook: minimum-delay, between: 10m', 'hook: notify'];
    const kept = play(hooks, { timeline: [update('hooks: [notify]'), push] });
    expect(spread(kept)).toBe(0);
    expect(kept.facts('hook-event-sent')).toHaveLength(4);
    const cleared = play(hooks, { timeline: [update('hooks: []'), push] });
    expect(cleared.facts('hook-asked')).toEqual([]);
  });

  test('with a blank class name refuses the whole update', () => {
    const timeline = [update("hooks: [notify, ' '], hookConfig: { a: b }")];
    const played = play(['hook: notify'], { timeline });
    expect(refusals(played)).toEqual(['the class name of hook 2 is blank']);
    expect(played.facts('store-hooks-updated')).toEqual([]);
  });
});
