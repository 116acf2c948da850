/**
 * Worked examples that one rule answers and no test beside the rule is named after:
 * routes, aggregation, completion, the swap service and the guard of a new push. Those that need the
 * running model are in degraded-recovery.test.ts and degraded-lifecycle.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { aggregateRegions } from '../../../model/rules/aggregation-parent/final-status.js';
import { admitMark } from '../../../model/rules/degraded/mark-admission.js';
import { newPushCapacity } from '../../../model/rules/retention/new-push-capacity.js';
import { completeInRegion } from '../../../model/rules/swap/child-completion.js';
import { rollbackFilter } from '../../../model/rules/swap/rollback-regions.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import { parseScenario } from '../../../scenarios/index.js';
import { currents, look, online, play, ready, serving } from '../rules/swap/rollout-play.js';

describe('routes', () => {
  test('W35 testMarkDatacenterDegraded: sixty minutes are taken as they are', () => {
    const [marked] = scenarioWith('1h').setup.timeline;
    expect(marked).toMatchObject({ action: 'mark-degraded', values: { timeout: 3_600_000 } });
  });

  test('W35 testMarkDatacenterDegradedInvalidTimeout: a text that is no duration is refused', () => {
    expect(() => scenarioWith('not-a-number')).toThrow(/timeout.*"not-a-number"/s);
  });

  test('W35 testMarkDatacenterDegradedNonParentRejected: who does not lead the cluster refuses', () => {
    const request = {
      region: 'dc-1',
      configuredRegions: ['dc-0', 'dc-1', 'dc-2'],
      registered: [],
      featureExists: true,
      enabled: true,
      isLeader: false,
      lockObtained: true,
    };
    expect(admitMark(request, { minHealthy: true, featureFlag: true })).toMatchObject({
      kind: 'refused',
      because: 'not-leader',
    });
  });
});

describe('aggregation', () => {
  const together = (answered: readonly ExecutionStatus[], { silent = 0, failed = 0 } = {}) =>
    aggregateRegions(
      { answered, silent, failed, regions: answered.length + silent },
      { unreachableIsError: false },
    ).status;

  test('W46 testGetExecutionStatus: a region that fails to answer, or has nothing, hides the others', () => {
    expect(together(['COMPLETED', 'COMPLETED', 'COMPLETED'], { silent: 1, failed: 1 })).toBe(
      'UNKNOWN',
    );
    expect(together(['COMPLETED', 'COMPLETED', 'COMPLETED', 'NOT_CREATED'])).toBe('NOT_CREATED');
    expect(together(['ERROR', 'NEW'])).toBe('NEW');
  });

  test('W47 finalReturnStatusFailedMajorityDowngradesToProgress: two of three do not answer', () => {
    expect(together(['ERROR'], { silent: 2, failed: 2 })).toBe('PROGRESS');
    expect(together(['UNKNOWN', 'ERROR', 'UNKNOWN'], { failed: 2 })).toBe('PROGRESS');
  });
});

describe('completion in a region', () => {
  test('W48 testVersionUpdateWithTargetRegionPush: not a target, so PUSHED and not served', () => {
    expect(completedIn('targetRegion', 'testRegion')).toMatchObject({
      swap: 'held',
      status: 'PUSHED',
    });
  });

  test('W49 testVersionUpdateWithTargetRegionPushAndSwap: the target serves it', () => {
    expect(completedIn('targetRegion', 'targetRegion')).toMatchObject({
      swap: 'now',
      status: 'ONLINE',
    });
  });
});

describe('the swap service', () => {
  test('W50 testDeferredVersionSwapFailedRollForward: PARTIALLY_ONLINE after five calls', () => {
    const rollout = play(
      { A: serving(), B: ready(), C: ready() },
      { rollForwardFails: true, waitMinutes: 0 },
    );
    expect(look(rollout, 4).parentStatus).toBe('PUSHED');
    expect(look(rollout).parentStatus).toBe('PARTIALLY_ONLINE');
    expect(rollout.log.filter((line) => line.startsWith('roll forward'))).toHaveLength(5);
  });

  test('W51 testSequentialRolloutFailurePath: the second region fails, the third is never rolled', () => {
    const rollout = play(
      { region1: serving(), region2: ready({ writes: false }), region3: ready() },
      { targets: 'region1', order: ['region1', 'region2', 'region3'], waitMinutes: 0 },
    );
    look(rollout, 8);
    expect([rollout.parentStatus, currents(rollout)]).toEqual(['PARTIALLY_ONLINE', [2, 1, 1]]);
    expect(rollout.log.filter((line) => line.includes('region3'))).toEqual([]);
  });

  test('W52 testComputeRegionsToRollback: the order up to the target, or the text as it is', () => {
    expect(rollbackFilter('c', ['a', 'b', 'c', 'd'])).toBe('a,b,c');
    expect(rollbackFilter('a,b', [])).toBe('a,b');
    expect(rollbackFilter('e', ['a', 'b', 'c', 'd'])).toBe('e');
  });
});

describe('the guard of a new push', () => {
  test('W53 rollbackOriginPassesWhenPartiallyOnlineVersionAboveCurrentExists: it does not block', () => {
    const guarded = (status: 'PARTIALLY_ONLINE' | 'ROLLED_BACK') =>
      newPushCapacity(
        [
          {
            kind: 'store',
            region: 'dc-0',
            store: {
              versions: [online(4), { number: 5, status }],
              currentVersion: 4,
              storeVersionsToPreserve: 0,
              migrating: false,
              backupStrategy: 'KEEP_MIN_VERSIONS',
              latestPromoteToCurrentMs: 1_000,
            },
          },
        ],
        { store: 'profiles', cluster: 'c' },
        {
          nowMs: 2_000,
          rolledBackRetentionMs: 86_400_000,
          minVersionsToPreserve: 2,
          minCleanupDelayMs: 0,
        },
        { keepBackup: true },
      ).kind;
    expect(guarded('PARTIALLY_ONLINE')).toBe('admitted');
    expect(guarded('ROLLED_BACK')).toBe('refused');
  });
});

function completedIn(region: string, targetSwapRegion: string) {
  return completeInRegion(
    {
      region,
      rolloutOrder: [],
      storeHasHooks: false,
      requested: 'ONLINE',
      version: 1,
      currentVersion: 0,
      writesEnabled: true,
      record: {
        status: 'STARTED',
        swapDeferred: true,
        targetSwapRegion,
        recovered: false,
        hookGated: false,
        converted: false,
        deferredByUser: false,
        excluded: [],
      },
    },
    {
      recoveredVersionSwaps: false,
      gatedVersionEndsOnline: true,
      keepStaging: false,
      keepManualDefer: false,
    },
  );
}

function scenarioWith(timeout: string) {
  const lines = [
    'title: A mark with a time-out',
    'regions: [dc-0, dc-1, dc-2]',
    'stores: [{ name: profiles }]',
    `timeline: [{ at: 0s, operator: mark-degraded, region: dc-1, timeout: ${timeout} }]`,
  ];
  return parseScenario(`${lines.join('\n')}\n`, 'mark.yaml');
}
