/**
 * DM-4, DM-5, DM-6 and DM-8: the smaller answers of degraded mode, with the cases of Venice's own tests
 * and the edge cases of the degraded-mode design.
 */
import { describe, expect, test } from 'vitest';
import { answeredRegions } from '../../../../model/rules/degraded/answered-regions.js';
import { registeredRegionsSeen } from '../../../../model/rules/degraded/degraded-regions.js';
import { admitIncremental } from '../../../../model/rules/degraded/incremental-block.js';
import { judgeMarkAge } from '../../../../model/rules/degraded/overdue-mark.js';
import { judgePartiallyOnline } from '../../../../model/rules/degraded/partial-success.js';

const dc1 = { enabled: true, registered: ['dc-1'] };
const off = { enabled: false, registered: ['dc-1'] };

describe('DM-4: PARTIALLY_ONLINE as success', () => {
  test('W37 testDegradedModePushAcceptsPartiallyOnline: accepted if the answer names one', () => {
    const verdict = judgePartiallyOnline(['dc-2'], { pushJobAcceptsPartial: true });
    expect(verdict).toEqual({
      kind: 'accepted',
      reason: 'every region serves the version but degraded dc-2',
    });
  });

  test('W38 testTargetedRegionPushWithDeferredSwapRejectsPartiallyOnline: rejected if the answer names none', () => {
    expect(judgePartiallyOnline([], { pushJobAcceptsPartial: true })).toMatchObject({
      because: 'told-of-none',
    });
  });

  test('push-job-accepts-partial off rejects it anyway', () => {
    const verdict = judgePartiallyOnline(['dc-2'], { pushJobAcceptsPartial: false });
    expect(verdict).toMatchObject({ because: 'not-accepted' });
  });
});

describe('DM-5: names in the answer', () => {
  const asBuilt = { featureFlag: true, truthfulResponse: false };
  const truthful = { ...asBuilt, truthfulResponse: true };

  test('W34 testPopulateDegradedDatacentersForBatchPush: only a batch push is answered dc-1', () => {
    expect(answeredRegions({ pushType: 'BATCH', excluded: [] }, dc1, asBuilt)).toEqual(['dc-1']);
    expect(answeredRegions({ pushType: 'INCREMENTAL', excluded: [] }, dc1, asBuilt)).toBeNull();
    const noMarks = { enabled: true, registered: [] };
    expect(answeredRegions({ pushType: 'BATCH', excluded: [] }, noMarks, asBuilt)).toBeNull();
  });

  test('edge case E3: a hybrid push that leaves out no region is answered dc-1, and none if truthful', () => {
    expect(answeredRegions({ pushType: 'BATCH', excluded: [] }, dc1, asBuilt)).toEqual(['dc-1']);
    expect(answeredRegions({ pushType: 'BATCH', excluded: [] }, dc1, truthful)).toBeNull();
  });

  test('edge case E16b: a mark after creation is named as built, but not truthfully', () => {
    const version = { pushType: 'BATCH', excluded: [] } as const;
    expect(answeredRegions(version, dc1, asBuilt)).toEqual(['dc-1']);
    expect(answeredRegions(version, dc1, truthful)).toBeNull();
  });

  test('edge case E16c: an unmark after creation hides the region as built, but not truthfully', () => {
    const version = { pushType: 'BATCH', excluded: ['dc-1'] } as const;
    const unmarked = { enabled: true, registered: [] };
    expect(answeredRegions(version, unmarked, asBuilt)).toBeNull();
    expect(answeredRegions(version, unmarked, truthful)).toEqual(['dc-1']);
  });

  test('edge case E12: no region is named while the flag is off', () => {
    expect(answeredRegions({ pushType: 'BATCH', excluded: [] }, off, asBuilt)).toBeNull();
  });
});

