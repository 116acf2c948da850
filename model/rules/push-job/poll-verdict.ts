/**
 * What the push job concludes from one answer to its status query. It succeeds only when every
 * region of its version answer has completed and, if the swap was deferred, when the parent reports that the
 * version is served. The answers are computed elsewhere.
 */
import {
  type ExecutionStatus,
  isDvcIngestionError,
  isError,
  isTerminal,
  type VersionStatus,
} from '../../statuses.js';
import { judgePartiallyOnline } from '../degraded/partial-success.js';
import type { Rule } from '../rule.js';
import { tolerateSwapWait, tolerateUnknown } from './poll-cadence.js';
import type {
  PollAnswer,
  PollConclusion,
  PollFailure,
  PollMemory,
  PollVariant,
  PollVerdict,
  PollView,
} from './poll-words.js';

export const pollVerdictRule: Rule = {
  id: 'PJ-1',
  title: 'What the push job concludes from a poll',
  source: 'VenicePushJob#pollStatusUntilComplete',
};

/** Consecutive polls without a version that are tolerated. */
const missingMax = 5;

/** Evaluates one poll. */
export function judgePoll(
  memory: PollMemory,
  view: PollView,
  variant: PollVariant,
): PollConclusion {
  const { answer } = view;
  if (answer.kind === 'no-answer') {
    return {
      memory,
      verdict: failed('no-answer', `the parent controller did not answer: ${answer.reason}`),
    };
  }
  const done = doneRegions(memory.done, answer.regions);
  const polled = done === memory.done ? memory : { ...memory, done };
  if (!isTerminal(answer.status)) return keepPolling(polled, view, answer);
  const failure = terminalFailure(polled, answer);
  if (failure !== undefined) return { memory: polled, verdict: failure };
  if (!view.deferred)
    return {
      memory: polled,
      verdict: { kind: 'succeeded', reason: `completed in ${named(answer.regions)}` },
    };
  const swapSinceMs = polled.swapSinceMs === 0 ? view.nowMs : polled.swapSinceMs;
  return judgeSwap({ ...polled, swapSinceMs }, { ...view, answer }, variant);
}

type Answered = Extract<PollAnswer, { kind: 'answered' }>;

function doneRegions(done: readonly string[], regions: Answered['regions']): readonly string[] {
  const ended: string[] = [];
  for (const { region, status } of regions)
    if (isTerminal(status) && !isError(status) && !done.includes(region)) ended.push(region);
  return ended.length === 0 ? done : [...new Set([...done, ...ended])];
}

function terminalFailure(
  { done }: PollMemory,
  { status, regions }: Answered,
): PollVerdict | undefined {
  const succeeded = status === 'COMPLETED' || status === 'END_OF_INCREMENTAL_PUSH_RECEIVED';
  if (!succeeded) {
    const verdict = failed('push-failed', `the push ended as ${status}: ${withStatuses(regions)}`);
    return {
      ...verdict,
      checkpoint: isDvcIngestionError(status) ? (dvcCheckpoints.get(status) ?? null) : null,
    };
  }
  if (done.length === regions.length) return undefined;
  const open = regions.filter(({ region }) => !done.includes(region));
  return failed(
    'region-incomplete',
    `the push ended as ${status}, yet not everywhere: ${withStatuses(open.length > 0 ? open : regions)}`,
  );
}

function judgeSwap(
  memory: PollMemory,
  view: PollView & { readonly answer: Answered },
  variant: PollVariant,
): PollConclusion {
  const { versionStatus } = view;
  if (versionStatus === undefined) return judgeMissing(memory);
  const found = { ...memory, missing: 0 };
  const verdict =
    swapVerdict(versionStatus, view, variant) ??
    swapWaitVerdict(found, view, { versionStatus, variant });
  // Only a job that continues reaches the timer of UNKNOWN, which this answer has stopped.
  return {
    memory: verdict.kind === 'keep-polling' ? { ...found, unknownSinceMs: 0 } : found,
    verdict,
  };
}

function judgeMissing(memory: PollMemory): PollConclusion {
  const missing = memory.missing + 1;
  const times = `the parent has had no such version for ${missing} polls`;
  const verdict: PollVerdict =
    missing > missingMax
      ? failed('version-missing', times)
      : { kind: 'keep-polling', reason: times };
  return { memory: { ...memory, missing }, verdict };
}

