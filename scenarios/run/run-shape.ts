/**
 * The shape of a finished run: what reports, the command line and other programs may rely on. Types
 * only, so that reports can be written and tested without running anything. Every name that ends in Ms
 * is an instant in milliseconds since the Unix epoch.
 */
import type { Fact, Names } from '../../model/index.js';
import type { Instant, TraceEntry } from '../../sim/index.js';
import type { PushEnding, Scenario } from '../scenario.js';

/** The verdict of a run, best first; the values are part of the JSON document. */
export type Verdict = 'passed' | 'expectation-missed' | 'invariant-violated' | 'unsettled';

/** One expectation, judged; `found` says what was there instead (or, if it held, what was there). */
export interface ExpectationResult {
  readonly text: string;
  readonly held: boolean;
  readonly found: string;
}

/** One violation of an invariant; the message has names and numbers. */
export interface ViolationReport {
  readonly invariant: string;
  readonly atMs: number;
  readonly message: string;
  /** The known gaps of Venice as built that can be its cause: `G2 empty-target-guard`. Absent for anything else. */
  readonly gaps?: readonly string[];
}

/**
 * One fact as an operator reads it. `where` is 'parent', 'operator', a region's name, 'push p1' and the
 * like.
 */
export interface NarrativeLine {
  readonly atMs: number;
  readonly where: string;
  readonly text: string;
  /** The rule the fact follows from. */
  readonly rule?: string;
  /** The kind of fact. */
  readonly kind: string;
  readonly region?: string;
  readonly store?: string;
  /** The version it is about, when it is about one of a store. */
  readonly version?: number;
  /** The push it belongs to: named by the fact, or the one that made the version. */
  readonly push?: string;
  /** A line that a summary should not leave out. */
  readonly important: boolean;
}

