/**
 * VS-4: status examples 56 to 60, hooks examples 52 to 58, the rest of the table, then
 * the variants.
 */
import { describe, expect, test } from 'vitest';
import {
  type Completion,
  type CompletionVariant,
  type CompletionView,
  completeInRegion,
  type EndedVersion,
} from '../../../../model/rules/swap/child-completion.js';

const asBuilt: CompletionVariant = {
  recoveredVersionSwaps: false,
  gatedVersionEndsOnline: true,
  keepStaging: false,
  keepManualDefer: false,
};
const record: EndedVersion = {
  status: 'STARTED',
  swapDeferred: true,
  targetSwapRegion: '',
  recovered: false,
  hookGated: false,
  converted: false,
  deferredByUser: false,
  excluded: [],
};
const order = ['region1', 'region2', 'region3'];

interface Given {
  readonly view?: Partial<CompletionView>;
  readonly record?: Partial<EndedVersion>;
  readonly variant?: Partial<CompletionVariant>;
}

/** v2 completes in region1, which serves v1. */
function complete(given: Given): Completion {
  return completeInRegion(
    {
      region: 'region1',
      rolloutOrder: order,
      storeHasHooks: false,
      requested: 'ONLINE',
      version: 2,
      currentVersion: 1,
      writesEnabled: true,
      record: { ...record, ...given.record },
      ...given.view,
    },
    { ...asBuilt, ...given.variant },
  );
}

const served = { kind: 'updated', swap: 'now', status: 'ONLINE' };
const waitsPushed = { kind: 'updated', swap: 'held', status: 'PUSHED' };
const waitsOnline = { kind: 'updated', swap: 'held', status: 'ONLINE' };

describe('status and hooks examples: completion in a region', () => {
  test('row 56 (hooks 52): a swap that was not deferred happens at once', () => {
    expect(
      complete({ record: { swapDeferred: false, targetSwapRegion: 'region1,region2' } }),
    ).toMatchObject(served);
  });
  test('row 57 (hooks 53): a swap deferred by hand waits as ONLINE', () => {
    expect(complete({})).toMatchObject({ ...waitsOnline, because: 'waits-for-operator' });
  });
  test('row 58 (hooks 54): a target region swaps', () => {
    expect(complete({ record: { targetSwapRegion: 'region1,region2' } })).toMatchObject(served);
  });
  test('row 59 (hooks 56): a region that is no target waits as PUSHED', () => {
    const waits = complete({ view: { rolloutOrder: [] }, record: { targetSwapRegion: 'region2' } });
    expect(waits).toMatchObject({ ...waitsPushed, reason: 'v2 swaps in region2 first' });
  });
  test('row 60 (hooks 57): a killed version is not completed', () => {
    expect(complete({ record: { status: 'KILLED' } })).toMatchObject({ kind: 'rejected' });
  });
  test('hooks example 55: a target region swaps without an order, too', () => {
    expect(
      complete({ view: { rolloutOrder: [] }, record: { targetSwapRegion: 'region1' } }),
    ).toMatchObject(served);
  });
  test('hooks example 58: with writes disabled nothing swaps, and the version waits as PUSHED', () => {
    expect(
      complete({ view: { writesEnabled: false }, record: { swapDeferred: false } }),
    ).toMatchObject(waitsPushed);
  });
});

