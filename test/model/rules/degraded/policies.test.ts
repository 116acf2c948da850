/**
 * DM-9, DM-10 and DM-11: the decisions of the policies that were not chosen, at
 * their thresholds.
 */
import { describe, expect, test } from 'vitest';
import {
  judgeObservedPush,
  judgeProbes,
  judgeRegion,
  probesAnswered,
  defaultDetectorThresholds as thresholds,
} from '../../../../model/rules/degraded/detector.js';
import {
  afterFailedRecovery,
  dropOlderThan,
  enqueueRecovery,
  judgePhaseOne,
  judgeQueued,
  type PhaseOneView,
  type QueuedRecovery,
  strictMajority,
} from '../../../../model/rules/degraded/retry-queue.js';
import {
  aggregateTolerating,
  aggregateWithoutDegraded,
  type RegionReport,
} from '../../../../model/rules/degraded/tolerant-aggregation.js';
import type { ExecutionStatus } from '../../../../model/statuses.js';

const minutes = 60_000;

describe('DM-9: policy D, the detector', () => {
  const quiet = { region: 'dc-0', badStores: 0, stores: 20 };

  test('five bad stores that are half of all, and no other region failing, make a region sick', () => {
    expect(judgeRegion({ region: 'dc-1', badStores: 5, stores: 10 }, [quiet], thresholds)).toEqual({
      kind: 'sick',
      reason: '5 of 10 stores fail in dc-1 and hardly any elsewhere',
    });
  });

  test('four bad stores are too few, and less than half is too small a share', () => {
    expect(
      judgeRegion({ region: 'dc-1', badStores: 4, stores: 4 }, [quiet], thresholds),
    ).toMatchObject({
      because: 'too-few-stores',
    });
    expect(
      judgeRegion({ region: 'dc-1', badStores: 5, stores: 11 }, [quiet], thresholds),
    ).toMatchObject({
      because: 'share-too-low',
    });
  });

  test('a failure that another region shares, a fifth of its stores, is not the fault of the region', () => {
    const sick = { region: 'dc-1', badStores: 9, stores: 10 };
    const failing = { region: 'dc-2', badStores: 2, stores: 10 };
    expect(judgeRegion(sick, [quiet, failing], thresholds)).toMatchObject({
      because: 'others-fail-too',
    });
    expect(judgeRegion(sick, [quiet, { ...failing, badStores: 1 }], thresholds).kind).toBe('sick');
  });

  test('a region without any push has no bad share', () => {
    const silent = { region: 'dc-2', badStores: 0, stores: 0 };
    expect(
      judgeRegion({ region: 'dc-1', badStores: 5, stores: 5 }, [silent], thresholds).kind,
    ).toBe('sick');
  });

  test('an error counts at once, UNKNOWN after five minutes', () => {
    expect(judgeObservedPush({ errorLike: true, unknownForMs: 0 }, thresholds)).toBe('bad');
    expect(judgeObservedPush({ errorLike: false, unknownForMs: 5 * minutes - 1 }, thresholds)).toBe(
      'good',
    );
    expect(judgeObservedPush({ errorLike: false, unknownForMs: 5 * minutes }, thresholds)).toBe(
      'bad',
    );
    const impatient = { ...thresholds, unknownMs: 0 };
    expect(judgeObservedPush({ errorLike: false, unknownForMs: 0 }, impatient)).toBe('good');
  });

  test('fifteen answered probes in a row make a region well, one missed probe starts again', () => {
    const inARow = Array.from({ length: 15 }, () => true).reduce(probesAnswered, 0);
    expect(inARow).toBe(15);
    expect(judgeProbes(inARow, thresholds)).toBe('well');
    expect(judgeProbes(14, thresholds)).toBe('not-yet');
    expect(probesAnswered(14, false)).toBe(0);
  });
});

function reports(
  ...statuses: readonly (ExecutionStatus | [ExecutionStatus, number])[]
): RegionReport[] {
  return statuses.map((entry, index) => {
    const [pushStatus, unchangedForMs] = typeof entry === 'string' ? [entry, 0] : entry;
    return { region: `dc-${index}`, pushStatus, unchangedForMs };
  });
}

