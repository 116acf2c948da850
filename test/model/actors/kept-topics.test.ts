/** The parent's topics of failed pushes: what keeps them, which pushes they block, and what removes them. */
import { describe, expect, test } from 'vitest';
import { playScene, type Scene } from '../../support/played-scenario.js';

const full = (until: string): string => `at: 0s, fault: disk-full, region: dc-0, for: ${until}`;
const push = (at: string, name: string, mode = ''): string =>
  `at: ${at}, push: ${name}, store: profiles${mode}`;
const staged = ', mode: targeted-deferred, targets: [dc-0]';

function play(keep: number, timeline: readonly string[], scene: Partial<Scene> = {}) {
  const config = {
    'controller.push.retry.cooldown.ms': 0,
    'parent.controller.max.errored.topic.num.to.keep': keep,
    ...scene.config,
  };
  return playScene({ store: 'size: 4 GB', horizon: '6d', timeline, ...scene, config }).until('5d');
}

describe('after a failed push', () => {
  const five = { regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'] };
  const statuses = {
    config: { 'concurrent.push.detection.strategy': 'PARENT_VERSION_STATUS_ONLY' },
  };
  test.each<[string, number, string, Partial<Scene>, [string, string]]>([
    [
      'with targets and deferred swap every later one is refused',
      1,
      staged,
      {},
      ['refused', 'refused'],
    ],
    ['the same of three topics', 3, staged, {}, ['refused', 'refused']],
    ['the same in five regions', 1, staged, five, ['refused', 'refused']],
    ['the same without degraded mode', 1, staged, { profile: 'baseline' }, ['refused', 'refused']],
    [
      'with targets the next goes through if no topic is kept',
      0,
      staged,
      {},
      ['succeeded', 'succeeded'],
    ],
    [
      'with targets the next goes through if topics do not count',
      1,
      staged,
      statuses,
      ['succeeded', 'succeeded'],
    ],
    ['to all regions no push is refused', 1, '', {}, ['succeeded', 'succeeded']],
    [
      'by stream reprocessing no push is refused',
      1,
      ', mode: stream-reprocessing',
      {},
      ['succeeded', 'succeeded'],
    ],
    ['deferred by hand no push is refused', 1, ', mode: deferred', {}, ['succeeded', 'succeeded']],
  ])('%s', (_what, keep, mode, scene, states) => {
    const timeline = [full('47m'), push('1m', 'p1', mode), push('2h', 'p2'), push('4d', 'p3')];
    const played = play(keep, timeline, scene);
    expect(played.job('p1').state).toBe('failed');
    expect([played.job('p2').state, played.job('p3').state]).toEqual(states);
  });
});

describe('the topics of failed pushes', () => {
  const failing = [full('3h'), ...[1, 2, 3].map((count) => push(`${count * 20}m`, `p${count}`))];
  const open = (keep: number, more: readonly string[] = [], scene: Partial<Scene> = {}): number[] =>
    [...(play(keep, [...failing, ...more], scene).world().parent.stores[0]?.topics ?? [])]
      .filter(([, { truncatedAt }]) => truncatedAt < 0)
      .map(([version]) => version);

  test.each([
    [0, []],
    // What is kept is counted when a push starts, so the last one to fail comes on top.
    [1, [3, 4]],
    [2, [2, 3, 4]],
    [9, [2, 3, 4]],
  ])('to be kept %i: those of versions %j are there', (keep, versions) => {
    expect(open(keep)).toEqual(versions);
  });

  test('are taken away by later pushes, oldest first', () => {
    expect(open(1, [push('4h', 'p4')])).toEqual([4]);
    expect(open(2, [push('4h', 'p4'), push('5h', 'p5')])).toEqual([3, 4]);
  });

  test('of a store that a repush comes to stay while a region serves the version', () => {
    const config = { 'controller.disable.parent.topic.truncation.upon.completion': true };
    const pushes = [push('1m', 'p1'), push('1h', 'venice_re_push_1', ', mode: repush')];
    const user = [push('1m', 'p1'), push('1h', 'p2')];
    const left = (timeline: readonly string[]): number[] =>
      [...(play(0, timeline, { config }).world().parent.stores[0]?.topics ?? [])]
        .filter(([, { truncatedAt }]) => truncatedAt < 0)
        .map(([version]) => version);
    expect(left(pushes)).toEqual([2, 3]);
    expect(left(user)).toEqual([3]);
  });
});

test('a topic that no status query truncates is still taken by a kill and by the next push', () => {
  const config = { 'controller.disable.parent.topic.truncation.upon.completion': true };
  const truncated = (timeline: readonly string[]): number[] =>
    play(0, timeline, { config })
      .facts('parent-topic-truncated')
      .map(({ fact }) => fact.version);
  expect(truncated([push('1m', 'p1')])).toEqual([]);
  expect(truncated([push('1m', 'p1'), push('1h', 'p2')])).toEqual([2]);
  expect(truncated([push('1m', 'p1'), 'at: 2m, operator: kill-push, push: p1'])).toEqual([2]);
});