/** A stretch of time in which a region served one version of one store. */
export interface LaneServes {
  readonly store: string;
  readonly version: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a region served when, by store and then by time. */
export type LaneOfVersions = Pick<Lane, 'region' | 'serves'>;

/** A stretch of time in which a region was in a special state, with a text for a legend or a tooltip. */
export interface LaneBand {
  readonly kind: 'outage' | 'degraded' | 'recovering';
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
}

/** How far a region is with one version of one store, over a stretch of time. */
export interface LanePush {
  readonly store: string;
  readonly version: number;
  /** Name of the push that made the version; '' for a version that no push of the file made. */
  readonly push: string;
  readonly status: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One region over the whole run. */
export interface Lane {
  readonly region: string;
  readonly serves: readonly LaneServes[];
  readonly bands: readonly LaneBand[];
  /** Push status by version, in the order in which it began. */
  readonly pushes: readonly LanePush[];
}

/** Why and when a run stopped. */
interface RunStop {
  readonly reason: 'settled' | 'horizon' | 'event-limit' | 'instant-limit';
  readonly at: Instant;
  /** The reason as a sentence; for limits, what was still pending. */
  readonly words: string;
}

/** A finished run. */
export interface Run {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly end: RunStop;
  readonly events: number;
  readonly digest: string;
  readonly verdict: Verdict;
  readonly violations: readonly ViolationReport[];
  readonly expectations: readonly ExpectationResult[];
  readonly summary: RunSummary;
  readonly narrative: readonly NarrativeLine[];
  readonly lanes: readonly Lane[];
  /** Of the lanes, what each region served when: all that studies read of them, and present without a trace, too. */
  readonly serves: readonly LaneOfVersions[];
  /** Everything that happened, oldest first: numbers that `names` turns into names. */
  readonly facts: readonly TraceEntry<Fact>[];
  /** False if the run kept no facts: narrative, lanes and rules, which are made from them, are empty then. */
  readonly isTraced: boolean;
  readonly names: Names;
  /** Ids of the rules from which something that happened follows, in order of first use. */
  readonly rules: readonly string[];
}

/** How one push went. `endedMs` is null while it runs. */
export interface PushSummary {
  readonly push: string;
  readonly store: string;
  /** 0 when no version was created. */
  readonly version: number;
  readonly outcome: PushEnding;
  readonly reason: string;
  /** The last checkpoint that its job reported, by Venice's name. */
  readonly checkpoint: string;
  readonly startedMs: number;
  readonly endedMs: number | null;
}

/** One version of a store at the end; `regions` leaves out regions that do not have it. */
interface VersionSummary {
  readonly version: number;
  readonly status: string;
  readonly regions: Readonly<Record<string, string>>;
}

/** One store at the end. */
interface StoreSummary {
  readonly store: string;
  readonly parentCurrent: number;
  readonly serving: Readonly<Record<string, number>>;
  readonly versions: readonly VersionSummary[];
}

/** One recovery of a region. */
interface RecoverySummary {
  readonly region: string;
  readonly totalStores: number;
  /** Copies that began. */
  readonly initiatedStores: number;
  readonly recoveredStores: number;
  readonly failedStores: number;
  /** Stores whose version was rolled back meanwhile. */
  readonly endedStores: number;
  readonly versionsTransitioned: number;
  readonly complete: boolean;
}

/** One number that Venice would have published. */
export interface MetricSummary {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A bad version (one whose data has a defect) that regions served. */
export interface BadVersionSummary {
  readonly push: string;
  readonly store: string;
  readonly version: number;
  /** Regions that served it at any time. */
  readonly regions: readonly string[];
  /** Minutes in which a region served it, summed over the regions. */
  readonly regionMinutes: number;
}

/** A hook that at the end still holds something back. */
export interface HookWaitSummary {
  readonly hook: string;
  readonly function: string;
  readonly store: string;
  readonly version: number;
  /** '' at functions about the whole job. */
  readonly region: string;
  /** `answers-wait`: it has answered WAIT `times` times without a break; `hangs`: a call has no answer yet. */
  readonly state: 'answers-wait' | 'hangs';
  readonly times: number;
  readonly sinceMs: number;
}

/** What the reader of a run must not miss, in numbers: the head of every report. */
export interface RunTotals {
  readonly pushes: { readonly all: number } & Readonly<Record<PushEnding, number>>;
  /** Numbers that are counted while the run happens; absent if nothing was counted. */
  readonly counted?: {
    /** Hours in which a region served an older version than another region of at least one store, summed over the regions. */
    readonly staleRegionHours: number;
    readonly badVersions: readonly BadVersionSummary[];
    /** Largest share of all reads, 0 to 1, that met a bad version at once. */
    readonly badReadsShare: number;
    readonly hookCallsThatThrew: number;
    readonly hookCallsTimedOut: number;
    readonly hookWaits: readonly HookWaitSummary[];
  };
  readonly recoveries: {
    readonly all: number;
    readonly incomplete: number;
    /** Stores that no later recovery of their region recovered. */
    readonly storesFailed: number;
  };
  /** Violations that the scenario does not announce, those by a known gap of Venice as built apart, and those that it does. */
  readonly violations: {
    readonly unexpected: number;
    readonly knownGaps: number;
    readonly expected: number;
  };
}

/** The JSON document of a run. Keys may be added, never renamed. */
export interface RunSummary {
  readonly scenario: string;
  readonly file: string;
  readonly seed: string;
  readonly venice: {
    readonly profile: string;
    readonly policy: string;
    readonly switches: Readonly<Record<string, boolean | string>>;
  };
  readonly verdict: Verdict;
  /** How many expectations were judged, announced violations included; 0: nothing was expected. */
  readonly expected: number;
  readonly totals: RunTotals;
  /** A run stopped by the limit of events at one instant says `event-limit` here. */
  readonly end: { readonly reason: 'settled' | 'horizon' | 'event-limit'; readonly atMs: number };
  readonly events: number;
  readonly digest: string;
  readonly pushes: readonly PushSummary[];
  readonly stores: readonly StoreSummary[];
  readonly degradedRegions: readonly string[];
  readonly recoveries: readonly RecoverySummary[];
  readonly violations: readonly ViolationReport[];
  readonly expectations: readonly ExpectationResult[];
  readonly metrics: readonly MetricSummary[];
}
