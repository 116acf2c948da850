/** Policies A, B, D, E and N in one outage: who succeeds, who heals, who is fooled. */
import { describe, expect, test } from 'vitest';
import { playScene } from '../../support/played-scenario.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const outage = 'at: 0s, fault: region-outage, region: dc-1, for: 3h';
const push = 'at: 10m, push: p1, store: profiles';
const marks = [
  'at: 5m, operator: mark-degraded, region: dc-1',
  'at: 185m, operator: unmark-degraded, region: dc-1',
];

describe('one region that is not the source is down', () => {
  test('policy N fails, and says nothing of degraded mode', () => {
    const played = playScene({
      policy: 'N',
      profile: 'as-designed',
      timeline: [outage, push, ...marks],
    }).toEnd();
    expect(played.job().state).toBe('failed');
    expect(played.facts('degraded-marked')).toEqual([]);
  });

  test('policy A tolerates one failure after half an hour; with none tolerated it fails', () => {
    const config = { 'push.job.tolerated.dc.failures': 1 };
    const scene = { policy: 'A', profile: 'as-designed', timeline: [outage, push] } as const;
    const tolerates = playScene({ ...scene, config }).until('2h');
    expect(tolerates.job().state).toBe('succeeded');
    expect(tolerates.parentStatus(2)).toBe('PARTIALLY_ONLINE');
    expect(playScene(scene).until('2h').job().state).toBe('failed');
    expect(tolerates.toEnd().serves()).toEqual([2, 2, 2]);
  });

  test('policy B leaves marked regions out of the verdict, and converts nothing', () => {
    const scene = { policy: 'B', profile: 'as-designed' } as const;
    const played = playScene({ ...scene, timeline: [outage, push, ...marks] }).until('2h');
    expect(played.job().state).toBe('succeeded');
    expect(played.parentStatus(2)).toBe('PARTIALLY_ONLINE');
    expect(played.facts('push-converted')).toEqual([]);
    expect(
      playScene({ ...scene, timeline: [outage, push] })
        .until('2h')
        .job().state,
    ).toBe('failed');
  });

  test('policy E swaps what is done after the grace, and its queue heals the rest', () => {
    const played = playScene({
      policy: 'E',
      profile: 'as-designed',
      timeline: [outage, push],
    }).until('150m');
    expect(played.job().state).toBe('succeeded');
    expect(played.serves()).toEqual([2, 1, 2]);
    expect(played.parentStatus(2)).toBe('PARTIALLY_ONLINE');
    played.toEnd();
    expect(played.serves()).toEqual([2, 2, 2]);
    expect(played.parentStatus(2)).toBe('ONLINE');
    expect(played.world().parent.policy.queue).toEqual([]);
  });

  test('policy E: a newer push clears older versions from the queue', () => {
    const again = 'at: 150m, push: p2, store: profiles';
    const played = playScene({
      policy: 'E',
      profile: 'as-designed',
      timeline: [outage, push, again],
    }).until('155m');
    expect(played.world().parent.policy.queue).toEqual([]);
    expect(played.toEnd().serves()).toEqual([3, 3, 3]);
  });
});

describe('policy D marks by itself', () => {
  const stores = names.map((name) => `{ name: ${name}, partitions: 2, size: 1 GB }`);
  const pushes = names.map((name, place) => `at: 10m, push: q${place}, store: ${name}`);
  const scene = { policy: 'D', profile: 'as-designed', stores } as const;

  test('when pushes of five stores are silent in one region, and unmarks when it answers again', () => {
    const later = 'at: 40m, push: late, store: a';
    const played = playScene({ ...scene, timeline: [outage, push, ...pushes, later] }).toEnd();
    const [marked] = played.facts('degraded-marked');
    const [unmarked] = played.facts('degraded-unmarked');
    expect(marked?.fact.operator).toBe('auto');
    expect(unmarked?.at).toBeGreaterThanOrEqual(3 * 3_600_000 + 14 * 60_000);
    expect(played.metric('outcome.operator_actions')).toBe(0);
    expect(played.metric('outcome.false_positives')).toBe(0);
  });

  test('not when fewer stores push, and not when every region fails alike', () => {
    const few = playScene({ ...scene, timeline: [outage, ...pushes.slice(0, 4)] }).until('60m');
    expect(few.facts('degraded-marked')).toEqual([]);
    const both = outage.replace('dc-1', 'dc-2');
    const all = playScene({ ...scene, timeline: [outage, both, ...pushes] }).until('60m');
    expect(all.facts('degraded-marked')).toEqual([]);
  });
});
