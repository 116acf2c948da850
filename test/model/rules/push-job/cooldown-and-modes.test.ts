/**
 * PJ-6 and PJ-7: the retry cooldown and the push modes that go together.
 */
import { describe, expect, test } from 'vitest';
import { admitAttempt, type CooldownQuestion } from '../../../../model/rules/push-job/cooldown.js';
import {
  choosePushMode,
  type PushJobProperties,
  type StoreForPush,
} from '../../../../model/rules/push-job/push-modes.js';

describe('PJ-6: retry cooldown', () => {
  const last = { pushId: 'p1', admittedAtMs: 1_000 };
  const question: CooldownQuestion = {
    store: 'profiles',
    pushId: 'p2',
    pushType: 'BATCH',
    systemStore: false,
    last,
    nowMs: 1_000,
    cooldownMs: 600_000,
  };

  test('the first push is admitted and remembered', () => {
    expect(admitAttempt({ ...question, last: undefined, nowMs: 7 })).toEqual({
      kind: 'admitted',
      record: { pushId: 'p2', admittedAtMs: 7 },
    });
  });

  test('another push waits until exactly ten minutes have passed', () => {
    expect(admitAttempt({ ...question, nowMs: 600_999 })).toEqual({
      kind: 'refused',
      retryAfterMs: 1,
      reason: 'p1 was admitted to profiles 599999 ms ago; try again in 1 ms',
    });
    expect(admitAttempt({ ...question, nowMs: 601_000 })).toEqual({
      kind: 'admitted',
      record: { pushId: 'p2', admittedAtMs: 601_000 },
    });
  });

  test('hooks example 64: after a vetoed P1, P2 is refused; P1 is admitted and keeps its instant', () => {
    expect(admitAttempt({ ...question, nowMs: 2_000 }).kind).toBe('refused');
    expect(admitAttempt({ ...question, pushId: 'p1', nowMs: 2_000 })).toEqual({
      kind: 'admitted',
      record: last,
    });
  });

  test('a clock that went back counts as no time passed', () => {
    expect(admitAttempt({ ...question, nowMs: 0 })).toMatchObject({ retryAfterMs: 600_000 });
  });

  test('repushes are held up, incremental pushes, system stores and a cooldown of 0 are not', () => {
    expect(admitAttempt({ ...question, pushType: 'STREAM_REPROCESSING' }).kind).toBe('refused');
    const free: readonly Partial<CooldownQuestion>[] = [
      { pushType: 'INCREMENTAL' },
      { systemStore: true },
      { cooldownMs: 0 },
    ];
    for (const change of free) {
      expect(admitAttempt({ ...question, ...change })).toEqual({ kind: 'admitted', record: last });
    }
  });
});

describe('PJ-7: push modes', () => {
  const plain: PushJobProperties = {
    incremental: false,
    deferSwap: false,
    targeted: false,
    targetedDeferred: false,
    targets: null,
    sourceGridFabric: '',
  };
  const batchStore: StoreForPush = {
    name: 'profiles',
    hybrid: false,
    sourceFabric: 'dc-0',
    regions: ['dc-0', 'dc-1', 'dc-2'],
  };
  function choose(change: Partial<PushJobProperties>, store: Partial<StoreForPush> = {}) {
    return choosePushMode({ ...plain, ...change }, { ...batchStore, ...store });
  }

  test('a plain push targets all regions and swaps at completion', () => {
    expect(choose({})).toEqual({
      kind: 'accepted',
      targets: null,
      deferred: false,
      copiesToOthers: false,
      targetedDeferred: false,
      dropped: undefined,
    });
  });

  test('a push deferred by hand has no targets', () => {
    expect(choose({ deferSwap: true })).toMatchObject({ deferred: true, targets: null });
  });

  test('a targeted deferred push defers and has the source fabric as its target', () => {
    expect(choose({ targetedDeferred: true })).toMatchObject({
      targets: ['dc-0'],
      deferred: true,
      targetedDeferred: true,
      copiesToOthers: false,
    });
  });

  test('the grid of the job comes before the source fabric of the store', () => {
    expect(choose({ targeted: true, sourceGridFabric: 'dc-2' })).toMatchObject({
      targets: ['dc-2'],
      deferred: false,
      copiesToOthers: true,
    });
  });

  test('four combinations are refused', () => {
    expect(choose({ incremental: true, targeted: true })).toMatchObject({
      because: 'incremental-targeted',
    });
    expect(choose({ incremental: true, targetedDeferred: true })).toMatchObject({
      because: 'incremental-targeted',
    });
    expect(choose({ targetedDeferred: true, deferSwap: true })).toMatchObject({
      because: 'two-deferrals',
    });
    expect(choose({ targetedDeferred: true, targeted: true })).toMatchObject({
      because: 'two-targeted-modes',
    });
    expect(choose({ targets: ['dc-0'] })).toMatchObject({ because: 'list-without-mode' });
  });

  test('a target must be found', () => {
    expect(choose({ targeted: true }, { sourceFabric: '' })).toMatchObject({
      because: 'no-default-target',
    });
  });

  test('hooks example 87: targets that are all regions are refused', () => {
    const everyone = ['dc-2', 'dc-1', 'dc-0'];
    expect(choose({ targetedDeferred: true, targets: everyone })).toEqual({
      kind: 'refused',
      because: 'targets-everyone',
      reason: 'the targets (dc-2, dc-1, dc-0) are all regions; leave one out',
    });
    expect(choose({ targetedDeferred: true, targets: ['dc-0', 'dc-1'] }).kind).toBe('accepted');
  });

  test('a hybrid store drops the targeted mode but sends its list', () => {
    expect(choose({ targeted: true, targets: ['dc-0'] }, { hybrid: true })).toEqual({
      kind: 'accepted',
      targets: ['dc-0'],
      deferred: false,
      copiesToOthers: false,
      targetedDeferred: false,
      dropped: 'the targeted mode is dropped because profiles is hybrid',
    });
    expect(choose({ targeted: true }, { hybrid: true })).toMatchObject({ targets: null });
  });

  test('deferral by hand and a list make a deferred push to the listed regions', () => {
    expect(choose({ targeted: true, deferSwap: true, targets: ['dc-0'] })).toMatchObject({
      targets: ['dc-0'],
      deferred: true,
      copiesToOthers: false,
      targetedDeferred: false,
    });
  });

  test('a hybrid store keeps the targeted mode with deferral', () => {
    expect(choose({ targetedDeferred: true }, { hybrid: true })).toMatchObject({
      targetedDeferred: true,
      dropped: undefined,
    });
  });
});