describe('DM-10: policy A tolerates k failures', () => {
  const one = { toleratedFailures: 1, givenUpAfterMs: 30 * minutes };
  const none = { ...one, toleratedFailures: 0 };

  test('all completed ends ONLINE', () => {
    const verdict = aggregateTolerating(reports('COMPLETED', 'COMPLETED', 'COMPLETED'), one);
    expect(verdict).toMatchObject({ aggregate: 'COMPLETED', ends: 'ONLINE' });
  });

  test('one tolerated failure ends PARTIALLY_ONLINE, the same failure untolerated fails', () => {
    const failed = reports('COMPLETED', 'ERROR', 'COMPLETED');
    expect(aggregateTolerating(failed, one)).toEqual({
      aggregate: 'COMPLETED',
      ends: 'PARTIALLY_ONLINE',
      reason: 'completed in dc-0, dc-2, tolerates the failure of dc-1',
    });
    expect(aggregateTolerating(failed, none)).toEqual({
      aggregate: 'ERROR',
      ends: undefined,
      reason: 'failed in dc-1; 0 failures are tolerated',
    });
  });

  test('a Da Vinci error is a failure like any other', () => {
    const verdict = aggregateTolerating(reports('COMPLETED', 'DVC_INGESTION_ERROR_OTHER'), one);
    expect(verdict).toMatchObject({ ends: 'PARTIALLY_ONLINE' });
  });

  test('a silent region is waited for, and given up after 30 minutes', () => {
    for (const silent of ['UNKNOWN', 'NOT_CREATED'] as const) {
      const waits = aggregateTolerating(
        reports('COMPLETED', [silent, 30 * minutes - 1], 'COMPLETED'),
        one,
      );
      expect(waits).toMatchObject({ aggregate: 'PROGRESS', reason: 'waits for dc-1' });
      const over = aggregateTolerating(
        reports('COMPLETED', [silent, 30 * minutes], 'COMPLETED'),
        one,
      );
      expect(over.aggregate).toBe('COMPLETED');
    }
  });

  test('an unfinished region is waited for however long it takes', () => {
    const verdict = aggregateTolerating(reports('COMPLETED', ['STARTED', 999 * minutes]), one);
    expect(verdict.aggregate).toBe('PROGRESS');
  });

  test('however many failures are tolerated, one region must complete', () => {
    const generous = { ...one, toleratedFailures: 5 };
    expect(aggregateTolerating(reports('ERROR', 'ERROR'), generous).aggregate).toBe('ERROR');
  });
});

describe('DM-10: policy B leaves out marked regions', () => {
  const firstOf = (rest: readonly RegionReport[]): ExecutionStatus => rest[0]!.pushStatus;

  test('the rest is judged by the aggregation that is passed in', () => {
    const verdict = aggregateWithoutDegraded(reports('COMPLETED', 'UNKNOWN'), ['dc-1'], firstOf);
    expect(verdict).toMatchObject({ aggregate: 'COMPLETED', ends: 'PARTIALLY_ONLINE' });
    const running = aggregateWithoutDegraded(reports('STARTED', 'UNKNOWN'), ['dc-1'], firstOf);
    expect(running).toMatchObject({
      aggregate: 'STARTED',
      ends: undefined,
      reason: 'STARTED over dc-0',
    });
  });

  test('a marked region that completes anyway makes the version ONLINE', () => {
    const verdict = aggregateWithoutDegraded(reports('COMPLETED', 'COMPLETED'), ['dc-1'], firstOf);
    expect(verdict.ends).toBe('ONLINE');
  });

  test('with every region marked the push continues', () => {
    const verdict = aggregateWithoutDegraded(reports('COMPLETED'), ['dc-0'], firstOf);
    expect(verdict.aggregate).toBe('PROGRESS');
  });
});

