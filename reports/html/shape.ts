/**
 * What travels inside an HTML report, between the writer (which sees a Run) and the page's script (which
 * sees only this). Types only. Instants are milliseconds since the start of the run; names are places in
 * `regions`, `stores` and `words`, with -1 for none. Columns of one table have equal length.
 */
import type { FactOf } from '../../model/index.js';
import type { Lane, NarrativeLine, Run, Scenario } from '../../scenarios/index.js';
import type { Colors } from '../report.js';

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
export interface RunHead
  extends Pick<Scenario, 'title' | 'story' | 'file' | 'text' | 'ties'>,
    Pick<Run, 'seed' | 'digest' | 'events' | 'verdict' | 'expectations'> {
  readonly venice: string;
  readonly switches: readonly (readonly [name: string, value: string, usual: boolean])[];
  readonly replay: string;
  readonly verdictWords: string;
  /** How the verdict is coloured: `strong` is neutral. */
  readonly mood: keyof Colors;
  /** The totals of the run in one line. */
  readonly totals: string;
  readonly reason: string;
  /** How long the run lasted, and how it stopped. */
  readonly lasted: number;
  readonly ended: string;
  /** `announced`: the scenario expects this violation. */
  readonly violations: readonly (Omit<Run['violations'][number], 'atMs'> & {
    readonly at: number;
    readonly announced: boolean;
  })[];
}

/** `to` is -1 while something has not ended. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface PushRow
  extends Span,
    Pick<Run['summary']['pushes'][number], 'version' | 'outcome' | 'reason'> {
  readonly name: string;
  readonly store: number;
}

export interface BandRow extends Span, Pick<Lane['bands'][number], 'kind' | 'text'> {
  readonly region: number;
}

export interface FaultRow extends Span, Pick<FactOf<'fault-began'>, 'fault' | 'text'> {}

/** What an operator did, or was refused. */
export interface MarkRow {
  readonly at: number;
  readonly text: string;
  readonly refused: boolean;
}

/** A hook holds a version back: in one region, or everywhere (region -1). */
export interface WaitRow
  extends Span,
    Pick<FactOf<'hook-answered'>, 'region' | 'store' | 'version' | 'hook' | 'point'> {}

export interface RecoveryRow extends Span {
  readonly region: number;
  readonly stores: number;
}

/** One copy of a version over a connection. */
export interface TransferRow
  extends Span,
    Pick<FactOf<'replication-started'>, 'store' | 'version' | 'bytes'> {
  readonly source: number;
  readonly target: number;
}

/** A column a name, beside the instants by which all are ordered. */
export type Columns<Name extends string> = { readonly at: Deltas } & {
  readonly [N in Name]: readonly number[];
};

/** From `at` on, the region serves this version of the store; 0 = nothing. */
type ServesColumns = Columns<'region' | 'store' | 'version'>;

/** From `at` on, a version has this status (a place in `words`, '' when it is gone). */
export type StatusColumns = Columns<'region' | 'store' | 'version' | 'status'>;

/** `recovery` is a place in `recoveries`, `state` one in `words`. */
type RecoveryColumns = Columns<'recovery' | 'store' | 'state'>;

/**
 * The narrative. A line's text is a template whose gaps are filled with words that contain a digit; `args`
 * holds the fillings of all lines one after the other. `shape` is a place in `shapes`.
 */
export type NarrativeColumns = Columns<'shape' | 'region' | 'store' | 'push' | 'args'> & {
  readonly shapes: readonly NarrativeShape[];
};

/** What many lines share. Gaps of `template` are U+E000. */
export interface NarrativeShape extends Pick<NarrativeLine, 'where' | 'important'> {
  readonly template: string;
  readonly rule: string;
}