describe('DM-6: incremental block', () => {
  const all = { featureFlag: true, blockIncremental: 'all' } as const;
  const ordinary = { name: 'profiles', activeActive: false };
  const activeActive = { name: 'embeddings', activeActive: true };

  test('W22, W40, edge case E2: refused for every store, with what to do', () => {
    for (const store of [ordinary, activeActive]) {
      expect(admitIncremental(store, dc1, all)).toEqual({
        kind: 'refused',
        because: 'region-degraded',
        reason:
          `no incremental push to ${store.name} while dc-1 is degraded; ` +
          'wait until it is unmarked, or run a full push',
      });
    }
  });

  test('W23 testIncrementalPushAllowedWhenFeatureFlagOff: allowed while the flag is off', () => {
    expect(admitIncremental(ordinary, off, all)).toEqual({
      kind: 'allowed',
      because: 'none-degraded',
    });
    expect(admitIncremental(ordinary, off, { ...all, featureFlag: false }).kind).toBe('refused');
  });

  test('block-incremental non-active-active spares active-active stores only', () => {
    const variant = { ...all, blockIncremental: 'non-active-active' } as const;
    expect(admitIncremental(activeActive, dc1, variant)).toMatchObject({
      because: 'active-active',
    });
    expect(admitIncremental(ordinary, dc1, variant).kind).toBe('refused');
  });

  test('block-incremental off spares all', () => {
    const variant = { ...all, blockIncremental: 'off' } as const;
    expect(admitIncremental(ordinary, dc1, variant)).toEqual({
      kind: 'allowed',
      because: 'not-blocked',
    });
  });
});

describe('DM-8: overdue marks', () => {
  const mark = { region: 'dc-1', markedAtMs: 1_000, timeoutMinutes: 60, operator: 'alice' };
  const alertOnly = { autoUnmark: false };
  const minutes = (count: number): number => 1_000 + count * 60_000;

  test('edge case E11: 61 minutes after a mark for 60 an alert is raised and the gauge shows 61', () => {
    expect(judgeMarkAge(mark, minutes(61), alertOnly)).toEqual({
      kind: 'alert',
      ageMinutes: 61,
      wholeMinutes: 61,
      reason:
        'dc-1, marked by alice, is degraded for 61 min (limit 60); unmark it once it is healthy',
    });
  });

  test('exactly at the limit is still in time, a millisecond later is not', () => {
    expect(judgeMarkAge(mark, minutes(60), alertOnly).kind).toBe('in-time');
    expect(judgeMarkAge(mark, minutes(60) + 1, alertOnly)).toMatchObject({
      kind: 'alert',
      wholeMinutes: 60,
    });
  });

  test('a limit of zero is overdue at once, but not at the instant of the mark', () => {
    expect(judgeMarkAge({ ...mark, timeoutMinutes: 0 }, minutes(0), alertOnly).kind).toBe(
      'in-time',
    );
    expect(judgeMarkAge({ ...mark, timeoutMinutes: 0 }, minutes(0) + 1, alertOnly).kind).toBe(
      'alert',
    );
  });

  test('auto-unmark removes the mark instead', () => {
    expect(judgeMarkAge(mark, minutes(61), { autoUnmark: true }).kind).toBe('unmark');
    expect(judgeMarkAge(mark, minutes(59), { autoUnmark: true }).kind).toBe('in-time');
  });
});

describe('who sees the registry while the flag is off', () => {
  const asBuilt = { featureFlag: true, flagOffIgnoresRegistry: false };

  test('edge case E12: as built the monitor still sees the mark, as designed it does not', () => {
    expect(registeredRegionsSeen(off, asBuilt)).toEqual(['dc-1']);
    expect(registeredRegionsSeen(off, { ...asBuilt, flagOffIgnoresRegistry: true })).toEqual([]);
    expect(registeredRegionsSeen(dc1, { ...asBuilt, flagOffIgnoresRegistry: true })).toEqual([
      'dc-1',
    ]);
  });

  test('without the feature flag the registry is always seen', () => {
    const variant = { featureFlag: false, flagOffIgnoresRegistry: true };
    expect(registeredRegionsSeen(off, variant)).toEqual(['dc-1']);
  });
});
