/**
 * Types of the push job's polling loop: its state, its input, its conclusions. PJ-1 draws the
 * conclusions; this file makes no decision.
 */
import type { ExecutionStatus, VersionStatus } from '../../statuses.js';
import type { PartialSuccessVariant } from '../degraded/partial-success.js';
import type { SwapWaitVariant } from './poll-cadence.js';

/** The loop's state between polls. Instants are 0 while unset. */
export interface PollMemory {
  /** Regions that have completed once; later answers do not remove them. */
  readonly done: readonly string[];
  readonly unknownSinceMs: number;
  readonly swapSinceMs: number;
  /** Consecutive polls that found no version in the parent. */
  readonly missing: number;
  readonly nextPollMs: number;
}

/** The state before the first poll. */
export const newPollMemory: PollMemory = {
  done: [],
  unknownSinceMs: 0,
  swapSinceMs: 0,
  missing: 0,
  nextPollMs: 0,
};

/** The parent's answer. `no-answer`: no controller could be reached, for all the retries. */
export type PollAnswer =
  | { readonly kind: 'no-answer'; readonly reason: string }
  | {
      readonly kind: 'answered';
      readonly status: ExecutionStatus;
      readonly regions: readonly { readonly region: string; readonly status: ExecutionStatus }[];
    };

/** The job's input at a poll. */
export interface PollView {
  readonly nowMs: number;
  readonly answer: PollAnswer;
  /** The job waits for a deferred swap: it requested one, or its version answer named degraded regions. */
  readonly deferred: boolean;
  /** The version in the parent; undefined: it is not there. Consulted for a deferred swap. */
  readonly versionStatus: VersionStatus | undefined;
  /** Degraded regions named when the version was created. */
  readonly degradedRegions: readonly string[];
  readonly swapWaitMinutes: number;
  /** `job.status.in.unknown.state.timeout.ms`. */
  readonly unknownTimeoutMs: number;
}

/** Switches of the same names; as built `pushJobAcceptsPartial` is on and `swapTimeout` off. */
export interface PollVariant extends PartialSuccessVariant, SwapWaitVariant {}

/** `checkpoint` is Venice's number for failures that it distinguishes, else null. */
export type PollVerdict =
  | { readonly kind: 'keep-polling'; readonly reason: string }
  | { readonly kind: 'succeeded'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly because: PollFailure;
      readonly reason: string;
      readonly checkpoint: number | null;
    };

export type PollFailure =
  | 'no-answer'
  | 'push-failed'
  | 'region-incomplete'
  | 'version-missing'
  | 'rolled-back'
  | 'killed'
  | 'partially-online'
  | 'swap-too-late'
  | 'unknown-too-long';

/** The conclusion, and the new state. */
export interface PollConclusion {
  readonly memory: PollMemory;
  readonly verdict: PollVerdict;
}
