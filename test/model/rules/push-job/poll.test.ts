/**
 * PJ-1 and PJ-2: status examples 126 to 137 and 139, played against a scripted parent, then the
 * variants.
 */
import { describe, expect, test } from 'vitest';
import { nextPollAfter, tolerateSwapWait } from '../../../../model/rules/push-job/poll-cadence.js';
import { judgePoll } from '../../../../model/rules/push-job/poll-verdict.js';
import {
  newPollMemory,
  type PollMemory,
  type PollVariant,
  type PollVerdict,
  type PollView,
} from '../../../../model/rules/push-job/poll-words.js';
import type { ExecutionStatus, VersionStatus } from '../../../../model/statuses.js';

const epochMs = 1_700_000_000_000;
const asBuilt: PollVariant = { pushJobAcceptsPartial: true, swapTimeout: false };
const C = 'COMPLETED';

interface Loop {
  /** Seconds that a query takes. */
  readonly query: number;
  readonly overall: (atS: number) => ExecutionStatus;
  readonly untilS?: number;
}

interface Played {
  readonly polls: readonly number[];
  readonly endedAtS: number;
  readonly verdict: PollVerdict;
}

/**
 * Polls a parent whose only region answers with `overall`, every 300 s and counted from the
 * first poll.
 */
function playLoop({ query, overall, untilS = 86_400 }: Loop): Played {
  let memory = newPollMemory;
  let atS = 0;
  const polls: number[] = [];
  for (;;) {
    const next = nextPollAfter(memory.nextPollMs, epochMs + atS * 1_000, 300_000);
    const pollS = (next.pollAtMs - epochMs) / 1_000;
    polls.push(pollS);
    atS = pollS + query;
    const concluded = judgePoll(
      { ...memory, nextPollMs: next.nextPollMs },
      viewAt(atS, { status: overall(pollS) }),
      asBuilt,
    );
    memory = concluded.memory;
    if (concluded.verdict.kind !== 'keep-polling' || atS > untilS)
      return { polls, endedAtS: atS, verdict: concluded.verdict };
  }
}

interface Told extends Partial<Omit<PollView, 'nowMs' | 'answer'>> {
  readonly status?: ExecutionStatus;
  readonly regions?: Readonly<Record<string, ExecutionStatus>>;
}

function viewAt(
  atS: number,
  { status = C, regions = { 'dc-0': status }, ...more }: Told,
): PollView {
  return {
    nowMs: epochMs + atS * 1_000,
    answer: {
      kind: 'answered',
      status,
      regions: Object.entries(regions).map(([region, told]) => ({ region, status: told })),
    },
    deferred: false,
    versionStatus: 'STARTED',
    degradedRegions: [],
    swapWaitMinutes: 10,
    unknownTimeoutMs: 1_800_000,
    ...more,
  };
}

function judge(told: Told, memory: PollMemory = newPollMemory, variant = asBuilt): PollVerdict {
  return judgePoll(memory, viewAt(0, told), variant).verdict;
}

const completedFrom =
  (fromS: number) =>
  (atS: number): ExecutionStatus =>
    atS >= fromS ? C : 'STARTED';

