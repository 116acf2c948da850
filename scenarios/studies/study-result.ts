/**
 * The shape of a study and of its result: what the result file holds and what reports may rely on. The types follow from the schema by
 * which a file is read. Keys may be added, never renamed; `version` grows when the meaning of one changes. Names that end in Ms or `-ms` are
 * milliseconds of virtual time.
 */
import * as z from 'zod';
import type { HookCode } from '../modules/hook-code.js';
import type { Overrides } from '../resolve-venice.js';

/** The version of the file's shape. */
export const studyVersion = 1;

const interval = z.object({ low: z.number(), high: z.number() });

/** What a measure counts: 0 or 1 a run, milliseconds, or any number. */
const unit = z.enum(['yes-no', 'ms', 'number']);
const verdict = z.enum(['passed', 'expectation-missed', 'invariant-violated', 'unsettled']);

const setting = z.union([z.string(), z.object({ path: z.string(), value: z.json() })]);

const overrides = z.strictObject({
  profile: z.string().optional(),
  policy: z.string().optional(),
  switches: z.record(z.string(), z.string()).optional(),
  seed: z.string().optional(),
  horizon: z.union([z.number(), z.string()]).optional(),
  settings: z.array(setting).optional(),
  configTexts: z
    .record(z.string(), z.union([z.string(), z.object({ unreadable: z.string() })]))
    .optional(),
}) as unknown as z.ZodType<Overrides>;

const codeText = z.union([z.string(), z.object({ unreadable: z.string() })]);

const scenario = z.object({
  title: z.string(),
  file: z.string(),
  text: z.string(),
  /** Texts of the hook modules that it names; absent: none, or running code is not allowed. */
  code: (z.record(z.string(), codeText) as z.ZodType<HookCode>).optional(),
});

/** One way to run a scenario; `name` is what differs from the others, empty for the file as it is. */
const variant = z.object({ name: z.string(), overrides });

/** Ends a study after a batch in which every cell's interval of a measure is narrow enough. */
const stopRule = z.object({
  measure: z.string(),
  /** Whole width of the interval: percentage points for a share, otherwise percent of the mean. */
  widthPercent: z.number().positive(),
  /** Seeds between two checks. */
  batch: z.int().positive(),
});

/** The plan of a study. */
const plan = z.object({
  kind: z.enum(['sweep', 'compare']),
  scenarios: z.array(scenario).min(1),
  variants: z.array(variant).min(1),
  /** As on the command line: `1..1000`, or names separated by commas. All cells use the same. */
  seeds: z.string(),
  /** Share of the truth that an interval should cover: 0.9, 0.95 or 0.99. */
  confidence: z.number(),
  stop: stopRule.optional(),
});

/** Part `number` (from 1) of `of`: every `of`-th seed. */
const shard = z.object({ number: z.int().positive(), of: z.int().positive() });

/** One measure over the runs of a cell that have it. */
const summary = z.object({
  name: z.string(),
  unit,
  /** Runs that have the measure; the others have no such value, for example no end. */
  count: z.int(),
  mean: z.number(),
  /** Of the sample; 0 for fewer than two runs. */
  deviation: z.number(),
  /** The confidence interval of the mean; absent for fewer than two runs. */
  interval: interval.optional(),
  min: z.number(),
  max: z.number(),
  /** Exact: taken from all values, without buckets. */
  quantiles: z.object({
    p5: z.number(),
    p25: z.number(),
    p50: z.number(),
    p75: z.number(),
    p90: z.number(),
    p95: z.number(),
    p99: z.number(),
  }),
});

/** A measure's mean difference, this cell minus the first, over the seeds that both have. */
const difference = summary.pick({
  name: true,
  unit: true,
  count: true,
  mean: true,
  interval: true,
});

/** `lost`: its worker died or it took too long; `refused`: a custom hook used a forbidden API; `bug`: the simulator threw. */
const failure = z.object({
  seed: z.string(),
  kind: z.enum(['lost', 'refused', 'bug']),
  reason: z.string(),
});

/** One value a run; null where the run has no such value. */
const column = z.object({ name: z.string(), unit, values: z.array(z.number().nullable()) });

/** The runs of a cell, column by column, in the order of the plan's seeds. */
const runs = z.object({
  seeds: z.array(z.string()),
  verdicts: z.array(verdict),
  digests: z.array(z.string()),
  /** Names of invariants that broke without being announced or were announced, each once a run. */
  violated: z.array(z.array(z.string())),
  measures: z.array(column),
});

/** One scenario under one variant: places in the plan's lists. */
const cell = z.object({
  scenario: z.int().nonnegative(),
  variant: z.int().nonnegative(),
  /** Why this cell cannot run; then it has no runs. */
  refusal: z.string().optional(),
  verdicts: z.record(verdict, z.int()),
  measures: z.array(summary),
  /**
   * Differences to the same scenario's first variant that can run or, with a single variant, to the first scenario; seed by seed, empty for
   * that one.
   */
  differences: z.array(difference),
  /** Runs that could not be finished, by seed, with the reason. */
  failures: z.array(failure),
  runs,
});

/** A study: its plan and its results. Equal plans give equal results, to the byte. */
export const resultSchema = z.object({
  format: z.literal('pushsim-study'),
  version: z.literal(studyVersion),
  /** Version of the simulator and of its random number generator: other versions give other runs. */
  simulator: z.string(),
  plan,
  /** Absent for a whole study; which part of it this is when many machines share one. */
  shard: shard.optional(),
  /** `unfinished` when it was interrupted; it can be resumed. */
  state: z.enum(['complete', 'unfinished']),
  /** How many seeds every cell ran; fewer than planned when the interval became narrow enough. */
  seedsRun: z.int().nonnegative(),
  /** One for each scenario and variant, scenario by scenario. */
  cells: z.array(cell),
});

/** What a schema reads, read-only all the way down; what is optional is left out and not undefined. */
type Read<T> = T extends readonly (infer Entry)[]
  ? readonly Read<Entry>[]
  : T extends object
    ? { readonly [Key in keyof T]: Read<Exclude<T[Key], undefined>> }
    : T;

export type StudyResult = Read<z.infer<typeof resultSchema>>;
export type StudyPlan = Read<z.infer<typeof plan>>;
export type Variant = Read<z.infer<typeof variant>>;
export type StopRule = Read<z.infer<typeof stopRule>>;
export type Shard = Read<z.infer<typeof shard>>;
export type Cell = Read<z.infer<typeof cell>>;
export type MeasureUnit = z.infer<typeof unit>;
export type MeasureSummary = Read<z.infer<typeof summary>>;
export type Interval = Read<z.infer<typeof interval>>;
export type PairedDifference = Read<z.infer<typeof difference>>;
export type FailedRun = Read<z.infer<typeof failure>>;
export type RunColumns = Read<z.infer<typeof runs>>;
export type MeasureColumn = Read<z.infer<typeof column>>;
