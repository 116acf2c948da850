/**
 * What a push job learns of its version: the parent's answer as it was when it was sent. Each run creates the version of p1 at 1m10s, sends
 * the answer at 1m20s and delivers it at 1m30s.
 */
import { describe, expect, test } from 'vitest';
import { inOrder, playScene } from '../../support/played-scenario.js';

const latencies = 'controllerCall: 10s, versionCreation: 10s';
const push = 'at: 1m, push: p1, store: profiles';
const mark = (at: string) => `at: ${at}, operator: mark-degraded, region: dc-1`;
const unmark = (at: string) => `at: ${at}, operator: unmark-degraded, region: dc-1`;

function toldWith(profile: string, timeline: readonly string[], mode = '') {
  const scene = { profile, latencies, config: inOrder, timeline: [...timeline, `${push}${mode}`] };
  const [told] = playScene(scene).until('10m').facts('job-accepted');
  return { at: told?.at, ...told?.fact };
}

describe.each(['as-designed', 'as-built'])('%s', (profile) => {
  const modes = ['', ', mode: targeted, targets: [dc-0]', ', mode: repush', ', mode: deferred'];

  test.each(modes)('a mark between sending and arrival changes nothing in the answer%s', (mode) => {
    expect(toldWith(profile, [mark('1m25s')], mode)).toEqual(toldWith(profile, [], mode));
  });

  test('an unmark between sending and arrival changes nothing in the answer', () => {
    const told = toldWith(profile, [mark('30s'), unmark('1m25s')]);
    expect(told).toMatchObject({ at: 90_000, degraded: [1] });
    expect(told).toEqual(toldWith(profile, [mark('30s')]));
  });

  test('a leader lost before the answer is sent leaves the version to the next one, which answers with it', () => {
    const failover = 'at: 1m15s, fault: parent-failover, for: 1m';
    const told = toldWith(profile, [failover]);
    expect(told).toMatchObject({ version: 2 });
    expect(told.at).toBeGreaterThan(90_000);
  });
});

test('as built the answer reads the registry when it is sent, as designed it names what the version leaves out', () => {
  const marked = [mark('1m15s')];
  expect(toldWith('as-built', marked).degraded).toEqual([1]);
  expect(toldWith('as-designed', marked).degraded).toEqual([]);
});

test('an incremental push that was admitted before a mark breaks no invariant when its answer arrives after it', () => {
  const scene = {
    profile: 'as-designed',
    latencies,
    store: 'incremental: true',
    timeline: [mark('1m15s'), `${push}, mode: incremental`],
  };
  const played = playScene(scene).until('10m');
  expect(played.facts('job-accepted')).toHaveLength(1);
  expect(played.breaches()).toEqual([]);
});
