/**
 * DM-2 and DM-3 together: the outcome matrix row by row, Venice's own cases, the
 * table of regions that skip, and the variants.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AddVersion,
  admitAddVersion,
} from '../../../../model/rules/degraded/add-version-admission.js';
import {
  type Conversion,
  type ConversionVariant,
  type ConversionView,
  convertPush,
  type PushPlan,
  type PushRequest,
} from '../../../../model/rules/degraded/conversion.js';
import { degradedRegionsForAddVersion } from '../../../../model/rules/degraded/degraded-regions.js';

const asBuilt: ConversionVariant = {
  featureFlag: true,
  autoConvert: true,
  keepManualDefer: false,
  flagAllExcluded: false,
  excludeRecovering: false,
};
const asDesigned: ConversionVariant = { ...asBuilt, keepManualDefer: true, flagAllExcluded: true };
const dc1Degraded: ConversionView = {
  enabled: true,
  registered: ['dc-1'],
  configuredRegions: ['dc-0', 'dc-1', 'dc-2'],
  recovering: [],
};
const batch: PushRequest = {
  store: 'profiles',
  pushType: 'BATCH',
  hybrid: false,
  systemStore: false,
  targets: null,
  deferred: false,
};

function push(change: Partial<PushRequest>, view = dc1Degraded, variant = asBuilt): Conversion {
  return convertPush({ ...batch, ...change }, view, variant);
}

function planOf(conversion: Conversion): PushPlan {
  if (conversion.kind === 'refused') throw new Error(conversion.reason);
  return conversion.plan;
}

/** What a region does with the AddVersion of a planned push. */
function regionDoes(plan: PushPlan, region: string, view = dc1Degraded): string {
  const addVersion: AddVersion = {
    version: 6,
    targets: plan.targets === null || plan.targets.length === 0 ? null : plan.targets,
    deferred: plan.deferred,
    degradedRegions: degradedRegionsForAddVersion(view, asBuilt),
    hookGated: false,
  };
  return admitAddVersion(addVersion, { region, largestUsed: 5 }, { skipDegraded: true }).kind;
}

describe('outcome matrix, three regions, dc-1 degraded', () => {
  interface Row {
    readonly row: string;
    readonly asks: Partial<PushRequest>;
    readonly kind: 'converted' | 'unchanged';
    readonly targets: readonly string[] | null;
    readonly deferred: boolean;
    readonly dc1: 'skip' | 'ingest';
    readonly degradedPush: boolean;
  }
  const rows: readonly Row[] = [
    {
      row: 'batch, no targets',
      asks: {},
      kind: 'converted',
      targets: ['dc-0', 'dc-2'],
      deferred: true,
      dc1: 'skip',
      degradedPush: true,
    },
    {
      row: 'batch, no targets, deferred by hand',
      asks: { deferred: true },
      kind: 'converted',
      targets: ['dc-0', 'dc-2'],
      deferred: true,
      dc1: 'skip',
      degradedPush: true,
    },
    {
      row: 'batch, all three named',
      asks: { targets: ['dc-0', 'dc-1', 'dc-2'] },
      kind: 'converted',
      targets: ['dc-0', 'dc-2'],
      deferred: true,
      dc1: 'skip',
      degradedPush: true,
    },
    {
      row: 'batch, "dc-0,dc-1" deferred',
      asks: { targets: ['dc-0', 'dc-1'], deferred: true },
      kind: 'converted',
      targets: ['dc-0'],
      deferred: true,
      dc1: 'skip',
      degradedPush: true,
    },
    {
      row: 'batch, "dc-0" deferred',
      asks: { targets: ['dc-0'], deferred: true },
      kind: 'unchanged',
      targets: ['dc-0'],
      deferred: true,
      dc1: 'skip',
      degradedPush: false,
    },
    {
      row: 'batch, "dc-0" not deferred',
      asks: { targets: ['dc-0'] },
      kind: 'unchanged',
      targets: ['dc-0'],
      deferred: false,
      dc1: 'skip',
      degradedPush: false,
    },
    {
      row: 'hybrid, no targets',
      asks: { hybrid: true },
      kind: 'unchanged',
      targets: null,
      deferred: false,
      dc1: 'ingest',
      degradedPush: false,
    },
    {
      row: 'hybrid, "dc-0" deferred',
      asks: { hybrid: true, targets: ['dc-0'], deferred: true },
      kind: 'unchanged',
      targets: ['dc-0'],
      deferred: true,
      dc1: 'skip',
      degradedPush: false,
    },
    {
      row: 'system store',
      asks: { systemStore: true },
      kind: 'unchanged',
      targets: null,
      deferred: false,
      dc1: 'ingest',
      degradedPush: false,
    },
  ];

  for (const { row, asks, kind, targets, deferred, dc1, degradedPush } of rows) {
    test(`row "${row}"`, () => {
      const conversion = push(asks);
      const plan = planOf(conversion);
      expect(conversion.kind).toBe(kind);
      expect(plan).toMatchObject({ targets, deferred, degradedPush, recordedExclusions: [] });
      expect(regionDoes(plan, 'dc-1')).toBe(dc1);
      expect(regionDoes(plan, 'dc-0')).toBe('ingest');
    });
  }

  test('row "batch, dc-1": refused, and the reason names both lists', () => {
    expect(push({ targets: ['dc-1'] })).toEqual({
      kind: 'refused',
      because: 'all-targets-degraded',
      reason:
        'every region this push to profiles asks for (dc-1) is degraded (dc-1); ' +
        'unmark one or name a healthy one',
    });
  });

  test('row "batch, dc-0,dc-1 deferred": healthy dc-2 ingests beside the only target', () => {
    const plan = planOf(push({ targets: ['dc-0', 'dc-1'], deferred: true }));
    expect(regionDoes(plan, 'dc-2')).toBe('ingest');
    expect(plan.excluded).toEqual(['dc-1']);
  });

  test('row "all degraded, no targets": refused', () => {
    expect(push({}, { ...dc1Degraded, registered: ['dc-0', 'dc-1', 'dc-2'] }).kind).toBe('refused');
  });

  test('row "flag off": as requested, and dc-1 ingests', () => {
    const off = { ...dc1Degraded, enabled: false };
    const plan = planOf(push({}, off));
    expect(plan).toMatchObject({
      targets: null,
      deferred: false,
      degradedPush: false,
      excluded: [],
    });
    expect(regionDoes(plan, 'dc-1', off)).toBe('ingest');
  });

  test('row "incremental": this rule leaves it to the incremental block', () => {
    expect(push({ pushType: 'INCREMENTAL' })).toMatchObject({
      kind: 'unchanged',
      because: 'incremental',
    });
  });
});

