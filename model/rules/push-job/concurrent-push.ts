/**
 * Is another push of the store still running? Venice has two detection strategies, by the parent
 * version's status and from the topics that still exist in the parent; by default it computes both
 * and uses the topics' result. PJ-5 decides what to do about a running push.
 */
import type { VersionStatus } from '../../statuses.js';
import type { RegionCurrent } from '../recovery/candidates.js';
import type { Rule } from '../rule.js';

export const concurrentPushRule: Rule = {
  id: 'PJ-4',
  title: 'Is another push running?',
  source: 'VeniceParentHelixAdmin#getTopicForCurrentPushJob',
};

/** `concurrent.push.detection.strategy`. */
export type DetectionStrategy = 'DUAL' | 'TOPIC_BASED_ONLY' | 'PARENT_VERSION_STATUS_ONLY';

/** The version record behind a topic. */
interface TopicVersion {
  readonly versionStatus: VersionStatus;
  readonly swapDeferred: boolean;
  readonly swapRegions: readonly string[];
}

/** The parent's newest version topic that still exists physically, truncated or not. */
export interface LatestTopic {
  readonly number: number;
  readonly truncated: boolean;
  /** Undefined: the version record is gone. */
  readonly version: TopicVersion | undefined;
}

/** An answer to the status query of this version. `asked` counts this answer, from 1. */
interface JobStatusAnswer {
  readonly terminal: boolean;
  readonly unknownRegions: readonly string[];
  readonly asked: number;
}

/** The input of the detection. */
export interface DetectionView {
  readonly strategy: DetectionStrategy;
  /** The version with the highest number ever used; undefined: none, or gone. */
  readonly latestVersion:
    | { readonly number: number; readonly versionStatus: VersionStatus }
    | undefined;
  readonly latestTopic: LatestTopic | undefined;
  /** What every region serves; -1: no answer. */
  readonly currents: readonly RegionCurrent[];
  /** Undefined before the first query. */
  readonly jobStatus: JobStatusAnswer | undefined;
  readonly incremental: boolean;
}

/**
 * `ask-job-status`: the answer depends on a query that takes time; query after the pause and decide
 * again. `truncateLeftovers`: truncate the topics of failed pushes. `mismatch`: the other
 * strategy gives a different result, which is only logged.
 */
export type Detection =
  | { readonly kind: 'free'; readonly truncateLeftovers: boolean; readonly mismatch: boolean }
  | {
      readonly kind: 'running';
      readonly version: number;
      readonly reason: string;
      readonly mismatch: boolean;
    }
  | { readonly kind: 'ask-job-status'; readonly version: number; readonly afterMs: number }
  | { readonly kind: 'error'; readonly reason: string };

/** How often, and with what pause, the job's status is queried while a region is UNKNOWN. */
export const jobStatusQuestions = { max: 5, pauseMs: 10_000 } as const;

/**
 * Decides whether a push is running. Under DUAL the mismatch is only known where
 * neither strategy needs a query.
 */
export function detectRunningPush(view: DetectionView): Detection {
  if (view.strategy === 'PARENT_VERSION_STATUS_ONLY') return byVersionStatus(view);
  const answer = byTopic(view);
  if (view.strategy === 'TOPIC_BASED_ONLY') return answer;
  const other = byVersionStatus(view);
  if (answer.kind !== 'free' && answer.kind !== 'running') return answer;
  const mismatch =
    (other.kind === 'free' || other.kind === 'running') && other.kind !== answer.kind;
  return { ...answer, mismatch };
}

function byVersionStatus(view: DetectionView): Detection {
  const latest = view.latestVersion;
  if (latest === undefined) return free(false);
  switch (latest.versionStatus) {
    case 'KILLED':
    case 'ERROR':
    case 'ROLLED_BACK':
    case 'PARTIALLY_ONLINE':
    case 'ONLINE':
      return free(false);
    case 'STARTED':
    case 'PUSHED':
    case 'CREATED':
      return running(latest.number, `v${latest.number} is ${latest.versionStatus}`);
    case 'NOT_CREATED':
      return byJobStatus(latest.number, view, false);
  }
}

function byTopic(view: DetectionView): Detection {
  const topic = view.latestTopic;
  if (topic === undefined) return free(false);
  const { number, version } = topic;
  if (version === undefined) {
    return {
      kind: 'error',
      reason: `the topic of v${number} exists but its version record is gone; delete it`,
    };
  }
  const held = version.swapDeferred ? whyDeferredBlocks(number, version, view.currents) : undefined;
  if (held !== undefined) return running(number, held);
  return topic.truncated ? free(false) : byJobStatus(number, view, !view.incremental);
}

/** A deferred version with targets blocks as long as its topic exists, whatever happened to the version. */
function whyDeferredBlocks(
  number: number,
  { versionStatus, swapRegions }: TopicVersion,
  currents: readonly RegionCurrent[],
): string | undefined {
  if (swapRegions.length > 0) {
    return `the topic of v${number}, a deferred push to ${swapRegions.join(', ')}, is not deleted yet`;
  }
  if (versionStatus === 'STARTED' || versionStatus === 'PUSHED') {
    return `v${number} is ${versionStatus} and waits to be rolled forward`;
  }
  const elsewhere = currents.filter(({ current }) => current !== number);
  if (versionStatus !== 'ONLINE' || elsewhere.length === 0) return undefined;
  return `v${number} waits to be rolled forward in ${elsewhere.map(({ region }) => region).join(', ')}`;
}

function byJobStatus(number: number, view: DetectionView, truncateLeftovers: boolean): Detection {
  const answer = view.jobStatus;
  if (answer === undefined) return { kind: 'ask-job-status', version: number, afterMs: 0 };
  const { asked, unknownRegions, terminal } = answer;
  if (unknownRegions.length > 0 && asked < jobStatusQuestions.max) {
    return { kind: 'ask-job-status', version: number, afterMs: jobStatusQuestions.pauseMs };
  }
  if (terminal) return free(truncateLeftovers);
  const silent = unknownRegions.length === 0 ? '' : `; no status from ${unknownRegions.join(', ')}`;
  return running(number, `the push of v${number} has not ended${silent}`);
}

function free(truncateLeftovers: boolean): Detection {
  return { kind: 'free', truncateLeftovers, mismatch: false };
}

function running(version: number, reason: string): Detection {
  return { kind: 'running', version, reason, mismatch: false };
}
