/** What a kill changes in the parent and in a region (VS-11). */
import { describe, expect, test } from 'vitest';
import {
  type ChildKill,
  killInChild,
  killInParent,
} from '../../../../model/rules/swap/kill-effect.js';
import { type VersionStatus, versionStatuses } from '../../../../model/statuses.js';

const view = { servingRegions: 0, keepsNoErroredTopics: true, parentTopicWritten: true };

describe('a kill in the parent', () => {
  test.each(versionStatuses.filter((status) => status !== 'ONLINE'))(
    'as built turns %s into KILLED',
    (status) => {
      const kill = killInParent(
        { ...view, status, servingRegions: 2 },
        { killKeepsPartial: false },
      );
      expect(kill).toEqual({ outcome: 'killed', status: 'KILLED', truncateTopic: true });
    },
  );

  test.each([true, false])('leaves ONLINE alone, kill-keeps-partial %s', (killKeepsPartial) => {
    expect(killInParent({ ...view, status: 'ONLINE' }, { killKeepsPartial }).status).toBe('ONLINE');
  });

  const kept: [VersionStatus, number, VersionStatus][] = [
    ['PARTIALLY_ONLINE', 0, 'PARTIALLY_ONLINE'],
    ['PUSHED', 1, 'PARTIALLY_ONLINE'],
    ['STARTED', 1, 'PARTIALLY_ONLINE'],
    ['PUSHED', 0, 'KILLED'],
    ['ERROR', 0, 'KILLED'],
    ['ROLLED_BACK', 0, 'KILLED'],
    ['ROLLED_BACK', 1, 'ROLLED_BACK'],
  ];
  test.each(kept)(
    'kill-keeps-partial turns %s, served by %i regions, into %s',
    (status, servingRegions, after) => {
      expect(
        killInParent({ ...view, status, servingRegions }, { killKeepsPartial: true }).status,
      ).toBe(after);
    },
  );

  test('the topic goes only if it is written and no errored topics are kept', () => {
    const shipped = { killKeepsPartial: false };
    const kills = [
      { ...view, status: 'STARTED' as const, keepsNoErroredTopics: false },
      { ...view, status: 'STARTED' as const, parentTopicWritten: false },
    ].map((one) => killInParent(one, shipped).truncateTopic);
    expect(kills).toEqual([false, false]);
  });
});

describe('a kill in a region', () => {
  const effects: [VersionStatus | undefined, ChildKill][] = [
    ['ONLINE', 'kept-finished'],
    ['PUSHED', 'kept-finished'],
    ['STARTED', 'version-killed'],
    ['ROLLED_BACK', 'version-killed'],
    ['KILLED', 'already-over'],
    ['ERROR', 'already-over'],
    [undefined, 'servers-told'],
  ];
  test.each(effects)('hooks example 81: %s: %s', (status, effect) => {
    expect(killInChild({ resourceExists: true, status })).toBe(effect);
  });

  test('nothing happens once the resource is gone', () => {
    expect(killInChild({ resourceExists: false, status: 'STARTED' })).toBe('resource-gone');
  });
});