describe('status examples: the polling loop', () => {
  test('row 126: polls come in pairs', () => {
    const { polls, endedAtS, verdict } = playLoop({ query: 0, overall: completedFrom(1_000) });
    expect(polls).toEqual([0, 300, 300, 600, 600, 900, 900, 1_200]);
    expect([endedAtS, verdict.kind]).toEqual([1_200, 'succeeded']);
  });
  test('row 127: and drift by the time a query takes', () => {
    const { polls } = playLoop({ query: 2, overall: completedFrom(1_000) });
    expect(polls).toEqual([0, 300, 302, 602, 604, 904, 906, 1_206]);
  });
  test('row 128: UNKNOWN is tolerated for half an hour', () => {
    const { endedAtS, verdict } = playLoop({
      query: 0,
      overall: (atS) => (atS >= 600 ? 'UNKNOWN' : 'STARTED'),
    });
    expect(endedAtS).toBe(2_400);
    expect(verdict).toMatchObject({ kind: 'failed', because: 'unknown-too-long' });
    expect(verdict.reason).toBe(
      'the push status has been UNKNOWN for 30 min: dc-0 is UNKNOWN; ' +
        'a push succeeds only when every region it is for completes',
    );
  });
  test('row 129: counted from the first answer on', () => {
    expect(playLoop({ query: 2, overall: () => 'UNKNOWN' })).toMatchObject({
      endedAtS: 1_812,
      verdict: { kind: 'failed' },
    });
  });
  test('row 130: any other status restarts the half hour', () => {
    const overall = (atS: number) => (atS >= 1_500 && atS < 1_800 ? 'STARTED' : 'UNKNOWN');
    expect(playLoop({ query: 0, overall })).toMatchObject({
      endedAtS: 3_600,
      verdict: { kind: 'failed' },
    });
  });
  test('row 131: completed overall, yet not everywhere, is a failure that names the region', () => {
    const verdict = judge({ regions: { 'dc-0': 'NOT_STARTED', 'dc-1': C } });
    expect(verdict).toMatchObject({ kind: 'failed', because: 'region-incomplete' });
    expect(verdict.reason).toContain('dc-0 is NOT_STARTED');
  });
  test.each<[VersionStatus, PollVerdict['kind']]>([
    ['ONLINE', 'succeeded'],
    ['ROLLED_BACK', 'failed'],
    ['PARTIALLY_ONLINE', 'failed'],
    ['KILLED', 'failed'],
  ])('row 132: a deferred swap that ends %s has %s', (versionStatus, kind) => {
    expect(judge({ deferred: true, versionStatus }).kind).toBe(kind);
  });
  test('row 133: PARTIALLY_ONLINE is success for a job whose answer named degraded regions', () => {
    const verdict = judge({
      deferred: true,
      versionStatus: 'PARTIALLY_ONLINE',
      degradedRegions: ['dc-1'],
    });
    expect(verdict).toMatchObject({
      kind: 'succeeded',
      reason: 'every region serves the version but degraded dc-1',
    });
  });
  test.each<VersionStatus>(['PUSHED', 'ERROR'])(
    'row 134: a version that stays %s is waited for without end',
    (versionStatus) => {
      let memory = newPollMemory;
      for (let atS = 0; atS <= 10 * 86_400; atS += 300) {
        const concluded = judgePoll(
          memory,
          viewAt(atS, { deferred: true, versionStatus }),
          asBuilt,
        );
        expect(concluded.verdict.kind).toBe('keep-polling');
        memory = concluded.memory;
      }
    },
  );
  test('row 135: the sixth poll in a row without a version fails', () => {
    let memory = newPollMemory;
    const kinds: string[] = [];
    for (let poll = 1; poll <= 6; poll++) {
      const concluded = judgePoll(
        memory,
        viewAt(poll * 300, { deferred: true, versionStatus: undefined }),
        asBuilt,
      );
      kinds.push(concluded.verdict.kind);
      memory = concluded.memory;
    }
    expect(kinds).toEqual([...Array.from({ length: 5 }, () => 'keep-polling'), 'failed']);
  });
  test('row 135: a poll that finds the version restarts the count', () => {
    const five: PollMemory = { ...newPollMemory, missing: 5 };
    expect(
      judgePoll(five, viewAt(0, { deferred: true, versionStatus: 'PUSHED' }), asBuilt).memory
        .missing,
    ).toBe(0);
  });
  test('row 136: a full disk of an instance is distinguished from other failures', () => {
    const verdict = judge({
      status: 'DVC_INGESTION_ERROR_DISK_FULL',
      regions: { 'dc-0': 'DVC_INGESTION_ERROR_DISK_FULL', 'dc-1': C },
    });
    expect(verdict).toMatchObject({ kind: 'failed', because: 'push-failed', checkpoint: -11 });
    expect(verdict.reason).toContain('dc-0 is DVC_INGESTION_ERROR_DISK_FULL, dc-1 is COMPLETED');
    expect(judge({ status: 'ERROR' })).toMatchObject({ kind: 'failed', checkpoint: null });
  });
  test('row 137: an incremental push ends with its own status', () => {
    const status = 'END_OF_INCREMENTAL_PUSH_RECEIVED';
    expect(judge({ status, regions: { 'dc-0': status, 'dc-1': status } }).kind).toBe('succeeded');
  });
  test('row 139: a region that is down fails the job half an hour after the others finished', () => {
    const overall = (atS: number) => (atS >= 900 ? 'UNKNOWN' : 'STARTED');
    expect(playLoop({ query: 0, overall })).toMatchObject({
      endedAtS: 2_700,
      verdict: { because: 'unknown-too-long' },
    });
  });
});

