/**
 * Types of the deferred version swap: the input of one tick for a version, the swap
 * service's state between ticks, its actions, and its stop reasons. Values only, so that an
 * actor can keep the state in the World. Decisions are in the files beside this one.
 */
import type { ExecutionStatus, VersionStatus } from '../../statuses.js';

/** One region as the parent reads it at this tick. */
export interface SwapRegion {
  readonly region: string;
  /**
   * Whether its controller answers; if not, the fields below (except the push status) are the last known ones and
   * mostly ignored.
   */
  readonly reachable: boolean;
  /** The pushed version's status there; undefined if the region has no such version. */
  readonly versionStatus: VersionStatus | undefined;
  readonly currentVersion: number;
  /** When its current version was promoted, milliseconds since the epoch. */
  readonly promotedAtMs: number;
  /**
   * The region's status in the parent's status query; undefined if the query does not name the
   * region.
   */
  readonly pushStatus: ExecutionStatus | undefined;
  /**
   * When that push status was reached, seconds since the epoch; undefined if the region did not
   * report it.
   */
  readonly pushStatusSinceSeconds: number | undefined;
}

/** The parent's record of the version with the store's largest used number. */
interface SwapVersion {
  readonly number: number;
  readonly status: VersionStatus;
  readonly swapDeferred: boolean;
  /** Comma separated, as stored; null or empty for a version without target regions. */
  readonly targetSwapRegion: string | null;
  readonly targetRegionPromoted: boolean;
  /** Regions left out of this version because they were degraded; consulted only by variants. */
  readonly excluded: readonly string[];
}

/**
 * The input of a tick. One value is used in all stages of the same tick: Venice, too, works on a
 * snapshot.
 */
export interface SwapView {
  readonly nowMs: number;
  /** `deferred.version.swap.region.roll.forward.order` as a list; empty = all regions at once. */
  readonly rolloutOrder: readonly string[];
  /** `deferred.version.swap.buffer.time`: the number of waits after which a swap is stalled. */
  readonly stallFactor: number;
  /** The store's `targetSwapRegionWaitTime`. */
  readonly waitMinutes: number;
  /** Registered hooks that can be instantiated, in order. */
  readonly hooks: readonly string[];
  /** The parent's own topic of this version. */
  readonly parentTopic: 'never-written' | 'open' | 'truncated';
  /** Does the parent's own record of the store take writes? Without them the service changes no current version. */
  readonly writesEnabled: boolean;
  readonly version: SwapVersion;
  /** Every child region, in the order in which the parent visits them. */
  readonly regions: readonly SwapRegion[];
}

/**
 * The service's state of one store between ticks (it is lost with the parent's
 * leadership).
 */
export interface SwapState {
  /** The version of the counters and cached instants; 0 before the first tick. */
  readonly version: number;
  /**
   * Consecutive ticks at which a region did not show the version; a region that showed it is absent.
   */
  readonly missing: Readonly<Record<string, number>>;
  readonly failedRollForwards: number;
  /** Completion instants stored while waiting in parallel mode; kept for two hours. */
  readonly notedCompletion: NotedCompletion | undefined;
  /** Promotion instant stored while waiting in sequential mode; kept for one hour. */
  readonly notedPromotion: NotedPromotion | undefined;
  /** The store is in the set of stalled stores. It outlives the version. */
  readonly stalled: boolean;
}

interface NotedCompletion {
  readonly notedAtMs: number;
  readonly sinceSeconds: Readonly<Record<string, number>>;
}

interface NotedPromotion {
  readonly notedAtMs: number;
  readonly promotedAtMs: number;
}

/** The state before the first tick for a store. */
export const freshSwapState: SwapState = {
  version: 0,
  missing: {},
  failedRollForwards: 0,
  notedCompletion: undefined,
  notedPromotion: undefined,
  stalled: false,
};

/**
 * The actions of a tick, in order. `roll-back` failing (lock, timeout) must drop the actions after
 * it, as the failing task does.
 */