describe("Venice's own cases", () => {
  test('W24 testAutoConversionSetsCorrectTargetedRegionsAndDeferredSwap: the healthy regions, deferred', () => {
    expect(planOf(push({}))).toMatchObject({ targets: ['dc-0', 'dc-2'], deferred: true });
  });

  test('W25 testAutoConversionIntersectsSuppliedTargetedRegionsWithHealthyDcs: healthy ones stay', () => {
    const plan = planOf(push({ targets: ['dc-0', 'dc-1', 'dc-2'] }));
    expect(plan).toMatchObject({ targets: ['dc-0', 'dc-2'], deferred: true });
  });

  test('W26 testAutoConversionNoOpWhenSuppliedTargetsAlreadyExcludeDegradedDcs, hooks example 93', () => {
    const conversion = push({ targets: ['dc-2', 'dc-0'] });
    expect(conversion).toMatchObject({ kind: 'unchanged', because: 'targets-avoid-degraded' });
    expect(planOf(conversion)).toMatchObject({ targets: ['dc-2', 'dc-0'], deferred: false });
  });

  test('W27 testAutoConversionThrowsWhenAllSuppliedTargetsAreDegraded: all named targets degraded', () => {
    expect(push({ targets: ['dc-1'] })).toMatchObject({ because: 'all-targets-degraded' });
  });

  test('W28 testAutoConversionThrowsWhenAllDcsDegraded: all regions degraded', () => {
    const view = {
      ...dc1Degraded,
      configuredRegions: ['dc-0', 'dc-1'],
      registered: ['dc-0', 'dc-1'],
    };
    expect(push({}, view)).toMatchObject({ because: 'all-targets-degraded' });
  });

  test('W29 testAutoConversionSkippedForHybridStore: hybrid and system stores are not converted', () => {
    expect(push({ hybrid: true })).toMatchObject({ because: 'hybrid' });
    expect(push({ systemStore: true })).toMatchObject({ because: 'system-store' });
  });

  test('W30 testAutoConversionWorksForRepush: a repush is converted', () => {
    expect(push({ pushType: 'STREAM_REPROCESSING' }).kind).toBe('converted');
  });
});

