/**
 * What travels inside an HTML report, between the writer (which sees a Run) and the page's script (which
 * sees only this). Types only. Instants are milliseconds since the start of the run; names are places in
 * `regions`, `stores` and `words`, with -1 for none. Columns of one table have equal length.
 */

/** Whole numbers as differences to the one before. */
export type Deltas = readonly number[];

/** One run, all a page needs. */
export interface RunDocument {
  readonly kind: 'run';
  readonly head: RunHead;
  readonly regions: readonly string[];
  readonly stores: readonly string[];
  readonly pushes: readonly PushRow[];
  /** Interned words of all tables. */
  readonly words: readonly string[];
  readonly serves: ServesColumns;
  /** Statuses of versions: in a region, or in the parent (region -1). */
  readonly versions: StatusColumns;
  /** Statuses of pushes as regions report them. */
  readonly ingestion: StatusColumns;
  readonly bands: readonly BandRow[];
  readonly faults: readonly FaultRow[];
  readonly marks: readonly MarkRow[];
  readonly waits: readonly WaitRow[];
  readonly recoveries: readonly RecoveryRow[];
  readonly recoverySteps: RecoveryColumns;
  readonly transfers: readonly TransferRow[];
  readonly narrative: NarrativeColumns;
}

/** What stands above everything else. */
export interface RunHead {
  readonly title: string;
  readonly story: string;
  readonly file: string;
  readonly text: string;
  readonly seed: string;
  readonly ties: string;
  readonly venice: string;
  readonly switches: readonly (readonly [name: string, value: string, usual: boolean])[];
  readonly replay: string;
  readonly digest: string;
  readonly events: number;
  readonly verdict: string;
  readonly verdictWords: string;
  readonly reason: string;
  /** How long the run lasted, and how it stopped. */
  readonly lasted: number;
  readonly ended: string;
  readonly expectations: readonly ExpectationRow[];
  readonly violations: readonly ViolationRow[];
}

export interface ExpectationRow {
  readonly text: string;
  readonly held: boolean;
  readonly found: string;
}

export interface ViolationRow {
  readonly invariant: string;
  readonly at: number;
  readonly message: string;
  /** The scenario announced it. */
  readonly announced: boolean;
}

/** `to` is -1 while the push runs. */
export interface PushRow {
  readonly name: string;
  readonly store: number;
  readonly version: number;
  readonly outcome: string;
  readonly reason: string;
  readonly from: number;
  readonly to: number;
}

/** From `at` on, the region serves this version of the store; 0 = nothing. Ordered by `at`. */
export interface ServesColumns {
  readonly at: Deltas;
  readonly region: readonly number[];
  readonly store: readonly number[];
  readonly version: readonly number[];
}

/** From `at` on, a version has this status (a place in `words`, '' when it is gone). Ordered by `at`. */
export interface StatusColumns {
  readonly at: Deltas;
  readonly region: readonly number[];
  readonly store: readonly number[];
  readonly version: readonly number[];
  readonly status: readonly number[];
}

export interface BandRow {
  readonly region: number;
  readonly kind: 'outage' | 'degraded' | 'recovering';
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface FaultRow {
  readonly fault: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What an operator did, or was refused. */
export interface MarkRow {
  readonly at: number;
  readonly text: string;
  readonly refused: boolean;
}

/** A hook holds a version back: in one region, or everywhere (region -1). */
export interface WaitRow {
  readonly region: number;
  readonly store: number;
  readonly version: number;
  readonly hook: string;
  readonly point: string;
  readonly from: number;
  readonly to: number;
}

/** `to` is -1 when the recovery did not end. */
export interface RecoveryRow {
  readonly region: number;
  readonly stores: number;
  readonly from: number;
  readonly to: number;
}

/** Ordered by `at`; `recovery` is a place in `recoveries`, `state` one in `words`. */
export interface RecoveryColumns {
  readonly at: Deltas;
  readonly recovery: readonly number[];
  readonly store: readonly number[];
  readonly state: readonly number[];
}

/** One copy of a version over a connection. */
export interface TransferRow {
  readonly source: number;
  readonly target: number;
  readonly store: number;
  readonly version: number;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/**
 * The narrative. A line's text is a template whose gaps are filled with words that contain a digit; `args`
 * holds the fillings of all lines one after the other. `shape` is a place in `shapes`.
 */
export interface NarrativeColumns {
  readonly at: Deltas;
  readonly shape: readonly number[];
  readonly region: readonly number[];
  readonly store: readonly number[];
  readonly push: readonly number[];
  readonly args: readonly number[];
  readonly shapes: readonly NarrativeShape[];
}

/** What many lines share. Gaps of `template` are U+E000. */
export interface NarrativeShape {
  readonly template: string;
  readonly where: string;
  readonly rule: string;
  readonly important: boolean;
}
