/** The last checkpoint of a refused push job: VenicePushJob#handleVersionCreationError has one of its own for another running push. */
import { describe, expect, test } from 'vitest';
import { playScene, type Scene } from '../../support/played-scenario.js';

const free = { 'controller.push.retry.cooldown.ms': 0 };
const first = 'at: 1m, push: first, store: profiles';
const second = 'at: 2m, push: second, store: profiles';

/** Ending and last checkpoint of the second push. */
function endOf(scene: Partial<Scene>): readonly (string | undefined)[] {
  const base = { store: 'size: 100 GB', config: free, timeline: [first, second] };
  const { names, pushes } = playScene({ ...base, ...scene })
    .until('3m')
    .world();
  const job = pushes[names.pushes.indexOf('second')];
  return [job?.state, job?.checkpoint];
}

describe('a push that another one keeps out reports that it is concurrent', () => {
  test.each<[string, Partial<Scene>]>([
    ['as built', {}],
    ['as designed', { profile: 'as-designed' }],
    ['without degraded mode', { profile: 'baseline' }],
    ['in two regions', { regions: ['dc-0', 'dc-1'] }],
    ['in four regions', { regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3'] }],
    ['beside a deferred push', { timeline: [`${first}, mode: deferred`, second] }],
    ['beside a targeted push', { timeline: [`${first}, mode: targeted, targets: [dc-1]`, second] }],
    [
      'as a targeted push',
      { timeline: [first, `${second}, mode: targeted-deferred, targets: [dc-0]`] },
    ],
    ['as an empty push', { timeline: [first, `${second}, mode: empty`] }],
  ])('%s', (_, scene) => {
    expect(endOf(scene)).toEqual(['refused', 'CONCURRENT_BATCH_PUSH']);
  });
});

describe('a push that is refused for another reason reports none of its own', () => {
  test.each<[string, Partial<Scene>]>([
    [
      'a cooldown',
      { store: 'size: 1 GB', config: {}, timeline: [`${first}, failsAt: writing`, second] },
    ],
    ['paused ingestion', { store: 'paused: true', timeline: [second] }],
    [
      'targets that are all regions',
      { timeline: [`${second}, mode: targeted, targets: [dc-0, dc-1, dc-2]`] },
    ],
  ])('%s', (_, scene) => {
    expect(endOf(scene)).toEqual(['refused', 'INITIALIZE_PUSH_JOB']);
  });
});
