/**
 * The shape of a study and of its result: what the result file holds and what reports may rely on. Types
 * only. Keys may be added, never renamed; `version` grows when the meaning of one changes. Names that
 * end in Ms or `-ms` are milliseconds of virtual time.
 */
import type { HookCode } from '../modules/hook-code.js';
import type { Overrides } from '../resolve-venice.js';
import type { Verdict } from '../run/run-shape.js';

/** The version of the file's shape. */
export const studyVersion = 1;

/** A study: what was asked, and what came of it. Equal questions give equal results, to the byte. */
export interface StudyResult {
  readonly format: 'pushsim-study';
  readonly version: typeof studyVersion;
  /** Version of the simulator and of its generator of chance: others give other runs. */
  readonly simulator: string;
  readonly plan: StudyPlan;
  /** Absent for a whole study; which part of it this is when many machines share one. */
  readonly shard?: Shard;
  /** `unfinished` when it was interrupted; it can be resumed. */
  readonly state: 'complete' | 'unfinished';
  /** How many seeds every cell ran; fewer than planned when the interval became narrow enough. */
  readonly seedsRun: number;
  /** One for each scenario and variant, scenario by scenario. */
  readonly cells: readonly Cell[];
}

/** What a study asks. */
export interface StudyPlan {
  readonly kind: 'sweep' | 'compare';
  readonly scenarios: readonly StudyScenario[];
  readonly variants: readonly Variant[];
  /** As on the command line: `1..1000`, or names separated by commas. All cells use the same. */
  readonly seeds: string;
  /** Share of the truth that an interval should cover: 0.9, 0.95 or 0.99. */
  readonly confidence: number;
  readonly stop?: StopRule;
}

export interface StudyScenario {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** Texts of the hook modules that it names; absent: none, or nobody has allowed them. */
  readonly code?: HookCode;
}

/** One way to run a scenario; `name` is what differs from the others, empty for the file as it is. */
export interface Variant {
  readonly name: string;
  readonly overrides: Overrides;
}

/** Ends a study after a batch in which every cell's interval of a measure is narrow enough. */
export interface StopRule {
  readonly measure: string;
  /** Whole width of the interval: percentage points for a share, otherwise percent of the mean. */
  readonly widthPercent: number;
  /** Seeds between two looks. */
  readonly batch: number;
}

/** Part `number` (from 1) of `of`: every `of`-th seed. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** One scenario under one variant. */
export interface Cell {
  /** Place in the plan's scenarios. */
  readonly scenario: number;
  /** Place in the plan's variants. */
  readonly variant: number;
  /** Why this cell cannot run; then it has no runs. */
  readonly refusal?: string;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly measures: readonly MeasureSummary[];
  /** Differences to the same scenario's first variant that can run, seed by seed; empty for that one. */
  readonly differences: readonly PairedDifference[];
  /** Runs that could not be finished, by seed, with the reason. */
  readonly failures: readonly FailedRun[];
  readonly runs: RunColumns;
}

/** What a measure counts: 0 or 1 a run, milliseconds, or any number. */
export type MeasureUnit = 'yes-no' | 'ms' | 'number';

/** One measure over the runs of a cell that have it. */
export interface MeasureSummary {
  readonly name: string;
  readonly unit: MeasureUnit;
  /** Runs that have the measure; the others have no such value, for example no end. */
  readonly count: number;
  readonly mean: number;
  /** Of the sample; 0 for fewer than two runs. */
  readonly deviation: number;
  /** The confidence interval of the mean; absent for fewer than two runs. */
  readonly interval?: Interval;
  readonly min: number;
  readonly max: number;
  readonly quantiles: Quantiles;
}

/** Exact: taken from all values, without buckets. */
export interface Quantiles {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A measure's mean difference, this cell minus the first, over the seeds that both have. */
export interface PairedDifference {
  readonly name: string;
  readonly unit: MeasureUnit;
  readonly count: number;
  readonly mean: number;
  readonly interval?: Interval;
}

export interface FailedRun {
  readonly seed: string;
  /** `lost`: its worker died or it took too long; `refused`: a person's own hook did what hooks may not; `bug`: the simulator threw. */
  readonly kind: 'lost' | 'refused' | 'bug';
  readonly reason: string;
}

/** The runs of a cell, column by column, in the order of the plan's seeds. */
export interface RunColumns {
  readonly seeds: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly digests: readonly string[];
  /** Names of invariants that broke without being announced or were announced, each once a run. */
  readonly violated: readonly (readonly string[])[];
  readonly measures: readonly MeasureColumn[];
}

export interface MeasureColumn {
  readonly name: string;
  readonly unit: MeasureUnit;
  /** One a run; null where the run has no such value. */
  readonly values: readonly (number | null)[];
}
