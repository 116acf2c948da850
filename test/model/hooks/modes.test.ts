/**
 * Hooks that answer PROCEED leave the end state of every push mode as it is without hooks, under every engine, with and without Da Vinci
 * instances, a rollout order and degraded regions; instants may differ.
 */
import { describe, expect, test } from 'vitest';
import {
  inOrder,
  type PlayedScenario,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const engines = [
  'vip4-parent',
  'vip4-child-poll',
  'vip4-child-rpc',
  'vip4-child-peer',
  'vip4-push-job',
  'as-built',
];

const push = 'at: 10m, push: p1, store: profiles';
const emptySwaps = { 'deferred.version.swap.for.empty.push.enabled': true };

/** Each mode with what belongs to it; the push is last in the timeline. */
const modes: Readonly<Record<string, Scene>> = {
  full: { timeline: [push] },
  'full in an order': { timeline: [push], config: inOrder },
  targeted: { timeline: [`${push}, mode: targeted, targets: [dc-0]`] },
  'targeted at the last region of an order': {
    timeline: [`${push}, mode: targeted, targets: [dc-2]`],
    config: inOrder,
  },
  'targeted at two regions': { timeline: [`${push}, mode: targeted, targets: [dc-2, dc-0]`] },
  'targeted, in a hybrid store': {
    timeline: [`${push}, mode: targeted, targets: [dc-0, dc-1]`],
    store: 'hybrid: true',
  },
  deferred: { timeline: [`${push}, mode: deferred`] },
  'deferred, then rolled forward by hand': {
    timeline: [`${push}, mode: deferred`, 'at: 3h, operator: roll-forward, store: profiles'],
  },
  'targeted-deferred': { timeline: [`${push}, mode: targeted-deferred, targets: [dc-1]`] },
  'targeted-deferred in an order': {
    timeline: [`${push}, mode: targeted-deferred, targets: [dc-0]`],
    config: inOrder,
  },
  'targeted-deferred at the last region of an order': {
    timeline: [`${push}, mode: targeted-deferred, targets: [dc-2]`],
    config: inOrder,
  },
  'targeted-deferred with a long wait': {
    timeline: [`${push}, mode: targeted-deferred, targets: [dc-2, dc-0]`],
    store: 'swapWait: 3h',
  },
  repush: { timeline: ['at: 10m, push: venice_re_push_1, store: profiles, mode: repush'] },
  'stream-reprocessing': { timeline: [`${push}, mode: stream-reprocessing, rate: 20 MB/s`] },
  empty: { timeline: [`${push}, mode: empty`] },
  'empty, with the swap deferred in an order': {
    timeline: [`${push}, mode: empty`],
    config: { ...inOrder, ...emptySwaps },
  },
  'full while a region is degraded': {
    timeline: ['at: 1m, operator: mark-degraded, region: dc-1', push],
  },
  'deferred while a region is degraded': {
    timeline: ['at: 1m, operator: mark-degraded, region: dc-1', `${push}, mode: deferred`],
  },
  'targeted while a target is degraded': {
    timeline: [
      'at: 1m, operator: mark-degraded, region: dc-1',
      `${push}, mode: targeted, targets: [dc-0, dc-1]`,
    ],
  },
  'targeted-deferred while a region is degraded': {
    timeline: [
      'at: 1m, operator: mark-degraded, region: dc-1',
      `${push}, mode: targeted-deferred, targets: [dc-0]`,
    ],
  },
};

/** Listeners and a hook that lets everything pass. */
const hooks = [
  'hook: notify, milestones: [postStoreVersionCreation, postStoreVersionSwap, postEndOfPushJob]',
  'hook: scripted, point: preStoreVersionSwap, answers: [PROCEED]',
  'hook: scripted, point: postStoreVersionSwap, answers: [PROCEED]',
];

const last = (played: PlayedScenario) => {
  const { parent, pushes } = played.world();
  return {
    serves: played.serves(),
    regions: played.statuses(2),
    instances: ['dc-0', 'dc-1', 'dc-2'].map((name) => played.instancesServe(name)),
    parent: [played.parentStatus(2), played.parentCurrent()],
    excluded: parent.stores[0]?.versions.at(-1)?.excluded,
    job: pushes[0]?.state,
  };
};

const stores = ['', 'daVinci: { instances: 2 }'];

const table = Object.entries(modes).flatMap(([mode, scene]) =>
  stores.map((instances) => ({ mode, instances, scene })),
);

describe.each(engines.filter((engine) => engine !== 'as-built'))(
  'the swaps of a second phase under %s',
  (engine) => {
    test.each([
      ['targeted', `${push}, mode: targeted, targets: [dc-0]`],
      ['targeted-deferred', `${push}, mode: targeted-deferred, targets: [dc-0]`],
    ])('of a %s push are announced like others', (_, entry) => {
      const played = playScene({
        profile: 'as-designed',
        timeline: [entry],
        hooks: ['hook: notify, milestones: [postStoreVersionSwap]'],
        switches: { 'hook-engine': engine },
      }).toEnd();
      const told = played.facts('hook-event-sent').map(({ fact }) => fact.region);
      expect(told.toSorted()).toEqual([0, 1, 2]);
      expect(told[0]).toBe(0);
    });

    test.each([
      ['targeted', `${push}, mode: targeted, targets: [dc-0]`],
      ['targeted-deferred', `${push}, mode: targeted-deferred, targets: [dc-0]`],
    ])('of a %s push are gated like others', (_, entry) => {
      const played = playScene({
        profile: 'as-designed',
        timeline: [entry],
        hooks: ['hook: scripted, point: preStoreVersionSwap, region: dc-2, answers: [WAIT]'],
        switches: { 'hook-engine': engine },
        horizon: '12h',
      }).toEnd();
      const [first, , last] = played.serves();
      expect([first, last]).toEqual([2, 1]);
    });
  },
);

test.each(['vip4-parent', 'vip4-push-job'])(
  'under %s the Da Vinci instances of regions that are no targets begin after the targets serve',
  (engine) => {
    const played = playScene({
      profile: 'as-designed',
      timeline: [`${push}, mode: targeted-deferred, targets: [dc-1]`],
      store: 'swapWait: 1h, daVinci: { instances: 2 }',
      hooks: ['hook: notify'],
      switches: { 'hook-engine': engine },
    }).until('50m');
    const instances = ['dc-0', 'dc-1', 'dc-2'].map((name) => played.instancesServe(name));
    expect(instances).toEqual([
      [1, 1],
      [2, 2],
      [1, 1],
    ]);
  },
);

describe.each(engines)('under %s', (engine) => {
  test.each(table)('$mode ($instances) ends as it does without hooks', ({ scene, instances }) => {
    const of = {
      profile: 'as-designed',
      ...scene,
      store: [scene.store, instances]
        .filter((part) => part !== undefined && part !== '')
        .join(', '),
    };
    const plain = playScene(of).toEnd();
    const switches = { 'hook-engine': engine };
    const hooked = playScene({ ...of, hooks, switches }).toEnd();
    expect(last(hooked)).toEqual(last(plain));
    // The shipped code asks no hook before a region swaps by itself, which hooks-not-bypassed reports.
    const known = plain.judgeEnd().breaches();
    const added = hooked
      .judgeEnd()
      .breaches()
      .filter((breach) => !known.includes(breach));
    if (engine !== 'as-built') expect(added).toEqual([]);
  });
});
