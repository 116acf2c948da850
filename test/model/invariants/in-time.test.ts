/** Debts are judged by how long they lasted, also when they have been paid since: recoveries and versions that stay where they should not. */
import { describe, expect, test } from 'vitest';
import { inOrder, playScene, type Scene } from '../../support/played-scenario.js';
import { mark, push, unmark } from '../../support/switch-case.js';

const small = 'size: 2 GB, swapWait: 0m';

/** Names of the invariants of this sort that broke. */
function late(timeline: readonly string[], more: Partial<Scene> = {}, until = '8h'): string[] {
  const played = playScene({ store: small, config: inOrder, timeline, ...more }).until(until);
  played.judgeEnd();
  const names = played.breaches().map((breach) => breach.replace(/:.*/, ''));
  const ours = ['partial-eventually-online', 'region-catches-up', 'no-stuck-push'];
  return ours.filter((name) => names.includes(name));
}

const both = ['partial-eventually-online', 'region-catches-up'];

describe('a recovered version that never swaps, as built', () => {
  test.each([
    ['three regions', ['dc-0', 'dc-1', 'dc-2'], 'dc-1'],
    ['four regions', ['dc-0', 'dc-1', 'dc-2', 'dc-3'], 'dc-2'],
    ['five regions, the last one', ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'], 'dc-4'],
  ])('breaks I18 and I19 within their bounds (%s)', (_, regions, region) => {
    const order = regions.join(',');
    const config = { 'deferred.version.swap.region.roll.forward.order': order };
    const timeline = [mark(region, '0s'), push('p1', '1m'), unmark(region, '20m')];
    expect(late(timeline, { regions, config })).toEqual(both);
    expect(late(timeline, { regions, config }, '40m')).toEqual([]);
  });

  test('as designed it breaks neither', () => {
    const timeline = [mark('dc-1', '0s'), push('p1', '1m'), unmark('dc-1', '20m')];
    expect(late(timeline, { profile: 'as-designed' })).toEqual([]);
  });

  test('is reported although a roll-forward by hand corrects it hours later', () => {
    const forward = 'at: 6h, operator: roll-forward, store: profiles';
    const timeline = [mark('dc-1', '0s'), push('p1', '1m'), unmark('dc-1', '20m'), forward];
    expect(late(timeline)).toContain('region-catches-up');
  });

  test('is not reported if a newer push comes in time, or the world is disturbed again and again', () => {
    const missed = [mark('dc-1', '0s'), push('p1', '1m'), unmark('dc-1', '20m')];
    expect(late([...missed, push('p2', '35m')], {}, '60m')).toEqual([]);
    const faults = Array.from(
      { length: 20 },
      (_, index) =>
        `at: ${25 + 10 * index}m, fault: link-slow, from: dc-2, to: dc-0, factor: 2, for: 1m`,
    );
    expect(late([...missed, ...faults], {}, '3h')).toEqual([]);
  });

  test('several stores are given more time than one', () => {
    const jobs = '{ name: jobs, partitions: 4, size: 2 GB, sourceFabric: dc-0, swapWait: 0m }';
    const timeline = [
      mark('dc-1', '0s'),
      push('p1', '1m'),
      'at: 1m, push: p2, store: jobs',
      unmark('dc-1', '20m'),
    ];
    const stores = [jobs];
    expect(late(timeline, { stores }, '60m')).toEqual([]);
    expect(late(timeline, { stores })).toEqual(both);
  });
});