describe('the loop beyond the rows', () => {
  test('a region that completed once counts as done for ever', () => {
    const first = judgePoll(
      newPollMemory,
      viewAt(0, { status: 'STARTED', regions: { 'dc-0': C, 'dc-1': 'STARTED' } }),
      asBuilt,
    );
    expect(first.memory.done).toEqual(['dc-0']);
    expect(first.verdict).toEqual({ kind: 'keep-polling', reason: 'STARTED: dc-1 is STARTED' });
    const second = judgePoll(
      first.memory,
      viewAt(300, { status: C, regions: { 'dc-0': 'STARTED', 'dc-1': C } }),
      asBuilt,
    );
    expect(second.verdict.kind).toBe('succeeded');
  });
  test('PROGRESS stops the timer of UNKNOWN', () => {
    const waiting: PollMemory = { ...newPollMemory, unknownSinceMs: epochMs - 1_799_000 };
    expect(
      judgePoll(waiting, viewAt(0, { status: 'PROGRESS' }), asBuilt).memory.unknownSinceMs,
    ).toBe(0);
  });
  test('a missing version leaves the timer of UNKNOWN alone, a found one stops it', () => {
    const waiting: PollMemory = { ...newPollMemory, unknownSinceMs: epochMs - 1_000 };
    const missing = judgePoll(
      waiting,
      viewAt(0, { deferred: true, versionStatus: undefined }),
      asBuilt,
    );
    expect(missing.memory.unknownSinceMs).toBe(epochMs - 1_000);
    const found = judgePoll(
      waiting,
      viewAt(0, { deferred: true, versionStatus: 'PUSHED' }),
      asBuilt,
    );
    expect(found.memory.unknownSinceMs).toBe(0);
  });
  test('a parent that does not answer fails the job', () => {
    const view = { ...viewAt(0, {}), answer: { kind: 'no-answer', reason: 'no leader' } } as const;
    expect(judgePoll(newPollMemory, view, asBuilt).verdict).toMatchObject({
      kind: 'failed',
      because: 'no-answer',
    });
  });
  test.each<ExecutionStatus>(['WARNING', 'ARCHIVED'])(
    'an aggregate of %s is a failure',
    (status) => {
      expect(judge({ status })).toMatchObject({ kind: 'failed', because: 'push-failed' });
    },
  );
});

describe('push-job-accepts-partial', () => {
  test('off, PARTIALLY_ONLINE fails even a degraded push', () => {
    const told = {
      deferred: true,
      versionStatus: 'PARTIALLY_ONLINE',
      degradedRegions: ['dc-1'],
    } as const;
    expect(judge(told, newPollMemory, { ...asBuilt, pushJobAcceptsPartial: false })).toMatchObject({
      because: 'partially-online',
    });
  });
});

describe('swap-timeout', () => {
  const on: PollVariant = { ...asBuilt, swapTimeout: true };
  const waiting = (minutes: number): PollMemory => ({
    ...newPollMemory,
    swapSinceMs: epochMs - minutes * 60_000,
  });
  const pushed = { deferred: true, versionStatus: 'PUSHED' } as const;

  test('on, the wait ends 20 minutes after that of the store', () => {
    expect(judge(pushed, waiting(30), on).kind).toBe('keep-polling');
    const verdict = judge(pushed, waiting(31), on);
    expect(verdict).toMatchObject({ kind: 'failed', because: 'swap-too-late' });
    expect(verdict.reason).toBe(
      'every region completed, but the version is still PUSHED after 31 min',
    );
  });
  test('on, a degraded push waits on', () => {
    expect(judge({ ...pushed, degradedRegions: ['dc-1'] }, waiting(600), on).kind).toBe(
      'keep-polling',
    );
  });
  test('as built the limit is an instant, which only a clock near zero ever passes', () => {
    const wait = { sinceMs: 1_000, nowMs: 1_802_000, swapWaitMinutes: 10, degradedPush: false };
    expect(tolerateSwapWait(wait, asBuilt).kind).toBe('waits');
    expect(tolerateSwapWait({ ...wait, nowMs: 1_802_001 }, asBuilt).kind).toBe('given-up');
    expect(judge(pushed, waiting(100_000), asBuilt).kind).toBe('keep-polling');
  });
});