describe('DM-11: policy E, the first phase', () => {
  function phase(
    statuses: readonly ExecutionStatus[],
    change: Partial<PhaseOneView> = {},
  ): PhaseOneView {
    const regions = statuses.map((pushStatus, index) => ({ region: `dc-${index}`, pushStatus }));
    return { regions, majorityForMs: 0, runningForMs: 0, ...change };
  }

  test('a strict majority is more than half', () => {
    expect([1, 2, 3, 4, 5].map(strictMajority)).toEqual([1, 2, 2, 3, 3]);
  });

  test('all done: every region swaps and the version ends ONLINE', () => {
    const verdict = judgePhaseOne(phase(['COMPLETED', 'COMPLETED', 'COMPLETED']));
    expect(verdict).toMatchObject({ kind: 'swap', missing: [], versionEnds: 'ONLINE' });
  });

  test('a majority waits an hour for the rest, then swaps without it', () => {
    const statuses: ExecutionStatus[] = ['COMPLETED', 'COMPLETED', 'STARTED'];
    expect(judgePhaseOne(phase(statuses, { majorityForMs: 60 * minutes - 1 })).kind).toBe('wait');
    expect(judgePhaseOne(phase(statuses, { majorityForMs: 60 * minutes }))).toEqual({
      kind: 'swap',
      regions: ['dc-0', 'dc-1'],
      missing: ['dc-2'],
      versionEnds: 'PARTIALLY_ONLINE',
    });
  });

  test('a failed rest is not waited for', () => {
    expect(judgePhaseOne(phase(['COMPLETED', 'COMPLETED', 'ERROR']))).toMatchObject({
      missing: ['dc-2'],
    });
  });

  test('without a majority the push fails when all have ended, or after a day', () => {
    expect(judgePhaseOne(phase(['COMPLETED', 'ERROR', 'ERROR'])).kind).toBe('fail');
    const silent: ExecutionStatus[] = ['COMPLETED', 'UNKNOWN', 'UNKNOWN'];
    expect(judgePhaseOne(phase(silent, { runningForMs: 1_440 * minutes - 1 })).kind).toBe('wait');
    expect(judgePhaseOne(phase(silent, { runningForMs: 1_440 * minutes }))).toEqual({
      kind: 'fail',
      reason: '1 of 3 regions are done, 2 are needed',
    });
  });
});

describe('DM-11: policy E, the retry queue', () => {
  const entry: QueuedRecovery = {
    store: 'profiles',
    region: 'dc-1',
    version: 6,
    tries: 0,
    notBeforeMs: 0,
  };

  test('of one store and region only the highest version waits', () => {
    const queue = enqueueRecovery([entry], { ...entry, version: 7 });
    expect(queue).toEqual([{ ...entry, version: 7 }]);
    expect(enqueueRecovery(queue, entry)).toEqual(queue);
    const tried = [{ ...entry, tries: 3 }];
    expect(enqueueRecovery(tried, entry)).toEqual(tried);
    expect(enqueueRecovery(queue, { ...entry, store: 'embeddings' })).toHaveLength(2);
    expect(enqueueRecovery(queue, { ...entry, region: 'dc-2' })).toHaveLength(2);
  });

  test('a newer push that starts in the region cancels what waits there', () => {
    const elsewhere = { ...entry, region: 'dc-2' };
    const left = dropOlderThan([entry, elsewhere], {
      store: 'profiles',
      region: 'dc-1',
      version: 7,
    });
    expect(left).toEqual([elsewhere]);
    expect(dropOlderThan([entry], { store: 'profiles', region: 'dc-1', version: 6 })).toEqual([
      entry,
    ]);
  });

  test('an entry is recovered when the region is well and the pause is over', () => {
    const due = { ...entry, notBeforeMs: 100 };
    const view = { regionHealthy: true, newestInRegion: 5, nowMs: 100 };
    expect(judgeQueued(due, view)).toBe('recover');
    expect(judgeQueued(due, { ...view, nowMs: 99 })).toBe('wait');
    expect(judgeQueued(due, { ...view, regionHealthy: false })).toBe('wait');
    expect(judgeQueued(due, { ...view, newestInRegion: 7 })).toBe('drop');
    expect(judgeQueued(due, { ...view, newestInRegion: 6 })).toBe('recover');
  });

  test('pauses grow from 5 to 60 minutes and then stay', () => {
    let failing = entry;
    const pauses: number[] = [];
    for (let failure = 0; failure < 6; failure++) {
      failing = afterFailedRecovery(failing, 0);
      pauses.push(failing.notBeforeMs / minutes);
    }
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60]);
    expect(failing.tries).toBe(6);
  });
});
