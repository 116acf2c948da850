/**
 * Worked examples 117 to 125: kills in the parent, and what the parent makes of a push
 * while dc-1 of dc-0, dc-1, dc-2 is degraded. Each calls the rule that decides it.
 */
import { describe, expect, test } from 'vitest';
import { admitAddVersion } from '../../../model/rules/degraded/add-version-admission.js';
import { answeredRegions } from '../../../model/rules/degraded/answered-regions.js';
import { convertPush, type PushRequest } from '../../../model/rules/degraded/conversion.js';
import { admitIncremental } from '../../../model/rules/degraded/incremental-block.js';
import { admitMark } from '../../../model/rules/degraded/mark-admission.js';
import { killInParent } from '../../../model/rules/swap/kill-effect.js';
import type { VersionStatus } from '../../../model/statuses.js';

const dc1Degraded = {
  enabled: true,
  registered: ['dc-1'],
  configuredRegions: ['dc-0', 'dc-1', 'dc-2'],
  recovering: [],
};
const featureFlag = { featureFlag: true } as const;

describe('status examples: a kill in the parent', () => {
  test.each<[VersionStatus, VersionStatus]>([
    ['PARTIALLY_ONLINE', 'KILLED'],
    ['ONLINE', 'ONLINE'],
  ])('status example 117: a version that is %s becomes %s', (status, becomes) => {
    const view = {
      status,
      servingRegions: 2,
      keepsNoErroredTopics: true,
      parentTopicWritten: true,
    };
    expect(killInParent(view, { killKeepsPartial: false }).status).toBe(becomes);
  });
});

describe('status examples: pushes while dc-1 is degraded', () => {
  test('status example 118: without targets the push goes to the healthy regions, deferred', () => {
    expect(planFor({})).toMatchObject(converted);
  });

  test('status example 119: with all three named it comes to the same', () => {
    expect(planFor({ targets: ['dc-0', 'dc-1', 'dc-2'] })).toMatchObject(converted);
  });

  test('status example 120: targets that are all healthy stay, and the push is no degraded one', () => {
    expect(planFor({ targets: ['dc-0'] })).toMatchObject({
      targets: ['dc-0'],
      degradedPush: false,
    });
  });

  test('status example 121: a push to degraded regions only is refused', () => {
    expect(convert({ targets: ['dc-1'] })).toMatchObject({
      kind: 'refused',
      because: 'all-targets-degraded',
    });
  });

  test('status example 122: a push to a hybrid store goes as requested', () => {
    expect(convert({ hybrid: true }).kind).not.toBe('converted');
    expect(planFor({ hybrid: true })).toMatchObject({
      targets: null,
      deferred: false,
      degradedPush: false,
    });
  });

  test('status example 123: who is no target skips if named degraded, a target never', () => {
    const take = (degradedRegions: readonly string[] | null, region: string) =>
      admitAddVersion(
        { version: 6, targets: ['dc-0'], deferred: true, degradedRegions, hookGated: false },
        { region, largestUsed: 5 },
        { skipDegraded: true },
      ).kind;
    expect(take(['dc-1'], 'dc-1')).toBe('skip');
    expect(take(['dc-2'], 'dc-1')).toBe('ingest');
    expect(take(null, 'dc-1')).toBe('ingest');
    expect(take(['dc-0'], 'dc-0')).toBe('ingest');
  });

  test('status example 124: an incremental push is answered no degraded region, and is refused', () => {
    const named = (pushType: 'BATCH' | 'INCREMENTAL') =>
      answeredRegions({ pushType, excluded: [] }, dc1Degraded, {
        ...featureFlag,
        truthfulResponse: false,
      });
    expect([named('BATCH'), named('INCREMENTAL')]).toEqual([['dc-1'], null]);
    const store = { name: 'profiles', activeActive: true };
    const variant = { ...featureFlag, blockIncremental: 'all' } as const;
    expect(admitIncremental(store, dc1Degraded, variant).kind).toBe('refused');
    expect(admitIncremental(store, { ...dc1Degraded, registered: [] }, variant).kind).toBe(
      'allowed',
    );
  });

  test('status example 125: of two regions none can be marked', () => {
    const decision = admitMark(
      {
        region: 'dc-1',
        configuredRegions: ['dc-0', 'dc-1'],
        registered: [],
        featureExists: true,
        enabled: true,
        isLeader: true,
        lockObtained: true,
      },
      { minHealthy: true, ...featureFlag },
    );
    expect(decision).toMatchObject({ kind: 'refused', because: 'too-few-healthy' });
  });
});

const converted = { targets: ['dc-0', 'dc-2'], deferred: true, degradedPush: true };

function convert(change: Partial<PushRequest>) {
  const request: PushRequest = {
    store: 'profiles',
    pushType: 'BATCH',
    hybrid: false,
    systemStore: false,
    targets: null,
    deferred: false,
    ...change,
  };
  return convertPush(request, dc1Degraded, {
    ...featureFlag,
    autoConvert: true,
    keepManualDefer: false,
    flagAllExcluded: false,
    excludeRecovering: false,
  });
}

function planFor(change: Partial<PushRequest>) {
  const conversion = convert(change);
  if (conversion.kind === 'refused') throw new Error(conversion.reason);
  return conversion.plan;
}
