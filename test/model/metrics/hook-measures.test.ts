/** Measures of hooks and of bad pushes: each moves with what it counts, and only with that. */
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../../scenarios/index.js';
import { Layouts, measured } from '../../../scenarios/studies/measures.js';
import {
  inOrder,
  type PlayedScenario,
  playScene,
  type Scene,
} from '../../support/played-scenario.js';

const push = 'at: 1m, push: p1, store: profiles';
const bad = `${push}, defect: { kind: incomplete-data, severity: 0.5, showsAfter: 2m }`;
const says = (point: string, answers: string, region = 'dc-0'): string =>
  `hook: scripted, point: ${point}, region: ${region}, answers: [${answers}]`;

function play(hooks: readonly string[], scene: Partial<Scene> = {}): PlayedScenario {
  return playScene({
    profile: 'as-designed',
    config: inOrder,
    hooks,
    timeline: [push],
    ...scene,
  }).toEnd();
}

describe('calls of hooks', () => {
  test('are counted with their answers', () => {
    const played = play([says('preStoreVersionSwap', 'WAIT, WAIT, PROCEED')]);
    expect(played.metric('hooks.invocations')).toBe(5);
    expect(played.metric('hooks.outcomes')).toBe(5);
    expect(played.metric('hooks.failures') + played.metric('hooks.timeouts')).toBe(0);
  });

  test('that throw or hang are counted apart', () => {
    const limit = { ...inOrder, 'venice.store.lifecycle.hooks.timeout.seconds': 20 };
    const played = play(
      [says('preStoreVersionSwap', 'throws'), says('preStoreVersionSwap', 'hangs', 'dc-1')],
      { config: limit },
    );
    expect([played.metric('hooks.failures'), played.metric('hooks.timeouts')]).toEqual([1, 1]);
  });

  test('wait for a thread, and the waiting is counted', () => {
    const busy = 'hook: scripted, point: preStoreVersionSwap, answers: [PROCEED], duration: 30s';
    const scene = {
      stores: ['{ name: ads, sourceFabric: dc-0 }'],
      timeline: [push, 'at: 1m, push: p2, store: ads'],
    };
    const threads = (count: number) => ({
      ...scene,
      config: { ...inOrder, 'venice.store.lifecycle.hooks.threads': count },
    });
    expect(play([busy], threads(2)).metric('hooks.queue_wait_ms')).toBe(0);
    expect(play([busy], threads(1)).metric('hooks.queue_wait_ms')).toBeGreaterThan(20_000);
  });
});

describe('stuck regions', () => {
  const abort = [says('preStoreVersionSwap', 'WAIT, WAIT, WAIT, ABORT', 'dc-1')];

  test('are not those that an abort leaves serving or complete on purpose', () => {
    const played = play(abort, { timeline: [bad] });
    expect(played.serves()).toEqual([2, 1, 1]);
    expect(played.statuses(2)).toEqual(['ONLINE', 'PUSHED', 'PUSHED']);
    expect(played.metric('outcome.stuck_regions')).toBe(0);
  });

  test('are those that a rollback could not take back', () => {
    const first = { store: 'startsWith: 0' };
    const played = play([says('postStoreVersionSwap', 'ROLLBACK')], first);
    expect(played.serves()).toEqual([1, 0, 0]);
    // While dc-0 serves it, the others keep what they hold of it.
    expect(played.metric('outcome.stuck_regions')).toBe(3);
    const withBackup = play([says('postStoreVersionSwap', 'ROLLBACK')]);
    expect(withBackup.metric('outcome.stuck_regions')).toBe(0);
  });

  test('are those that serve a bad version to the end and no hook has seen it', () => {
    expect(play([], { timeline: [bad] }).metric('outcome.stuck_regions')).toBe(3);
    expect(play([]).metric('outcome.stuck_regions')).toBe(0);
  });
});

describe('a bad push', () => {
  const rollback = [says('postStoreVersionSwap', 'WAIT, WAIT, WAIT, WAIT, ROLLBACK')];

  test('is detected so long after it shows, and not at all where nothing is wrong', () => {
    const played = play(rollback, { timeline: [bad] });
    const served = played.facts('version-swapped').find(({ fact }) => fact.version === 2);
    const verdict = played.facts('hook-answered').find(({ fact }) => fact.outcome === 'ROLLBACK');
    const delay = (verdict?.at ?? 0) - (served?.at ?? 0) - 120_000;
    expect(played.metric('outcome.detection_delay_ms')).toBe(delay);
    expect(delay).toBeGreaterThan(0);
    expect(play(rollback).metric('outcome.detection_delay_ms')).toBe(0);
  });

  test('is served for so many minutes of regions, to such a share of all reads', () => {
    const played = play(rollback, { timeline: [bad] });
    const [from] = played.facts('version-swapped');
    const [to] = played.facts('version-rolled-back');
    const minutes = ((to?.at ?? 0) - (from?.at ?? 0)) / 60_000;
    expect(played.metric('outcome.bad_region_minutes')).toBeCloseTo(minutes, 1);
    expect(played.metric('outcome.bad_traffic_share')).toBeCloseTo(1 / 3, 2);
    const shows = minutes * 60_000 - 120_000;
    expect(played.metric('outcome.bad_signal_to_reverted_ms')).toBe(Math.round(shows));
  });

  test('counts swaps after the verdict only', () => {
    const slow = { config: {}, latencies: 'adminChannel: 90s' };
    const racing = [
      says('postStoreVersionSwap', 'ROLLBACK'),
      says('preStoreVersionSwap', 'WAIT, PROCEED', 'dc-1'),
      says('preStoreVersionSwap', 'WAIT, PROCEED', 'dc-2'),
    ];
    expect(play(racing, slow).metric('outcome.swaps_after_rollback')).toBe(2);
    expect(play(rollback).metric('outcome.swaps_after_rollback')).toBe(0);
  });
});

describe('measures of a study', () => {
  const text = `title: A rollback
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB, sourceFabric: dc-0 }]
venice: { config: { deferred.version.swap.region.roll.forward.order: 'dc-0,dc-1' } }
hooks:
  - { ${says('postStoreVersionSwap', 'WAIT, WAIT, ROLLBACK')} }
timeline:
  - { at: 1m, push: p1, store: profiles }
`;

  test('say of a region that it was behind what the metric says, also after a rollback', () => {
    const run = runScenario(parseScenario(text, 'rollback.yaml'));
    const { layout, values } = measured(run, new Layouts());
    const place = layout.findIndex(({ name }) => name === 'region.dc-1.behind-ms');
    const metric = run.summary.metrics.find(
      ({ name, labels }) => name === 'outcome.behind_ms' && labels.region === 'dc-1',
    );
    expect(values[place]).toBe(metric?.value);
    const [from] = run.facts.filter(({ fact }) => fact.kind === 'version-swapped');
    const [to] = run.facts.filter(({ fact }) => fact.kind === 'version-rolled-back');
    expect(metric?.value).toBe((to?.at ?? 0) - (from?.at ?? 0));
  });
});
