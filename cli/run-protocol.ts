/**
 * The messages between the command line and the thread that runs scenarios: plain data both ways,
 * problems already as text.
 */
import type { LineFilter } from '../reports/index.js';
import type { Overrides, Verdict } from '../scenarios/index.js';

/** Plans the work: which files paths stand for, and whether the named reports exist. */
export interface PlanRequest {
  readonly kind: 'plan';
  readonly paths: readonly string[];
  /** Names of reports; `all` for every one. */
  readonly reports: readonly string[] | 'all';
}

/** One scenario to run, and which texts to make of it. */
export interface RunRequest {
  readonly kind: 'run';
  readonly file: string;
  readonly overrides: Overrides;
  /** Custom hooks may run. */
  readonly allowCode: boolean;
  /** Names of reports to be shown on the terminal. */
  readonly printed: readonly string[];
  /** Names of reports to be written to files; they do not depend on any terminal. */
  readonly written: readonly string[];
  readonly screen: Screen;
  readonly filter: LineFilter;
  /** Run twice and compare. */
  readonly verifies: boolean;
  /** The push that message diagrams show; '' for their default. */
  readonly push: string;
  readonly trace: TraceWish;
}

/** What becomes of the trace: kept for reports, reduced to its digest, or written to a file as it happens. */
export type TraceWish = 'kept' | 'digest' | { readonly file: string };

/** Where printed text appears. */
interface Screen {
  /** Columns; what is longer is folded. */
  readonly width: number;
  /** Lines of long lists are folded too, and not left for a pipe as they are. */
  readonly folds: boolean;
  readonly isColoured: boolean;
}

/** One text that was made; `extension` is what its file's name ends in. */
interface RenderedReport {
  readonly name: string;
  readonly extension: string;
  readonly text: string;
}

/** What one run contributes to a file that all runs share. */
export interface RenderedPart {
  readonly name: string;
  readonly text: string;
}

/** Bad input: one text per problem. */
export interface BadInput {
  readonly kind: 'bad-input';
  readonly problems: readonly string[];
}

/** A bug in the simulator. */
export interface Bug {
  readonly kind: 'bug';
  readonly words: string;
}

/** A run that ended without a result through no fault of the simulator, such as for want of memory. */
export interface Lost {
  readonly kind: 'lost';
  readonly words: string;
}

/** A report that is going to be made, and what its files are called. */
export interface PlannedReport {
  readonly name: string;
  /** What the names of one run's files end in. */
  readonly extensions: readonly string[];
  /** The one file for all runs, if there is one. */
  readonly sharedFile?: string | undefined;
}

export interface Planned {
  readonly kind: 'planned';
  readonly files: readonly string[];
  readonly reports: readonly PlannedReport[];
}

export interface Finished {
  readonly kind: 'finished';
  readonly verdict: Verdict;
  /** How many expectations were judged. */
  readonly expected: number;
  /** Why something that the run was to write is incomplete. */
  readonly problem?: string | undefined;
  /** What the configuration holds beside keys in effect. */
  readonly notices: readonly string[];
  readonly printed: readonly RenderedPart[];
  readonly written: readonly RenderedReport[];
  readonly parts: readonly RenderedPart[];
}

export type PlanAnswer = Planned | BadInput | Bug | Lost;
export type RunAnswer = Finished | BadInput | Bug | Lost;

/** Runs scenarios on this thread or another. One request at a time; never rejects. */
export interface ScenarioRunner {
  plan(request: PlanRequest): Promise<PlanAnswer>;
  run(request: RunRequest): Promise<RunAnswer>;
  /** Ends a run that is under way as soon as it can. */
  stop(): Promise<void>;
}
