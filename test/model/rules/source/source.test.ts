/**
 * NR-1 and NR-2: where a push is written and where a recovery copies from. Cases
 * Venice's own W45, and E1, E1b and E9.
 */
import { describe, expect, test } from 'vitest';
import { parseRegions } from '../../../../model/rules/regions/region-lists.js';
import {
  emergencySourceAfterMark,
  emergencySourceAfterUnmark,
} from '../../../../model/rules/source/emergency-source.js';
import {
  chooseSourceFabric,
  type PushForSource,
  type SourceCandidates,
  sourceOfPush,
} from '../../../../model/rules/source/push-source.js';
import {
  sourceOfRecovery,
  type VersionToRecover,
} from '../../../../model/rules/source/recovery-source.js';

const unset: SourceCandidates = {
  emergencySource: '',
  pushJobGrid: '',
  storeSource: '',
  clusterSource: '',
  targets: null,
};

function chosen(change: Partial<SourceCandidates>): string {
  const choice = chooseSourceFabric({ ...unset, ...change });
  return choice.kind === 'chosen' ? `${choice.region} (${choice.because})` : choice.kind;
}

describe('selection', () => {
  test('W45 testSourceRegionSelectionForTargetedRegionPush: first inside the targets', () => {
    const targets = parseRegions('dc-99, dc-0, dc-4, dc-2');
    const candidates = { pushJobGrid: 'dc-1', storeSource: 'dc-3', clusterSource: 'dc-4', targets };
    expect(chosen(candidates)).toBe('dc-4 (cluster)');
  });

  test('W45 testSourceRegionSelectionForTargetedRegionPush: the emergency region wins', () => {
    expect(chosen({ emergencySource: 'dc-0', targets: ['dc-1'] })).toBe('dc-0 (emergency)');
  });

  test('without targets: push job before store before cluster', () => {
    const all = { pushJobGrid: 'dc-1', storeSource: 'dc-2', clusterSource: 'dc-3' };
    expect(chosen(all)).toBe('dc-1 (push-job)');
    expect(chosen({ ...all, pushJobGrid: '' })).toBe('dc-2 (store)');
    expect(chosen({ ...all, pushJobGrid: '', storeSource: '' })).toBe('dc-3 (cluster)');
    expect(chosen({})).toBe('none');
  });

  test('with targets and no candidate among them the first in hash order is taken', () => {
    expect(chosen({ storeSource: 'dc-1', targets: ['dc-0', 'dc-2'] })).toBe('dc-2 (first-target)');
    expect(chosen({ targets: ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'] })).toBe(
      'dc-4 (first-target)',
    );
  });

  test('an empty list of targets leaves nothing to choose', () => {
    expect(chosen({ storeSource: 'dc-1', targets: [] })).toBe('none');
  });
});

describe('at version creation', () => {
  const asBuilt = { nrRedirect: true, emergencyForAllStores: false, sourceAvoidsMarked: false };
  const push: PushForSource = {
    emergencySource: '',
    pushJobGrid: '',
    storeSource: 'dc-0',
    clusterSource: '',
    requestedTargets: null,
    effectiveTargets: ['dc-1', 'dc-2'],
    activeActiveEverywhere: false,
    emptyPush: false,
    degraded: [],
    configuredRegions: ['dc-0', 'dc-1', 'dc-2'],
  };
  function source(change: Partial<PushForSource>, variant = asBuilt): string {
    const choice = sourceOfPush({ ...push, ...change }, variant);
    return choice.kind === 'chosen' ? choice.region : choice.kind;
  }

  test.each([
    ['a hybrid push takes the first healthy region instead', {}, 'dc-2'],
    ['the cluster source, if it is healthy', { clusterSource: 'dc-2' }, 'dc-2'],
    ['a target, if the push has targets', { effectiveTargets: ['dc-0', 'dc-2'] }, 'dc-2'],
    ['the marked one, if every other is marked', { degraded: ['dc-0', 'dc-1', 'dc-2'] }, 'dc-0'],
    ['any region if the emergency source is marked', { emergencySource: 'dc-0' }, 'dc-2'],
  ])('source-avoids-marked: %s', (_, change: Partial<PushForSource>, region) => {
    const on = { ...asBuilt, sourceAvoidsMarked: true, emergencyForAllStores: true };
    const hybrid = { effectiveTargets: null, degraded: ['dc-0'], ...change };
    expect(source(hybrid, on)).toBe(region);
    if (change.effectiveTargets === undefined)
      expect(source(hybrid, { ...on, sourceAvoidsMarked: false })).toBe('dc-0');
  });

  test('E1: with its source degraded a converted push is written in dc-2, without emergency setting', () => {
    expect(source({})).toBe('dc-2');
  });

  test('E1: an ordinary store ignores the emergency region, an active-active store follows it', () => {
    expect(source({ emergencySource: 'dc-1' })).toBe('dc-2');
    expect(source({ emergencySource: 'dc-1', activeActiveEverywhere: true })).toBe('dc-1');
  });

  test('nr-redirect off keeps the degraded source', () => {
    expect(source({}, { ...asBuilt, nrRedirect: false })).toBe('dc-0');
  });

  test('E9: as built only the active-active store is redirected, as designed both are', () => {
    const b = { effectiveTargets: null, emergencySource: 'dc-2' };
    const a = { ...b, activeActiveEverywhere: true };
    expect([source(a), source(b)]).toEqual(['dc-2', 'dc-0']);
    const designed = { ...asBuilt, emergencyForAllStores: true };
    expect([source(a, designed), source(b, designed)]).toEqual(['dc-2', 'dc-2']);
  });

  test('the grid of the push job counts for active-active stores only', () => {
    const grid = { pushJobGrid: 'dc-1', effectiveTargets: null };
    expect(source(grid)).toBe('dc-0');
    expect(source({ ...grid, activeActiveEverywhere: true })).toBe('dc-1');
  });

  test('an empty push passes no emergency region', () => {
    const empty = { emergencySource: 'dc-1', activeActiveEverywhere: true, emptyPush: true };
    expect(source(empty)).toBe('dc-2');
  });
});

describe('source of a recovery', () => {
  const asBuilt = { sourceIsNotDestination: false };
  const designed = { sourceIsNotDestination: true };
  const version: VersionToRecover = {
    destination: 'dc-0',
    emergencySource: '',
    storeSource: 'dc-0',
    clusterSource: '',
    versionSource: 'dc-2',
    holders: ['dc-1', 'dc-2'],
  };
  function source(change: Partial<VersionToRecover>, variant = asBuilt): string {
    const choice = sourceOfRecovery({ ...version, ...change }, variant);
    return choice.kind === 'chosen' ? choice.region : choice.reason;
  }

  test('E1b: as built the recovery of the source region names that region itself', () => {
    expect(source({})).toBe('dc-0');
  });

  test('E9: the emergency region is followed for every store', () => {
    expect(source({ emergencySource: 'dc-1' })).toBe('dc-1');
  });

  test('as built the cluster default is the last resort', () => {
    expect(source({ storeSource: '', clusterSource: 'dc-1' })).toBe('dc-1');
    expect(source({ storeSource: '' })).toMatch(/no source fabric is set/);
  });

  test('E1b with source-is-not-destination: the region the version was pushed to', () => {
    expect(source({}, designed)).toBe('dc-2');
  });

  test('source-is-not-destination: another holder if the own source is unfit or has lost it', () => {
    expect(source({ versionSource: 'dc-0', holders: ['dc-0', 'dc-1', 'dc-2'] }, designed)).toBe(
      'dc-1',
    );
    expect(source({ holders: ['dc-1'] }, designed)).toBe('dc-1');
  });

  test('source-is-not-destination: no other region has the version', () => {
    const reason = 'no region but dc-0 holds the version complete; push it again';
    expect(source({ holders: ['dc-0'] }, designed)).toBe(reason);
  });
});

describe('does a mark move the emergency source?', () => {
  const on = { markSetsEmergencySource: true };
  const off = { markSetsEmergencySource: false };
  const mark = {
    marked: 'dc-0',
    sources: ['dc-0'],
    configuredRegions: ['dc-0', 'dc-1', 'dc-2'],
    degraded: ['dc-0'],
    emergencySource: '',
  };

  test('as built never', () => {
    expect(emergencySourceAfterMark(mark, off)).toBe('');
    const set = { emergencySource: 'dc-1', setByMark: true };
    expect(emergencySourceAfterUnmark(set, 0, off)).toBe('dc-1');
  });

  test('with the switch, marking the source region sets the first healthy one', () => {
    expect(emergencySourceAfterMark(mark, on)).toBe('dc-1');
    expect(emergencySourceAfterMark({ ...mark, degraded: ['dc-1', 'dc-0'] }, on)).toBe('dc-2');
  });

  test('marking another region changes nothing', () => {
    expect(emergencySourceAfterMark({ ...mark, marked: 'dc-2', degraded: ['dc-2'] }, on)).toBe('');
  });

  test('marking the emergency region itself moves it on', () => {
    const second = { ...mark, marked: 'dc-1', degraded: ['dc-0', 'dc-1'], emergencySource: 'dc-1' };
    expect(emergencySourceAfterMark(second, on)).toBe('dc-2');
  });

  test('the last unmark clears it, an earlier one does not', () => {
    const set = { emergencySource: 'dc-1', setByMark: true };
    expect(emergencySourceAfterUnmark(set, 1, on)).toBe('dc-1');
    expect(emergencySourceAfterUnmark(set, 0, on)).toBe('');
    expect(emergencySourceAfterUnmark({ ...set, setByMark: false }, 0, on)).toBe('dc-1');
  });
});
