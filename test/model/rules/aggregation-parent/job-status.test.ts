/**
 * SA-16 and VS-12: a status query and what it does to the parent. The rows are 108 and 110 to 116
 * of the status examples, then the variants.
 */
import { describe, expect, test } from 'vitest';
import {
  answerJobStatus,
  isAsked,
  type JobStatusVariant,
} from '../../../../model/rules/aggregation-parent/job-status.js';
import type {
  JobStatusAction,
  JobStatusOutcome,
  JobStatusQuery,
  JobStatusView,
  PolledVersion,
  RegionAnswer,
} from '../../../../model/rules/aggregation-parent/job-status-words.js';
import { decideParentTopic } from '../../../../model/rules/swap/parent-topic.js';
import type { ExecutionStatus } from '../../../../model/statuses.js';

const asBuilt: JobStatusVariant = {
  unreachableIsError: false,
  majorityCountsUndiscoverable: false,
  emptyTargetGuard: false,
  failedTargetIsKilled: false,
  dvcErrorsFailTarget: false,
};
const C = 'COMPLETED';
const truncated = { kind: 'truncate-parent-topic', version: 2, topic: 'version' } as const;
const plain: PolledVersion = {
  status: 'STARTED',
  swapDeferred: false,
  targetSwapRegion: '',
  hybrid: false,
  pushType: 'BATCH',
};

type Told = ExecutionStatus | 'no-leader' | 'query-failed';

interface Poll {
  readonly query?: Partial<JobStatusQuery>;
  readonly version?: Partial<PolledVersion> | null;
  readonly view?: Partial<JobStatusView>;
  readonly variant?: Partial<JobStatusVariant>;
}

/** Polls v2; the regions a, b, c … answer with the listed statuses. */
function poll(
  told: readonly Told[],
  { query, version, view, variant }: Poll = {},
): JobStatusOutcome {
  return answerJobStatus(
    {
      query: {
        version: 2,
        incremental: false,
        targets: null,
        deferred: false,
        onlyTargets: false,
        ...query,
      },
      answers: told.map((status, index) => answerOf(String.fromCharCode(97 + index), status)),
      regions: told.length,
      version: version === null ? undefined : { ...plain, ...version },
      incrementalStore: false,
      parentTopicWritten: true,
      erroredTopicsToKeep: 0,
      truncationDisabled: false,
      ...view,
    },
    { ...asBuilt, ...variant },
  );
}

function answerOf(region: string, told: Told): RegionAnswer {
  if (told === 'no-leader') return { region, kind: 'no-leader', error: 'no controller leads' };
  if (told === 'query-failed')
    return { region, kind: 'query-failed', leader: 'controller', error: 'timed out' };
  return {
    region,
    kind: 'answered',
    status: told,
    sinceSeconds: null,
    details: null,
    leader: 'controller',
  };
}

function statusOf(outcome: JobStatusOutcome): ExecutionStatus | 'query failed' {
  return outcome.kind === 'answered' ? outcome.status : 'query failed';
}

/** Actions that change something, without the observations. */
function changes({ actions }: JobStatusOutcome): JobStatusAction[] {
  return actions.filter(({ kind }) => kind !== 'terminal-status-seen' && kind !== 'clear-cooldown');
}

function becomes(status: PolledVersion['status']): JobStatusAction {
  return { kind: 'set-version-status', version: 2, status };
}

const forTargetA = { targets: 'a', deferred: true };
const deferredToA = { swapDeferred: true, targetSwapRegion: 'a' };