describe('variants of the conversion', () => {
  test('auto-convert off leaves every push alone', () => {
    const conversion = push({}, dc1Degraded, { ...asBuilt, autoConvert: false });
    expect(conversion).toMatchObject({ kind: 'unchanged', because: 'conversion-off' });
    expect(planOf(conversion).targets).toBeNull();
  });

  test('feature-flag off converts although degraded.mode.enabled is false', () => {
    const variant = { ...asBuilt, featureFlag: false };
    expect(push({}, { ...dc1Degraded, enabled: false }, variant).kind).toBe('converted');
  });

  test('keep-manual-defer: a deferral by hand survives, a plain push has none', () => {
    expect(planOf(push({ deferred: true }, dc1Degraded, asDesigned)).manualDeferral).toBe(true);
    expect(planOf(push({ deferred: true })).manualDeferral).toBe(false);
    expect(planOf(push({}, dc1Degraded, asDesigned)).manualDeferral).toBe(false);
    const named = push({ targets: ['dc-0', 'dc-1'], deferred: true }, dc1Degraded, asDesigned);
    expect(planOf(named).manualDeferral).toBe(false);
  });

  test('flag-all-excluded: a caller that excluded the degraded region itself is flagged, by name', () => {
    const plan = planOf(push({ targets: ['dc-0'], deferred: true }, dc1Degraded, asDesigned));
    expect(plan).toMatchObject({ degradedPush: true, recordedExclusions: ['dc-1'] });
  });

  test('flag-all-excluded: a healthy region that is no target is not recorded', () => {
    const plan = planOf(
      push({ targets: ['dc-0', 'dc-1'], deferred: true }, dc1Degraded, asDesigned),
    );
    expect(plan.recordedExclusions).toEqual(['dc-1']);
  });

  test('flag-all-excluded: regions that a plain targeted push leaves out were not requested', () => {
    const plan = planOf(push({ targets: ['dc-0'] }, dc1Degraded, asDesigned));
    expect(plan).toMatchObject({ degradedPush: false, excluded: [] });
  });

  test('edge case E5: exclude-recovering leaves out a region whose recovery is unfinished', () => {
    const view = { ...dc1Degraded, registered: [], recovering: ['dc-2'] };
    expect(push({}, view).kind).toBe('unchanged');
    const variant = { ...asBuilt, excludeRecovering: true };
    expect(planOf(push({}, view, variant))).toMatchObject({
      targets: ['dc-0', 'dc-1'],
      excluded: ['dc-2'],
    });
    expect(degradedRegionsForAddVersion(view, variant)).toEqual(['dc-2']);
  });

  test('exclude-recovering rests while the flag is off, unless there is no flag', () => {
    const view = { ...dc1Degraded, enabled: false, registered: [], recovering: ['dc-2'] };
    const variant = { ...asBuilt, excludeRecovering: true };
    expect(push({}, view, variant).kind).toBe('unchanged');
    expect(push({}, view, { ...variant, featureFlag: false }).kind).toBe('converted');
  });

  test('an incremental push and a system store leave out no region, whatever they request', () => {
    const asks = { targets: ['dc-0'], deferred: true };
    const incremental = push({ ...asks, pushType: 'INCREMENTAL' }, dc1Degraded, asDesigned);
    expect(planOf(incremental).excluded).toEqual([]);
    expect(planOf(push({ ...asks, systemStore: true }, dc1Degraded, asDesigned)).excluded).toEqual(
      [],
    );
  });

  test('only the targets of a deferred push swap by themselves', () => {
    expect(planOf(push({ targets: ['dc-0'], deferred: true })).swapRegions).toEqual(['dc-0']);
    expect(planOf(push({ targets: ['dc-0'] })).swapRegions).toEqual([]);
    expect(planOf(push({ hybrid: true, deferred: true })).swapRegions).toEqual([]);
    expect(planOf(push({})).swapRegions).toEqual(['dc-0', 'dc-2']);
  });

  test('a healthy registry is named as the cause', () => {
    expect(push({}, { ...dc1Degraded, registered: [] })).toMatchObject({
      because: 'none-degraded',
    });
  });

  test('a registered name that is no region any more is neither a target nor left out', () => {
    const plan = planOf(push({}, { ...dc1Degraded, registered: ['dc-1', 'dc-old'] }));
    expect(plan).toMatchObject({ targets: ['dc-0', 'dc-2'], excluded: ['dc-1'] });
  });

  test('an empty list of targets means every region', () => {
    expect(planOf(push({ targets: [] })).targets).toEqual(['dc-0', 'dc-2']);
  });

  test('invariant I34: converted targets are healthy, requested, not empty and deferred', () => {
    const regions = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
    fc.assert(
      fc.property(
        fc.subarray(regions),
        fc.option(fc.subarray(regions, { minLength: 1 }), { nil: null }),
        fc.boolean(),
        (registered, targets, deferred) => {
          const view = { enabled: true, registered, recovering: [], configuredRegions: regions };
          const conversion = push({ targets, deferred }, view, asDesigned);
          if (conversion.kind !== 'converted') return;
          const { plan } = conversion;
          const got = plan.targets ?? [];
          expect(got.length).toBeGreaterThan(0);
          expect(got.filter((region) => registered.includes(region))).toEqual([]);
          expect(got.every((region) => (targets ?? regions).includes(region))).toBe(true);
          expect(plan.deferred).toBe(true);
          expect(plan.excluded).toEqual(registered.filter((region) => !got.includes(region)));
        },
      ),
    );
  });
});

