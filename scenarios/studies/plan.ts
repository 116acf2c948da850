/**
 * From the options of a command to a plan that can be run: variants, seeds and stop rule are read, every cell's scenario is checked. Throws all
 * errors as a ScenarioError before the first run. Reads no file: the caller passes the texts.
 */
import { type Problem, ScenarioError } from '../errors.js';
import type { HookCode } from '../modules/hook-code.js';
import type { Overrides } from '../resolve-venice.js';
import { readCell } from './chunk.js';
import { confidences } from './intervals.js';
import { OpenStudy } from './open-study.js';
import { readSeeds } from './seeds.js';
import { StudyError } from './study-error.js';
import type { Shard, StopRule, StudyPlan, Variant } from './study-result.js';
import { variantsOf } from './variants.js';

/** A study as given on a command line. */
export interface StudyWords {
  readonly kind: 'sweep' | 'compare';
  readonly sources: readonly StudySource[];
  /** What holds for every variant. */
  readonly overrides: Overrides;
  /** Each `PATH=V1,V2`. */
  readonly axes: readonly string[];
  readonly where: readonly string[];
  readonly seeds: string;
  readonly shard?: Shard | undefined;
  readonly stop?: StopRule | undefined;
  readonly confidence?: number;
  readonly simulator: string;
  /** Reads the texts of hook modules under any of the overrides; absent: running code is not allowed. */
  readonly readCode?:
    | ((source: StudySource, variants: readonly Overrides[]) => HookCode)
    | undefined;
}

/** A scenario file of a study. */
interface StudySource {
  readonly file: string;
  readonly text: string;
}

/** Runs that one study may have: its result must fit into memory and into a file. */
const runsMax = 500_000;

/** A study that can begin. Throws ScenarioError. */
export function openStudy(words: StudyWords): OpenStudy {
  const { kind, sources, stop, shard, simulator, overrides, axes, where } = words;
  const option = kind === 'sweep' ? '--vary' : '--variants';
  const variants = variantsOf({ option, axes, where }, overrides);
  const count = readSeeds(words.seeds).length * variants.length * sources.length;
  if (count > runsMax)
    throw new StudyError(`the study has ${count} runs`, {
      expected: `at most ${runsMax}`,
      hint: 'use fewer seeds or values, or several studies',
    });
  if (stop !== undefined && shard !== undefined)
    throw new StudyError('--target-ci-width and --shard do not go together', {
      hint: 'whether an interval is narrow enough can only be seen with the runs of all shards',
    });
  const untitled = {
    kind,
    scenarios: sources.map((source) => ({
      title: '',
      ...source,
      ...codeOf(
        words.readCode?.(
          source,
          variants.map((one) => one.overrides),
        ),
      ),
    })),
    variants,
    seeds: words.seeds,
    confidence: confidenceOf(words.confidence),
    ...(stop === undefined ? {} : { stop }),
  };
  const { plan, refusals } = checkCells(untitled);
  return new OpenStudy({ simulator, plan, shard, refusals });
}

/** Checks the scenarios of a plan again, to resume it. Throws ScenarioError. */
export function reopenStudy(plan: StudyPlan, simulator: string, shard?: Shard): OpenStudy {
  return new OpenStudy({ simulator, plan, shard, refusals: checkCells(plan).refusals });
}

/** `MEASURE=W%` or `W%`, which is about the share of runs that pass. Throws StudyError. */
export function readStopRule(text: string, batch: number): StopRule {
  const match = /^(?:(.+)=)?\s*(\d{1,4}(?:\.\d{1,6})?)\s*%$/.exec(text.trim());
  const widthPercent = Number(match?.[2]);
  if (match === null || widthPercent <= 0)
    throw new StudyError(`--target-ci-width ${text} is no width`, {
      expected: 'W% or MEASURE=W%, such as 5% or push.p1.duration-ms=2%',
    });
  return { measure: match[1]?.trim() ?? 'passed', widthPercent, batch };
}

function codeOf(code: HookCode = {}): { code?: HookCode } {
  return Object.keys(code).length === 0 ? {} : { code };
}

function confidenceOf(wanted = 0.95): number {
  if (confidences.some((known) => known === wanted)) return wanted;
  throw new StudyError(`a confidence of ${wanted} is not known`, {
    expected: confidences.map((known) => `${100 * known}%`).join(', '),
  });
}

/** A sweep needs every variant; a comparison shows why one cannot run, as long as any can. */
function checkCells(plan: StudyPlan): { plan: StudyPlan; refusals: Map<string, string> } {
  const refusals = new Map<string, string>();
  const problems: VariantProblem[] = [];
  const scenarios = plan.scenarios.map((source, scenario) => {
    let { title } = source;
    for (const [variant, { name }] of plan.variants.entries()) {
      const read = problemsOf(plan, scenario, variant);
      if (typeof read === 'string') title = title === '' ? read : title;
      else {
        refusals.set(`${scenario}/${variant}`, reasonOf(read));
        problems.push(...read.map((problem) => ({ problem, name })));
      }
    }
    return { ...source, title };
  });
  const cells = plan.scenarios.length * plan.variants.length;
  if (problems.length > 0 && (plan.kind === 'sweep' || refusals.size === cells))
    throw new ScenarioError(saidOnce(problems, plan.variants.length));
  return { plan: { ...plan, scenarios }, refusals };
}

/** The title of a cell's scenario, or what is wrong with it. */
function problemsOf(
  plan: StudyPlan,
  scenario: number,
  variant: number,
): string | readonly Problem[] {
  try {
    return readCell(plan, scenario, variant).title;
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}

function reasonOf(problems: readonly Problem[]): string {
  const [first] = problems;
  if (first === undefined) return 'it cannot run';
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more problems)` : '';
  const path = first.path === '' ? '' : `${first.path}: `;
  return `${path}${first.message}${more}`;
}

interface VariantProblem {
  readonly problem: Problem;
  readonly name: Variant['name'];
}

/** Maximum number of problems in one error. */
const problemsMax = 20;

/** A problem that every variant has is a problem of the file and needs no variant's name. */
function saidOnce(problems: readonly VariantProblem[], variants: number): Problem[] {
  const found = new Map<string, { readonly first: VariantProblem; count: number }>();
  for (const each of problems) {
    const key = JSON.stringify(each.problem);
    const known = found.get(key);
    if (known === undefined) found.set(key, { first: each, count: 1 });
    else known.count += 1;
  }
  return [...found.values()].slice(0, problemsMax).map(({ first: { problem, name }, count }) => {
    if (count >= variants || name === '' || problem.path === name) return problem;
    return { ...problem, message: `${problem.message} (variant ${name})` };
  });
}