export type SwapAction =
  | {
      readonly kind: 'set-version-status';
      readonly version: number;
      readonly status: VersionStatus;
    }
  | { readonly kind: 'set-current-version'; readonly version: number }
  | { readonly kind: 'truncate-parent-topic'; readonly version: number }
  | { readonly kind: 'mark-target-promoted'; readonly version: number }
  | { readonly kind: 'roll-forward'; readonly regions: readonly string[] }
  /** `filter` is a comma separated region list, never empty. */
  | { readonly kind: 'roll-back'; readonly filter: string }
  | {
      readonly kind: 'metric';
      readonly metric: 'parent-child-mismatch' | 'child-mismatch' | 'failed-roll-forward';
    }
  /** Writes the gauge of stalled stores: this store is in the set, or out of it. */
  | { readonly kind: 'metric'; readonly metric: 'stalled-stores'; readonly stalled: boolean };

/** Why a tick for a version ended. */
export type SwapStopReason =
  | 'not-a-deferred-target-push'
  | 'unknown-region'
  | 'parent-status-is-final'
  | 'target-does-not-serve-yet'
  | 'every-region-is-settled'
  | 'target-not-in-status-query'
  | 'target-failed'
  | 'target-not-complete'
  | 'waiting'
  | 'completion-time-unknown'
  | 'region-missing'
  | 'region-failed'
  | 'region-still-ingesting'
  | 'region-does-not-answer'
  | 'all-other-regions-failed'
  | 'nothing-left-to-roll-forward'
  | 'every-region-serves'
  | 'hook-said-wait'
  | 'hook-answered-nothing'
  | 'hook-threw'
  | 'hook-hangs'
  | 'hook-vetoed'
  | 'roll-forward-failed'
  | 'gave-up-after-failed-roll-forwards'
  | 'rolled-forward';

/** The end of a tick. `region` is the region the reason is about, where there is one. */
export interface SwapStop {
  readonly kind: 'stop';
  readonly reason: SwapStopReason;
  readonly region?: string;
}

/** A roll-forward that a tick has decided on, and the status after its success. */
export interface SwapPlan {
  readonly kind: 'roll-forward';
  readonly mode: 'parallel' | 'sequential';
  readonly regions: readonly string[];
  /** The version's status once these regions serve it; undefined while more regions must follow. */
  readonly finalStatus: 'ONLINE' | 'PARTIALLY_ONLINE' | undefined;
  /**
   * Regions that a veto rolls back under `forward-regions`: the target string, or the order up to
   * the prior region.
   */
  readonly backFilter: string;
}

/**
 * One round of hook calls: every hook is called, in order, with `regionArgument`; a PROCEED lets
 * `gates` swap.
 */
export interface SwapQuestion {
  readonly regionArgument: string;
  readonly gates: readonly string[];
}

/** The next step. */
export type SwapNext =
  | SwapStop
  | SwapPlan
  | {
      readonly kind: 'ask-hooks';
      readonly questions: readonly SwapQuestion[];
      readonly hooks: readonly string[];
      readonly plan: SwapPlan;
    };

/** The result of every stage. */
export interface SwapStep {
  readonly state: SwapState;
  readonly actions: readonly SwapAction[];
  readonly next: SwapNext;
}

/** The switches that change the service's behaviour; names are those of the switch table. */
export interface SwapVariant {
  readonly parallelMarksPartial: boolean;
  readonly sequentialSkipsDegraded: boolean;
  readonly failedTargetIsKilled: boolean;
  readonly dvcErrorsFailTarget: boolean;
  readonly hookExceptionProceeds: boolean;
  readonly hookLimits: boolean;
  readonly oneRollbackPerDecision: boolean;
  readonly abortKeepsSwapped: boolean;
  readonly gateOwnRegion: boolean;
  readonly rollbackScope: 'all-swapped' | 'forward-regions';
}