describe('hooks examples: what a region does with an AddVersion', () => {
  const message: AddVersion = {
    version: 6,
    targets: ['dc-0'],
    deferred: true,
    degradedRegions: ['dc-1'],
    hookGated: false,
  };
  const on = { skipDegraded: true };
  function takes(change: Partial<AddVersion>, region: string, variant = on) {
    return admitAddVersion({ ...message, ...change }, { region, largestUsed: 5 }, variant);
  }

  test('row 1: without targets every region ingests, a degraded one too', () => {
    for (const deferred of [true, false]) {
      expect(takes({ targets: null, deferred }, 'dc-1')).toMatchObject({
        kind: 'ingest',
        because: 'no-targets',
      });
      expect(takes({ targets: [], deferred }, 'dc-1')).toMatchObject({
        kind: 'ingest',
        because: 'no-targets',
      });
    }
  });

  test('row 2: a target of a plain targeted push ingests, degraded or not', () => {
    const degradedRegions = ['dc-0'];
    expect(takes({ deferred: false, degradedRegions }, 'dc-0')).toMatchObject({
      because: 'is-target',
    });
    expect(takes({ deferred: false, degradedRegions: null }, 'dc-0').kind).toBe('ingest');
  });

  test('row 3: who is no target of a plain targeted push skips', () => {
    const decision = takes({ deferred: false, degradedRegions: null }, 'dc-2');
    expect(decision).toMatchObject({ kind: 'skip', because: 'not-a-target' });
  });

  test('row 4: a target of a deferred push ingests, degraded or not', () => {
    expect(takes({ degradedRegions: ['dc-0'] }, 'dc-0')).toMatchObject({
      kind: 'ingest',
      because: 'is-target',
    });
  });

  test('row 5: a healthy region that is no target of a deferred push ingests', () => {
    expect(takes({}, 'dc-2')).toEqual({ kind: 'ingest', because: 'deferred-push', ghost: false });
  });

  test('row 6: a degraded region that is no target of a deferred push skips', () => {
    expect(takes({}, 'dc-1')).toEqual({
      kind: 'skip',
      because: 'degraded',
      reason: 'dc-1 was degraded when version 6 was created for dc-0',
    });
  });

  test('W31 testDegradedDcSkipsAddVersionEvenWithDeferredSwap, hooks example 59', () => {
    expect(takes({ targets: ['other'], degradedRegions: ['me'] }, 'me').kind).toBe('skip');
  });

  test('W32 testNonDegradedDcWithDeferredSwapProcessesAddVersion, hooks example 60', () => {
    expect(takes({ targets: ['other'], degradedRegions: null }, 'me').kind).toBe('ingest');
  });

  test('W33 testTargetedRegionAlwaysProcessesAddVersion, hooks example 61', () => {
    expect(takes({ targets: ['me'], degradedRegions: null }, 'me').kind).toBe('ingest');
  });

  test('edge case E7: with skip-degraded off the degraded region gets a ghost', () => {
    expect(takes({}, 'dc-1', { skipDegraded: false })).toMatchObject({
      kind: 'ingest',
      ghost: true,
    });
  });

  test('edge case E16a: a mark between conversion and AddVersion does not make a region skip', () => {
    expect(takes({ targets: null, deferred: false }, 'dc-1').kind).toBe('ingest');
  });

  test('hooks example 66: a second AddVersion is ignored where the number was used', () => {
    const again = { ...message, targets: null };
    expect(admitAddVersion(again, { region: 'dc-0', largestUsed: 6 }, on)).toMatchObject({
      kind: 'ignore',
    });
    expect(admitAddVersion(again, { region: 'dc-1', largestUsed: 5 }, on)).toMatchObject({
      kind: 'ingest',
    });
  });

  test('under hooks a healthy region outside the targets skips a deferred push', () => {
    expect(takes({ hookGated: true }, 'dc-2')).toMatchObject({
      kind: 'skip',
      because: 'held-by-hooks',
    });
    expect(takes({ hookGated: true }, 'dc-0').kind).toBe('ingest');
  });
});
