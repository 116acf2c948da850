/**
 * Types of a status query in the parent (SA-16): the query, the regions' answers, the parent's
 * record of the version, and the actions. Shared by the steps that handle a query; makes no
 * decision.
 */
import type { ExecutionStatus, VersionStatus } from '../../statuses.js';

/** The parameters of a push job's query. */
export interface JobStatusQuery {
  readonly version: number;
  /** The job makes an incremental push. */
  readonly incremental: boolean;
  /** Target regions as text, as the job sends them; null or '' if it names none. */
  readonly targets: string | null;
  /**
   * The job makes a target-region push with a deferred swap, or its version answer named degraded
   * regions. As built every region is queried then.
   */
  readonly deferred: boolean;
  /**
   * The job polls by the targets the version really has (`poll-effective-targets`): no other region is
   * queried, deferred or not.
   */
  readonly onlyTargets: boolean;
}

/**
 * One region's answer. `no-leader`: no controller to query was found, the usual sign of a region that
 * is down.
 */
export type RegionAnswer = { readonly region: string } & (
  | {
      readonly kind: 'answered';
      readonly status: ExecutionStatus;
      /** When the region reached the status; null if the answer does not contain it. */
      readonly sinceSeconds: number | null;
      readonly details: string | null;
      /** Address of the controller that answered. */
      readonly leader: string;
    }
  | { readonly kind: 'query-failed'; readonly leader: string; readonly error: string }
  | { readonly kind: 'no-leader'; readonly error: string }
);

/** The version as the parent records it. */
export interface PolledVersion {
  readonly status: VersionStatus;
  readonly swapDeferred: boolean;
  readonly targetSwapRegion: string;
  readonly hybrid: boolean;
  readonly pushType: 'BATCH' | 'INCREMENTAL' | 'STREAM_REPROCESSING';
}

/** The input of the rule. */
export interface JobStatusView {
  readonly query: JobStatusQuery;
  /**
   * Answers of all child regions, in the order visited; regions that are not queried may be left
   * out.
   */
  readonly answers: readonly RegionAnswer[];
  /** How many child regions there are. */
  readonly regions: number;
  /** Undefined: the parent has no such version any more. */
  readonly version: PolledVersion | undefined;
  readonly incrementalStore: boolean;
  /** The strategy of push detection writes topics in the parent. */
  readonly parentTopicWritten: boolean;
  readonly erroredTopicsToKeep: number;
  readonly truncationDisabled: boolean;
}

/**
 * What a query does to the parent, in this order. `clear-cooldown` is meant for the record of the
 * querying push; another job's record stays.
 */
export type JobStatusAction =
  | { readonly kind: 'terminal-status-seen'; readonly status: ExecutionStatus }
  | { readonly kind: 'clear-cooldown' }
  | {
      readonly kind: 'set-version-status';
      readonly version: number;
      readonly status: VersionStatus;
    }
  | { readonly kind: 'set-current-version'; readonly version: number }
  | {
      readonly kind: 'truncate-parent-topic';
      readonly version: number;
      readonly topic: 'version' | 'stream-reprocessing';
    };

/** A region in the answer. */
export interface RegionInAnswer {
  readonly region: string;
  readonly status: ExecutionStatus;
  readonly details: string | null;
  readonly sinceSeconds: number | null;
}

/** `failed`: the query ends in an error; what was done before stays done. */
export type JobStatusOutcome =
  | {
      readonly kind: 'answered';
      readonly status: ExecutionStatus;
      readonly details: string;
      readonly regions: readonly RegionInAnswer[];
      readonly actions: readonly JobStatusAction[];
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly actions: readonly JobStatusAction[];
    };

/**
 * The state of a partly handled query: the version after the actions so far. `missing`: a step needed a
 * version that is not there.
 */
export interface Standing {
  readonly version: PolledVersion | undefined;
  readonly missing: boolean;
  readonly details: string;
  readonly actions: readonly JobStatusAction[];
}

/** The state after a write of the version's status; the query fails if there is no version. */
export function withVersionStatus(
  standing: Standing,
  version: number,
  status: VersionStatus,
): Standing {
  if (standing.version === undefined) return { ...standing, missing: true };
  return {
    ...standing,
    version: { ...standing.version, status },
    actions: [...standing.actions, { kind: 'set-version-status', version, status }],
  };
}

/** The state after more actions that do not change the version's record. */
export function withActions(standing: Standing, actions: readonly JobStatusAction[]): Standing {
  return { ...standing, actions: [...standing.actions, ...actions] };
}
