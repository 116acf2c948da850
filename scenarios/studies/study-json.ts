/**
 * Result files as texts, both ways. Writing is the same bytes for the same result; reading trusts nothing and says what is wrong. Touches no
 * disk.
 */
import { z } from 'zod';
import { StudyError } from './study-error.js';
import { type StudyResult, studyVersion } from './study-result.js';

/** The text of a result file. */
export function studyJson(result: StudyResult): string {
  return `${JSON.stringify(result)}\n`;
}

/** Reads a result file; `file` is only a name for messages. Throws StudyError. */
export function parseStudy(text: string, file: string): StudyResult {
  const value = jsonOf(text, file);
  const format = isRecord(value) ? value.format : undefined;
  if (!isRecord(value) || format !== 'pushsim-study')
    throw new StudyError('this is no result of a study', {
      file,
      expected: 'a file that sweep, compare or merge has written with --out',
    });
  if (value.version !== studyVersion)
    throw new StudyError('this result has another version of the format', {
      file,
      expected: String(studyVersion),
      found: JSON.stringify(value.version) ?? 'nothing',
      hint: 'read it with the version of pushsim that wrote it',
    });
  const read = resultSchema.safeParse(value);
  if (read.success) return soundLengths(value as unknown as StudyResult, file);
  const [issue] = read.error.issues;
  throw new StudyError('this result of a study is damaged', {
    file,
    found: `${issue?.path.map(String).join('.')}: ${issue?.message}`,
  });
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StudyError('this is no JSON', {
      file,
      expected: 'a file that sweep, compare or merge has written with --out',
    });
  }
}

/** Columns of one cell are equally long. */
function soundLengths(result: StudyResult, file: string): StudyResult {
  const { scenarios, variants } = result.plan;
  const isWhole = result.cells.length === scenarios.length * variants.length;
  const isEven = result.cells.every(({ runs }) => {
    const { seeds, verdicts, digests, violated, measures } = runs;
    const columns = [verdicts, digests, violated, ...measures.map(({ values }) => values)];
    return columns.every(({ length }) => length === seeds.length);
  });
  if (isWhole && isEven) return result;
  throw new StudyError('this result of a study is damaged', {
    file,
    found: isWhole ? 'columns of different lengths' : 'a wrong number of cells',
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const interval = z.object({ low: z.number(), high: z.number() });
const unit = z.enum(['yes-no', 'ms', 'number']);
const verdict = z.enum(['passed', 'expectation-missed', 'invariant-violated', 'unsettled']);
const quantile = z.number();

const setting = z.union([z.string(), z.object({ path: z.string(), value: z.json() })]);

const overrides = z.strictObject({
  profile: z.string().optional(),
  policy: z.string().optional(),
  switches: z.record(z.string(), z.string()).optional(),
  seed: z.string().optional(),
  horizon: z.union([z.number(), z.string()]).optional(),
  settings: z.array(setting).optional(),
});

const codeText = z.union([z.string(), z.object({ unreadable: z.string() })]);

const scenario = z.object({
  title: z.string(),
  file: z.string(),
  text: z.string(),
  code: z.record(z.string(), codeText).optional(),
});

const plan = z.object({
  kind: z.enum(['sweep', 'compare']),
  scenarios: z.array(scenario).min(1),
  variants: z.array(z.object({ name: z.string(), overrides })).min(1),
  seeds: z.string(),
  confidence: z.number(),
  stop: z
    .object({
      measure: z.string(),
      widthPercent: z.number().positive(),
      batch: z.int().positive(),
    })
    .optional(),
});

const summary = z.object({
  name: z.string(),
  unit,
  count: z.int(),
  mean: z.number(),
  deviation: z.number(),
  interval: interval.optional(),
  min: z.number(),
  max: z.number(),
  quantiles: z.object({
    p5: quantile,
    p25: quantile,
    p50: quantile,
    p75: quantile,
    p90: quantile,
    p95: quantile,
    p99: quantile,
  }),
});

const difference = z.object({
  name: z.string(),
  unit,
  count: z.int(),
  mean: z.number(),
  interval: interval.optional(),
});

const runs = z.object({
  seeds: z.array(z.string()),
  verdicts: z.array(verdict),
  digests: z.array(z.string()),
  violated: z.array(z.array(z.string())),
  measures: z.array(z.object({ name: z.string(), unit, values: z.array(z.number().nullable()) })),
});

const cell = z.object({
  scenario: z.int().nonnegative(),
  variant: z.int().nonnegative(),
  refusal: z.string().optional(),
  verdicts: z.record(verdict, z.int()),
  measures: z.array(summary),
  differences: z.array(difference),
  failures: z.array(
    z.object({ seed: z.string(), kind: z.enum(['lost', 'refused', 'bug']), reason: z.string() }),
  ),
  runs,
});

const resultSchema = z.object({
  simulator: z.string(),
  plan,
  shard: z.object({ number: z.int().positive(), of: z.int().positive() }).optional(),
  state: z.enum(['complete', 'unfinished']),
  seedsRun: z.int().nonnegative(),
  cells: z.array(cell),
});
