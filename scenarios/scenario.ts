/**
 * A scenario file after validation: the setup of a World, how to run
 * it, and what its author expects. A Scenario is complete plain data and need not be checked
 * again. Types only.
 */
import type { Checkpoint, VersionStatus, WorldSetup } from '../model/index.js';
import type { Delay, Duration, Instant } from '../sim/index.js';

/** A validated scenario. */
export interface Scenario {
  readonly title: string;
  /** Why the scenario exists; may be empty. */
  readonly story: string;
  /** Where it came from, as it is shown to people. */
  readonly file: string;
  /** The text it was read from. */
  readonly text: string;
  readonly seed: string;
  readonly ties: 'fifo' | 'shuffled';
  /** How long the run may last, from the start. */
  readonly horizon: Duration;
  /** The file itself sets the horizon, and no caller has changed it. */
  readonly setsHorizon: boolean;
  /** How many events the run may handle. */
  readonly eventsMax: number;
  readonly setup: WorldSetup;
  /** Outages that are drawn from the seed of a run. */
  readonly outages?: OutagePlan;
  readonly expectations: readonly Expectation[];
  /** Invariants that must break in this scenario, because it shows a known flaw. */
  readonly violates: readonly string[];
  /** What its configuration holds beside keys in effect; absent: nothing. */
  readonly notices?: readonly string[];
}

/** How often regions are down, and for how long. */
export interface OutagePlan {
  readonly regions: readonly string[];
  /** From the end of one outage of a region, or the start of the run, to its next one. */
  readonly every: Delay;
  readonly lasts: Delay;
  /** Undefined: the regions are never marked. */
  readonly operator?: {
    /** After the start of the outage; a shorter outage is not marked. */
    readonly marksAfter: Duration;
    /** After its end. */
    readonly unmarksAfter: Duration;
  };
}

/** An instant of the run, or the instant at which it stops. */
export type Moment = Instant | 'end';

/** The states of a push at the end of a run. */
export type PushEnding = 'succeeded' | 'failed' | 'refused' | 'killed' | 'died' | 'running';

/** What can be counted: polls of a job, calls of hooks, version topics that exist, those of them that are truncated. */
export type CountOf = 'polls' | 'hook-calls' | 'topics' | 'truncated-topics';

/** What can be expected, by kind. */
interface Expectations {
  /** A push ends so; `because` must be part of the reason that is given. */
  readonly 'push-ends': {
    readonly push: string;
    readonly ends: PushEnding;
    readonly because?: string;
    /** The last checkpoint that the job has reported. */
    readonly checkpoint?: Checkpoint;
  };
  /** A version has this status: in the named region, or in the parent when no region is named. */
  readonly 'version-status': {
    readonly at: Moment;
    readonly store: string;
    readonly version: number;
    readonly region?: string;
    readonly status: VersionStatus;
  };
  /** A region's servers serve this version of a store, or the parent has it for its current one when no region is named; 0 = none. */
  readonly serves: {
    readonly at: Moment;
    readonly store: string;
    readonly region?: string;
    readonly version: number;
  };
  /** A region is, or is not, marked degraded. */
  readonly degraded: {
    readonly at: Moment;
    readonly region: string;
    readonly degraded: boolean;
  };
  /** The latest recovery of a region has come so far. */
  readonly recovery: {
    readonly at: Moment;
    readonly region: string;
    readonly recovered?: number;
    readonly failed?: number;
    readonly complete?: boolean;
    /** How many recoveries of the region have begun so far, this one included. */
    readonly begun?: number;
  };
  /** So many Da Vinci instances of a region serve this version of a store. */
  readonly 'dvc-serves': {
    readonly at: Moment;
    readonly store: string;
    readonly region: string;
    readonly version: number;
    readonly instances: number | 'all';
  };
  /**
   * The last such action of the operator was carried out, or refused with a reason that contains
   * `because`.
   */
  readonly operator: {
    readonly action: string;
    readonly region?: string;
    readonly ends: 'done' | 'refused';
    readonly because?: string;
  };
  /** A metric of the run has such a value at the end; only values with the given labels count, a metric without a value counts as 0. */
  readonly metric: {
    readonly metric: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly is?: number;
    readonly atLeast?: number;
    readonly atMost?: number;
  };
  /** So much has been counted: of a push, a store, a region; topics without a region are the parent's. */
  readonly counts: {
    readonly at: Moment;
    readonly counts: CountOf;
    readonly push?: string;
    readonly store?: string;
    readonly region?: string;
    readonly is?: number;
    readonly atLeast?: number;
    readonly atMost?: number;
  };
  /**
   * So many lines of the narrative contain a text; without a number at least one does. Counted are lines after the first one that contains
   * `after`, no more than `within` later than it; without `after`, than the start of the run.
   */
  readonly tells: {
    readonly tells: string;
    readonly after?: string;
    readonly within?: Duration;
    readonly times?: number;
  };
}

type ExpectationOf<Kind extends keyof Expectations> = Expectations[Kind] & {
  readonly kind: Kind;
  /** Its text in reports, and its line in the file. */
  readonly text: string;
  readonly line: number;
};

export type Expectation = { [Kind in keyof Expectations]: ExpectationOf<Kind> }[keyof Expectations];
