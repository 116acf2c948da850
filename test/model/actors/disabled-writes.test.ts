/**
 * A store whose writes are disabled gets no version: AbstractStore#peekNextVersionNumber refuses it in the parent, #addVersion in a region, where
 * the admin message is tried again and a recovery fails.
 */
import { describe, expect, test } from 'vitest';
import { inOrder, playScene, type Scene } from '../../support/played-scenario.js';
import { mark, push, unmark } from '../../support/switch-case.js';

const off = (more = '') =>
  `at: 1m, operator: set-store, store: profiles, writes: false${more === '' ? '' : `, ${more}`}`;
const on = (at: string, more = '') =>
  `at: ${at}, operator: set-store, store: profiles, writes: true${more === '' ? '' : `, ${more}`}`;
const base = { store: 'size: 1 GB, hybrid: true, incremental: true' };

describe('while the writes of a store are disabled everywhere', () => {
  test.each<[string, string, Partial<Scene>]>([
    ['a full push', '', {}],
    ['a full push as designed', '', { profile: 'as-designed' }],
    ['a full push without degraded mode', '', { profile: 'baseline' }],
    ['a full push to two regions', '', { regions: ['dc-0', 'dc-1'] }],
    ['an empty push', 'mode: empty', {}],
    ['a deferred push', 'mode: deferred', {}],
    ['a targeted push', 'mode: targeted, targets: [dc-0]', {}],
    ['a staged push', 'mode: targeted-deferred, targets: [dc-0]', {}],
    ['a repush', 'mode: repush', {}],
    ['a reprocessing', 'mode: stream-reprocessing', {}],
    ['a gated push', '', { profile: 'as-designed', hooks: ['hook: minimum-delay, between: 5m'] }],
  ])('%s is refused', (_, mode, scene) => {
    const timeline = [off(), push('p1', '10m', mode)];
    const played = playScene({ ...base, timeline, ...scene }).until('20m');
    expect(played.job().reason).toBe('profiles takes no writes, so no version can be added');
    expect(played.statuses(2)).not.toContain('STARTED');
  });

  test('an incremental push is admitted', () => {
    const timeline = [off(), push('p1', '10m', 'mode: incremental')];
    expect(
      playScene({ ...base, timeline })
        .until('20m')
        .job().state,
    ).toBe('succeeded');
  });

  test('a refused push begins the cooldown all the same', () => {
    const config = { 'controller.push.retry.cooldown.ms': 3_600_000 };
    const timeline = [off(), push(), on('11m'), push('p2', '12m')];
    const played = playScene({ ...base, config, timeline }).until('20m');
    expect(played.job('p2').reason).toContain('p1 was admitted to profiles');
  });
});

describe('while the writes of a store are disabled in a region', () => {
  test.each<[string, readonly string[], Partial<Scene>]>([
    ['one of three', ['dc-1'], {}],
    ['one of three as designed', ['dc-1'], { profile: 'as-designed' }],
    ['the last of two', ['dc-1'], { regions: ['dc-0', 'dc-1'] }],
    ['two of four', ['dc-1', 'dc-3'], { regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3'] }],
    ['the source', ['dc-0'], {}],
  ])('%s: it adds the version once they are enabled', (_, closed, scene) => {
    const where = `regions: [${closed.join(', ')}]`;
    const timeline = [off(where), push(), on('40m', where)];
    const played = playScene({ ...base, timeline, ...scene }).until('39m');
    const names = scene.regions ?? ['dc-0', 'dc-1', 'dc-2'];
    const waits = names.map((name) => (closed.includes(name) ? 1 : 2));
    expect(played.serves()).toEqual(waits);
    expect(played.until('60m').serves()).toEqual(names.map(() => 2));
  });

  test('a version for other regions is ignored there, and its copy fails', () => {
    const timeline = [off('regions: [dc-1]'), push('p1', '10m', 'mode: targeted, targets: [dc-0]')];
    const played = playScene({ store: 'size: 1 GB', timeline }).until('1h');
    expect(played.facts('admin-message-failed')).toEqual([]);
    expect(played.job().reason).toContain('takes no writes in dc-1');
  });

  test('other stores go on', () => {
    const stores = ['{ name: other, size: 1 GB, sourceFabric: dc-0 }'];
    const timeline = [off('regions: [dc-1]'), 'at: 10m, push: p1, store: other'];
    expect(
      playScene({ ...base, stores, timeline })
        .until('30m')
        .job().state,
    ).toBe('succeeded');
  });

  test.each(['as-built', 'as-designed'])('a recovery of it fails %s', (profile) => {
    const timeline = [
      mark('dc-1'),
      push(),
      off('regions: [dc-1]').replace('1m', '40m'),
      unmark('dc-1'),
    ];
    const scene = { profile, config: inOrder, store: 'size: 1 GB', timeline };
    const changes = playScene(scene).until('80m').facts('store-recovery-changed');
    expect(changes.map(({ fact }) => fact.text).join()).toContain(
      'the store takes no writes in dc-1, so no version can be added',
    );
  });
});