describe('status examples: what a status query does to the parent', () => {
  test('row 108: a killed version ends the push for its job while regions are still undecided', () => {
    expect(
      statusOf(poll(['ERROR', 'NOT_CREATED', 'ERROR'], { version: { status: 'KILLED' } })),
    ).toBe('ERROR');
  });
  test('row 110: a push that completed everywhere truncates its topic and is ONLINE and current', () => {
    const outcome = poll([C, C, C]);
    expect(changes(outcome)).toEqual([
      truncated,
      becomes('ONLINE'),
      { kind: 'set-current-version', version: 2 },
    ]);
    expect(outcome.actions).toContainEqual({ kind: 'clear-cooldown' });
  });
  test('row 111: a normal push that failed truncates the topic and leaves the version STARTED', () => {
    const outcome = poll([C, 'ERROR', C]);
    expect(changes(outcome)).toEqual([truncated]);
    expect(outcome.actions).not.toContainEqual({ kind: 'clear-cooldown' });
  });
  test('row 112: a targeted push becomes PUSHED first and keeps its topic, then ONLINE without it', () => {
    expect(changes(poll([C, C], { query: { targets: 'a' } }))).toEqual([becomes('PUSHED')]);
    const second = poll([C, C], { query: { targets: 'b' }, version: { status: 'PUSHED' } });
    expect(changes(second)).toEqual([
      truncated,
      becomes('ONLINE'),
      { kind: 'set-current-version', version: 2 },
    ]);
  });
  test('row 113: completed targets make the version PUSHED while other regions are at work', () => {
    const outcome = poll([C, 'STARTED'], { query: forTargetA, version: deferredToA });
    expect(statusOf(outcome)).toBe('STARTED');
    expect(changes(outcome)).toEqual([becomes('PUSHED')]);
  });
  test('row 114: a Da Vinci error of a target is no failure', () => {
    const outcome = poll(['DVC_INGESTION_ERROR_OTHER', 'STARTED'], {
      query: forTargetA,
      version: deferredToA,
    });
    expect(changes(outcome)).toEqual([]);
  });
  test('row 115: without targets the first poll makes the version PUSHED, whatever the regions say', () => {
    const outcome = poll(['STARTED', 'STARTED', 'STARTED'], {
      query: { deferred: true },
      version: deferredToA,
    });
    expect(changes(outcome)).toEqual([becomes('PUSHED')]);
  });
  test('row 116: a swap deferred by hand leaves version and topic alone', () => {
    const outcome = poll([C, C, C], { version: { swapDeferred: true } });
    expect(statusOf(outcome)).toBe(C);
    expect(changes(outcome)).toEqual([]);
  });
});

describe('hooks examples: aggregation', () => {
  test('row 82: one failed query among completed regions makes UNKNOWN', () => {
    expect(statusOf(poll([C, C, C, 'query-failed']))).toBe('UNKNOWN');
  });
  test('row 84: failed queries in two of three regions make PROGRESS', () => {
    expect(statusOf(poll([C, 'query-failed', 'query-failed']))).toBe('PROGRESS');
  });
  test('two regions without a leader do not count in the majority, so the answer is UNKNOWN', () => {
    expect(statusOf(poll([C, 'no-leader', 'no-leader']))).toBe('UNKNOWN');
    expect(
      statusOf(
        poll([C, 'no-leader', 'no-leader'], { variant: { majorityCountsUndiscoverable: true } }),
      ),
    ).toBe('PROGRESS');
  });
});