function swapVerdict(
  versionStatus: VersionStatus,
  { answer, degradedRegions }: PollView & { readonly answer: Answered },
  variant: PollVariant,
): PollVerdict | undefined {
  switch (versionStatus) {
    case 'ONLINE':
      return { kind: 'succeeded', reason: 'every region completed and the version is ONLINE' };
    case 'ROLLED_BACK':
      // The end of an incremental push is not checked here, so the job keeps waiting.
      return answer.status === 'COMPLETED'
        ? failed('rolled-back', 'every region completed, but the version was rolled back')
        : undefined;
    case 'KILLED':
      return failed('killed', 'every region completed, but the version was killed');
    case 'PARTIALLY_ONLINE': {
      const judged = judgePartiallyOnline(degradedRegions, variant);
      return judged.kind === 'accepted'
        ? { kind: 'succeeded', reason: judged.reason }
        : failed('partially-online', judged.reason);
    }
    default:
      return undefined;
  }
}

function swapWaitVerdict(
  memory: PollMemory,
  { nowMs, swapWaitMinutes, degradedRegions }: PollView,
  {
    versionStatus,
    variant,
  }: { readonly versionStatus: VersionStatus; readonly variant: PollVariant },
): PollVerdict {
  const wait = {
    sinceMs: memory.swapSinceMs,
    nowMs,
    swapWaitMinutes,
    degradedPush: degradedRegions.length > 0,
  };
  const { kind, waitedMs } = tolerateSwapWait(wait, variant);
  const still = `${versionStatus} after ${minutes(waitedMs)}`;
  const reason = `every region completed, but the version is still ${still}`;
  return kind === 'given-up' ? failed('swap-too-late', reason) : { kind: 'keep-polling', reason };
}

function keepPolling(
  memory: PollMemory,
  { nowMs, unknownTimeoutMs }: PollView,
  { status, regions }: Answered,
): PollConclusion {
  const timer = { sinceMs: memory.unknownSinceMs, nowMs, limitMs: unknownTimeoutMs };
  const { kind, sinceMs, waitedMs } = tolerateUnknown(status === 'UNKNOWN', timer);
  const where = whoIsOpen(memory.done, regions);
  const after = memory.unknownSinceMs === sinceMs ? memory : { ...memory, unknownSinceMs: sinceMs };
  if (kind === 'given-up') {
    const reason =
      `the push status has been UNKNOWN for ${minutes(waitedMs)}: ${where}; ` +
      'a push succeeds only when every region it is for completes';
    return { memory: after, verdict: failed('unknown-too-long', reason) };
  }
  const reason =
    status === 'UNKNOWN'
      ? `UNKNOWN for ${minutes(waitedMs)} of ${minutes(unknownTimeoutMs)}`
      : status;
  return { memory: after, verdict: { kind: 'keep-polling', reason: `${reason}: ${where}` } };
}

/** The regions that the job waits for, as text; cached, since it is the same at most polls. */
function whoIsOpen(done: readonly string[], regions: Answered['regions']): string {
  const known = openKept.get(regions);
  if (known?.done === done) return known.text;
  const waiting = regions.filter(({ region }) => !done.includes(region));
  const text = withStatuses(waiting.length > 0 ? waiting : regions);
  openKept.set(regions, { done, text });
  return text;
}

const openKept = new WeakMap<
  Answered['regions'],
  { readonly done: readonly string[]; readonly text: string }
>();

function failed(because: PollFailure, reason: string): Extract<PollVerdict, { kind: 'failed' }> {
  return { kind: 'failed', because, reason, checkpoint: null };
}

function named(regions: Answered['regions']): string {
  return regions.length === 0 ? 'no region' : regions.map(({ region }) => region).join(', ');
}

function withStatuses(regions: Answered['regions']): string {
  return regions.length === 0
    ? 'no region was queried'
    : regions.map(({ region, status }) => `${region} is ${status}`).join(', ');
}

function minutes(durationMs: number): string {
  return `${Math.floor(durationMs / 60_000)} min`;
}

/**
 * Venice's checkpoints of a push job for failures of Da Vinci instances; the first two count as the
 * user's.
 */
const dvcCheckpoints: ReadonlyMap<ExecutionStatus, number> = new Map([
  ['DVC_INGESTION_ERROR_DISK_FULL', -11],
  ['DVC_INGESTION_ERROR_MEMORY_LIMIT_REACHED', -12],
  ['DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES', -13],
  ['DVC_INGESTION_ERROR_OTHER', -14],
]);