describe('status examples: the rest of the table', () => {
  test('the first region of the order swaps although it is no target', () => {
    expect(complete({ record: { targetSwapRegion: 'region2' } })).toMatchObject({
      ...served,
      because: 'first-in-order',
    });
    expect(
      complete({ view: { region: 'region3' }, record: { targetSwapRegion: 'region2' } }),
    ).toMatchObject(waitsPushed);
  });
  test('an empty list of targets still lets the first region swap', () => {
    expect(complete({ record: { targetSwapRegion: ' ,' } })).toMatchObject({
      ...served,
      because: 'first-in-order',
    });
  });
  test('a version below the current one is only written down', () => {
    expect(
      complete({ view: { currentVersion: 3 }, record: { swapDeferred: false } }),
    ).toMatchObject({ swap: 'none', status: 'ONLINE' });
    expect(
      complete({ view: { currentVersion: 2 }, record: { swapDeferred: false } }),
    ).toMatchObject({ swap: 'none', status: 'ONLINE' });
  });
  test('a failure of a killed version leaves it killed, any other is written down', () => {
    expect(complete({ view: { requested: 'ERROR' }, record: { status: 'KILLED' } })).toMatchObject({
      kind: 'ignored',
    });
    expect(complete({ view: { requested: 'ERROR' } })).toMatchObject({
      kind: 'updated',
      swap: 'none',
      status: 'ERROR',
    });
  });
  test('a killed version of a store without writes continues to PUSHED', () => {
    expect(
      complete({ view: { writesEnabled: false }, record: { status: 'KILLED' } }),
    ).toMatchObject(waitsPushed);
  });
  test('a version that is gone cannot be completed', () => {
    expect(complete({ view: { record: undefined } })).toMatchObject({
      kind: 'rejected',
      reason: 'v2 is gone from region1',
    });
  });
});

describe('recovered-version-swaps', () => {
  const rebuilt = { recovered: true, targetSwapRegion: 'region2,region3' };
  test('as built a rebuilt version waits for ever, unless its region is first in the order', () => {
    expect(complete({ record: rebuilt, view: { rolloutOrder: [] } })).toMatchObject(waitsPushed);
    expect(complete({ record: rebuilt })).toMatchObject(served);
  });
  test('on, it is served when it is complete, gated by hooks or not', () => {
    const variant = { recoveredVersionSwaps: true };
    expect(complete({ record: rebuilt, view: { rolloutOrder: [] }, variant })).toMatchObject({
      ...served,
      because: 'recovered',
    });
    expect(complete({ record: { ...rebuilt, hookGated: true }, variant })).toMatchObject(served);
  });
  test('on, it never takes a region back to an older version', () => {
    const older = complete({
      record: rebuilt,
      view: { currentVersion: 3 },
      variant: { recoveredVersionSwaps: true },
    });
    expect(older).toMatchObject({ swap: 'none' });
  });
});

describe('gated-version-ends-online', () => {
  test('off, a version that hooks hold back waits as PUSHED; on, as ONLINE', () => {
    const gated = { record: { hookGated: true } };
    expect(complete({ ...gated, variant: { gatedVersionEndsOnline: false } })).toMatchObject({
      ...waitsPushed,
      because: 'waits-for-hooks',
    });
    expect(complete(gated)).toMatchObject({ ...waitsOnline, because: 'waits-for-hooks' });
  });
});

describe('keep-staging', () => {
  const variant = { keepStaging: true };
  const converted = { converted: true, targetSwapRegion: 'region2,region3', excluded: ['region1'] };
  const inRegion = (region: string, view: Partial<CompletionView> = {}) =>
    complete({ view: { region, ...view }, record: converted, variant });

  test('only the first region of the order that takes part swaps by itself', () => {
    expect(inRegion('region2')).toMatchObject(served);
    expect(inRegion('region3')).toMatchObject({ ...waitsPushed, because: 'waits-for-its-turn' });
  });
  test('without order and hooks all targets swap, with hooks none does', () => {
    expect(inRegion('region3', { rolloutOrder: [] })).toMatchObject(served);
    expect(inRegion('region3', { rolloutOrder: [], storeHasHooks: true })).toMatchObject(
      waitsPushed,
    );
  });
  test('off, all targets swap at once', () => {
    expect(complete({ view: { region: 'region3' }, record: converted })).toMatchObject(served);
  });
  test('a push that was not converted is none of its business', () => {
    expect(
      complete({
        view: { region: 'region3' },
        record: { ...converted, converted: false },
        variant,
      }),
    ).toMatchObject(served);
  });
});

describe('keep-manual-defer', () => {
  const converted = {
    converted: true,
    deferredByUser: true,
    targetSwapRegion: 'region1,region2',
    excluded: ['region3'],
  };
  test('on, the swap stays with the operator after a conversion', () => {
    expect(complete({ record: converted, variant: { keepManualDefer: true } })).toMatchObject({
      ...waitsOnline,
      because: 'waits-for-operator',
    });
  });
  test('off, the conversion makes target regions swap by themselves', () => {
    expect(complete({ record: converted })).toMatchObject(served);
  });
});