describe('which regions are queried', () => {
  const query: JobStatusQuery = {
    version: 2,
    incremental: false,
    targets: 'a, b',
    deferred: false,
    onlyTargets: false,
  };

  test('a targeted push queries its targets, a deferred one all regions', () => {
    expect(['a', 'b', 'c'].filter((region) => isAsked(region, query))).toEqual(['a', 'b']);
    expect(
      ['a', 'b', 'c'].filter((region) => isAsked(region, { ...query, deferred: true })),
    ).toEqual(['a', 'b', 'c']);
    expect(['a', 'b', 'c'].filter((region) => isAsked(region, { ...query, targets: '' }))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
  test('a job that polls by the effective targets completes without the excluded region', () => {
    const view = {
      query: { targets: 'a,b', deferred: true, onlyTargets: true },
      version: { swapDeferred: true, targetSwapRegion: 'a,b' },
    };
    const outcome = poll([C, C, 'no-leader'], view);
    expect(statusOf(outcome)).toBe(C);
    expect(outcome.kind === 'answered' && outcome.regions.map(({ region }) => region)).toEqual([
      'a',
      'b',
    ]);
    expect(
      statusOf(
        poll([C, C, 'no-leader'], { ...view, query: { ...view.query, onlyTargets: false } }),
      ),
    ).toBe('UNKNOWN');
  });
});

describe('a version that is missing in the parent', () => {
  test('fails the query while the push continues, and after a completion', () => {
    expect(poll(['STARTED'], { version: null })).toMatchObject({ kind: 'failed', actions: [] });
    expect(poll([C], { version: null })).toMatchObject({ kind: 'failed' });
    expect(changes(poll([C], { version: null }))).toEqual([truncated]);
  });
  test('does not fail it after an error, unless the query is a deferred one', () => {
    expect(statusOf(poll(['ERROR'], { version: null }))).toBe('ERROR');
    expect(statusOf(poll(['ERROR'], { version: null, query: { deferred: true } }))).toBe(
      'query failed',
    );
  });
});

describe('variants of a status query', () => {
  test('empty-target-guard: a poll without targets marks nothing', () => {
    const outcome = poll(['STARTED'], {
      query: { deferred: true },
      version: deferredToA,
      variant: { emptyTargetGuard: true },
    });
    expect(changes(outcome)).toEqual([]);
  });
  test('failed-target-is-killed: a failed target kills the version, and its job receives ERROR', () => {
    const failed = { query: forTargetA, version: deferredToA };
    expect(changes(poll(['ERROR', 'STARTED'], failed))).toEqual([becomes('ERROR')]);
    const outcome = poll(['ERROR', 'STARTED'], {
      ...failed,
      variant: { failedTargetIsKilled: true },
    });
    expect(changes(outcome)).toEqual([becomes('KILLED')]);
    expect(statusOf(outcome)).toBe('ERROR');
  });
  test('dvc-errors-fail-target: a Da Vinci error of a target fails the version', () => {
    const told = ['DVC_INGESTION_ERROR_OTHER', 'STARTED'] as const;
    const outcome = poll(told, {
      query: forTargetA,
      version: deferredToA,
      variant: { dvcErrorsFailTarget: true },
    });
    expect(changes(outcome)).toEqual([becomes('ERROR')]);
  });
  test('unreachable-is-error: a region that is down fails a push that completed elsewhere', () => {
    expect(statusOf(poll([C, C, 'no-leader'], { variant: { unreachableIsError: true } }))).toBe(
      'ERROR',
    );
    expect(statusOf(poll([C, C, 'no-leader']))).toBe('UNKNOWN');
  });
});

describe("VS-12: is the parent's topic truncated?", () => {
  const ended = {
    status: C,
    incremental: false,
    incrementalStore: false,
    swapDeferred: false,
    targetSwapRegion: '',
    erroredTopicsToKeep: 0,
    truncationDisabled: false,
  } as const;

  test('after a plain push, and after any failed full push', () => {
    expect(decideParentTopic(ended)).toBe('truncate');
    expect(decideParentTopic({ ...ended, status: 'ERROR', swapDeferred: true })).toBe('truncate');
  });
  test('not while a swap is deferred by hand, but if targets swap', () => {
    expect(decideParentTopic({ ...ended, swapDeferred: true })).toBe('kept');
    expect(decideParentTopic({ ...ended, swapDeferred: true, targetSwapRegion: 'dc-0' })).toBe(
      'truncate',
    );
  });
  test('after a full push of an incremental store, not after an incremental one', () => {
    expect(decideParentTopic({ ...ended, incrementalStore: true })).toBe('truncate');
    expect(decideParentTopic({ ...ended, incrementalStore: true, incremental: true })).toBe('kept');
    const withTargets = {
      ...ended,
      incrementalStore: true,
      incremental: true,
      targetSwapRegion: 'dc-0',
    };
    expect(decideParentTopic(withTargets)).toBe('kept');
  });
  test('not if failed ones are kept for inspection, nor if truncation is disabled', () => {
    expect(decideParentTopic({ ...ended, status: 'ERROR', erroredTopicsToKeep: 1 })).toBe(
      'kept-errored',
    );
    expect(decideParentTopic({ ...ended, erroredTopicsToKeep: 1 })).toBe('truncate');
    expect(decideParentTopic({ ...ended, truncationDisabled: true })).toBe('kept');
  });
});
