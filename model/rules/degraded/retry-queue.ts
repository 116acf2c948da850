/**
 * Policy E: every push defers its swap. Its first phase ends when a strict majority is complete and the
 * grace period of the others is over; the missing regions then wait in a queue that retries their
 * recovery until it succeeds. The queue is a value; the caller keeps it.
 */
import { type ExecutionStatus, isTerminal } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const retryQueueRule: Rule = {
  id: 'DM-11',
  title: 'End of phase 1, and the retry queue (policy E)',
  source: 'DD option E',
};

const phaseOneGraceMs = 3_600_000;
const phaseOneLimitMs = 86_400_000;
export const queuePeriodMs = 300_000;

/** The push as policy E's parent reads it at one poll. */
export interface PhaseOneView {
  readonly regions: readonly { readonly region: string; readonly pushStatus: ExecutionStatus }[];
  /** Since when a strict majority has been complete; undefined while it is not. */
  readonly majorityForMs: number | undefined;
  readonly runningForMs: number;
}

export type PhaseOneVerdict =
  | { readonly kind: 'wait'; readonly reason: string }
  | {
      readonly kind: 'swap';
      readonly regions: readonly string[];
      readonly missing: readonly string[];
      readonly versionEnds: 'ONLINE' | 'PARTIALLY_ONLINE';
    }
  | { readonly kind: 'fail'; readonly reason: string };

/** Regions that make a strict majority. */
export function strictMajority(regions: number): number {
  return Math.floor(regions / 2) + 1;
}

/** Does the first phase end, and how? */
export function judgePhaseOne(view: PhaseOneView): PhaseOneVerdict {
  const done = view.regions
    .filter(({ pushStatus }) => pushStatus === 'COMPLETED')
    .map(({ region }) => region);
  const missing = view.regions
    .map(({ region }) => region)
    .filter((region) => !done.includes(region));
  const needed = strictMajority(view.regions.length);
  const counted = `${done.length} of ${view.regions.length} regions are done, ${needed} are needed`;
  const over = view.regions.every(({ pushStatus }) => isTerminal(pushStatus));
  if (done.length < needed) {
    if (over || view.runningForMs >= phaseOneLimitMs) return { kind: 'fail', reason: counted };
    return { kind: 'wait', reason: counted };
  }
  if (!over && (view.majorityForMs ?? 0) < phaseOneGraceMs) {
    return { kind: 'wait', reason: `${counted}; ${missing.join(', ')} may still finish` };
  }
  const versionEnds = missing.length === 0 ? 'ONLINE' : 'PARTIALLY_ONLINE';
  return { kind: 'swap', regions: done, missing, versionEnds };
}

/** A version that a region still lacks. `tries` counts finished recoveries that failed. */
export interface QueuedRecovery {
  readonly store: string;
  readonly region: string;
  readonly version: number;
  readonly tries: number;
  readonly notBeforeMs: number;
}

/** The queue with one more entry; per store and region only the highest version stays. */
export function enqueueRecovery(
  queue: readonly QueuedRecovery[],
  entry: QueuedRecovery,
): readonly QueuedRecovery[] {
  const queuedBefore = queue.find((queued) => isSamePlace(queued, entry));
  if (queuedBefore === undefined) return [...queue, entry];
  return queuedBefore.version >= entry.version
    ? queue
    : queue.map((queued) => (queued === queuedBefore ? entry : queued));
}

/** The queue after a push of `version` started in a region: entries for older versions are obsolete. */
export function dropOlderThan(
  queue: readonly QueuedRecovery[],
  started: { readonly store: string; readonly region: string; readonly version: number },
): readonly QueuedRecovery[] {
  return queue.filter(
    (queued) => !isSamePlace(queued, started) || queued.version >= started.version,
  );
}

export type QueueStep = 'recover' | 'wait' | 'drop';

/**
 * The worker's action for an entry at one tick; `newestInRegion` is the highest version any push
 * brought to the region.
 */
export function judgeQueued(
  entry: QueuedRecovery,
  view: {
    readonly regionHealthy: boolean;
    readonly newestInRegion: number;
    readonly nowMs: number;
  },
): QueueStep {
  if (view.newestInRegion > entry.version) return 'drop';
  return view.regionHealthy && view.nowMs >= entry.notBeforeMs ? 'recover' : 'wait';
}

/** The entry after a failed recovery: pauses of 5, 10, 20, 40 and then always 60 minutes, without a limit. */
export function afterFailedRecovery(entry: QueuedRecovery, nowMs: number): QueuedRecovery {
  const pauseMinutes = entry.tries < 4 ? 5 * (1 << entry.tries) : 60;
  return { ...entry, tries: entry.tries + 1, notBeforeMs: nowMs + pauseMinutes * 60_000 };
}

function isSamePlace(
  one: { readonly store: string; readonly region: string },
  other: { readonly store: string; readonly region: string },
): boolean {
  return one.store === other.store && one.region === other.region;
}
