/**
 * DM-1: the checks of a mark in their order, and an unmark. Venice itself has no test of them;
 * the cases follow from the code of VeniceParentHelixAdmin#markDatacenterDegraded.
 */
import { describe, expect, test } from 'vitest';
import {
  admitMark,
  admitUnmark,
  type MarkRequest,
} from '../../../../model/rules/degraded/mark-admission.js';

const three = ['dc-0', 'dc-1', 'dc-2'];
const designed = { minHealthy: true, featureFlag: true };

function request(change: Partial<MarkRequest> = {}): MarkRequest {
  return {
    region: 'dc-1',
    configuredRegions: three,
    registered: [],
    featureExists: true,
    enabled: true,
    isLeader: true,
    lockObtained: true,
    ...change,
  };
}

function because(change: Partial<MarkRequest>, variant = designed): string {
  const decision = admitMark(request(change), variant);
  return decision.kind === 'refused' ? decision.because : decision.kind;
}

describe('a mark', () => {
  test('the first of three regions is marked', () => {
    expect(admitMark(request(), designed)).toEqual({ kind: 'accepted', renewed: false });
  });

  test('an unknown region is refused and the known ones are named', () => {
    const decision = admitMark(request({ region: 'dc-9' }), designed);
    expect(decision).toMatchObject({ kind: 'refused', because: 'unknown-region' });
    expect(decision).toHaveProperty(
      'reason',
      'dc-9 is none of the configured regions (dc-0, dc-1, dc-2)',
    );
  });

  test('a region can never be marked when there are two', () => {
    const decision = admitMark(request({ configuredRegions: ['dc-0', 'dc-1'] }), designed);
    expect(decision).toMatchObject({ kind: 'refused', because: 'too-few-healthy' });
    expect(decision).toHaveProperty(
      'reason',
      '1 of 2 regions would remain healthy, 2 are needed; already marked: none',
    );
  });

  test('three regions allow one mark, and n regions n - 2', () => {
    for (let regions = 3; regions <= 6; regions++) {
      const configuredRegions = Array.from({ length: regions }, (_, index) => `dc-${index}`);
      const accepted = configuredRegions.filter(
        (region, marked) =>
          because({ region, configuredRegions, registered: configuredRegions.slice(0, marked) }) ===
          'accepted',
      );
      expect(accepted).toHaveLength(regions - 2);
    }
  });

  test('edge case E6: of five regions three are marked, the fourth is refused', () => {
    const configuredRegions = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
    const registered = ['dc-0', 'dc-1', 'dc-2'];
    expect(because({ region: 'dc-2', configuredRegions, registered: ['dc-0', 'dc-1'] })).toBe(
      'accepted',
    );
    expect(because({ region: 'dc-3', configuredRegions, registered })).toBe('too-few-healthy');
  });

  test('a registered name that is no longer configured still counts', () => {
    expect(because({ registered: ['dc-old'] })).toBe('too-few-healthy');
  });

  test('a region may be marked again, and only renews its mark', () => {
    expect(admitMark(request({ registered: ['dc-1'] }), designed)).toEqual({
      kind: 'accepted',
      renewed: true,
    });
  });

  test('W41 testMarkDegradedRejectedWhenFeatureDisabled: a mark is refused while the feature is off', () => {
    expect(because({ enabled: false })).toBe('feature-off');
  });

  test('the first failing check wins: region, lock, healthy count, leadership, flag', () => {
    const all = {
      region: 'dc-9',
      lockObtained: false,
      registered: ['dc-0'],
      isLeader: false,
      enabled: false,
    };
    expect(because(all)).toBe('unknown-region');
    expect(because({ ...all, region: 'dc-1' })).toBe('lock-not-obtained');
    expect(because({ ...all, region: 'dc-1', lockObtained: true })).toBe('too-few-healthy');
    expect(because({ isLeader: false, enabled: false })).toBe('not-leader');
  });

  test('min-healthy off lets the last regions be marked', () => {
    expect(because({ registered: ['dc-0', 'dc-2'] }, { ...designed, minHealthy: false })).toBe(
      'accepted',
    );
  });

  test('feature-flag off marks while degraded.mode.enabled is false', () => {
    expect(because({ enabled: false }, { ...designed, featureFlag: false })).toBe('accepted');
  });

  test('the baseline has no marks', () => {
    expect(because({ featureExists: false, region: 'dc-9' })).toBe('feature-missing');
  });
});

describe('unmark', () => {
  test('a marked region loses its mark', () => {
    expect(admitUnmark({ region: 'dc-1', registered: ['dc-1'], isLeader: true })).toEqual({
      kind: 'removed',
    });
  });

  test('hooks example 92: the second unmark succeeds and changes nothing', () => {
    expect(admitUnmark({ region: 'dc-1', registered: [], isLeader: true }).kind).toBe('not-marked');
  });

  test('only the leader unmarks', () => {
    expect(admitUnmark({ region: 'dc-1', registered: [], isLeader: false }).kind).toBe('refused');
  });
});
