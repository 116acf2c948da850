/** The outputs of a study: its text on stdout, its result, page and table on disk. */
import { existsSync } from 'node:fs';
import {
  type ComparedRun,
  cellName,
  firstDifference,
  renderStudy,
  renderStudyChanges,
  studyExpectations,
  studyPage,
  studySummaryCsv,
  type VariantTimeline,
} from '../reports/index.js';
import {
  type Cell,
  compareStudies,
  hookLoader,
  type JudgedExpectation,
  judgeStudy,
  loadStudy,
  parseScenario,
  type Run,
  runScenario,
  ScenarioError,
  type StudyChanges,
  StudyError,
  type StudyExpectation,
  type StudyResult,
  studyJson,
} from '../scenarios/index.js';
import { type ExitStatus, exitStatus, worstStatus } from './exit-status.js';
import { OutputFiles } from './output-files.js';
import type { Target } from './target-rule.js';
import { colourPaint, print, printError, terminalWidth, wantsColours } from './terminal.js';

/** How results are shown. */
export interface ShownStudy {
  readonly format: 'text' | 'json';
  readonly out: string | undefined;
  /** Files for a page and for a table. */
  readonly html: string | undefined;
  readonly csv: string | undefined;
  /** An earlier result file to compare with. */
  readonly against: string | undefined;
  readonly measures: readonly string[];
  /** What is expected of all runs together. */
  readonly expectations: readonly StudyExpectation[];
  /** Files that pushsim did not write may be replaced. */
  readonly force: boolean;
}

/** The files that a study writes, each by its option. */
export class StudyFiles {
  private readonly files: OutputFiles;
  private readonly targets: Readonly<Record<'out' | 'html' | 'csv', Target | undefined>>;

  /** `resumed` is the file that is resumed. Throws TargetError for a file that may not be written. */
  constructor(
    { out, html, csv, force }: ShownStudy,
    inputs: readonly string[],
    resumed?: string | undefined,
  ) {
    this.files = new OutputFiles({ inputs, force });
    this.targets = {
      out: out === undefined ? undefined : { path: out, kind: 'study', option: '--out' },
      html: html === undefined ? undefined : { path: html, kind: 'html', option: '--html' },
      csv: csv === undefined ? undefined : { path: csv, kind: 'csv', option: '--csv' },
    };
    this.files.check(Object.values(this.targets).filter((target) => target !== undefined));
    if (out !== undefined && out !== resumed && !force) refuseOverwriting(out);
  }

  /** Writes the result as it stands, to be written again; absent if there is no file for it. */
  saving(study: { result(): StudyResult }): (() => void) | undefined {
    const { out } = this.targets;
    return out && (() => void this.files.save(out, studyJson(study.result())));
  }

  /** Writes one of the files and reports what is wrong with it. */
  write(option: 'out' | 'html' | 'csv', text: () => string): ExitStatus {
    const target = this.targets[option];
    if (target === undefined) return exitStatus.passed;
    const problem = this.files.write(target, text());
    if (problem !== undefined) printError(problem);
    else if (option !== 'out') printError(`wrote ${target.path}`);
    return problem === undefined ? exitStatus.passed : exitStatus.badInput;
  }
}

/** Writes a result, the file that cannot be made again first, and prints it; with an earlier one, also what has changed since. */
export function showStudy(
  result: StudyResult,
  { format, measures, expectations }: ShownStudy,
  { files, earlier }: { files: StudyFiles; earlier: StudyResult | undefined },
): ExitStatus {
  const style = { width: terminalWidth(), paint: colourPaint(wantsColours()), measures };
  const out = files.write('out', () => studyJson(result));
  const changes = earlier === undefined ? undefined : compareStudies(earlier, result);
  const judged = isWhole(result) ? judgeStudy(result, expectations) : [];
  if (format === 'json') printJson(result, { changes, expectations: judged });
  else {
    print(renderStudy(result, style));
    if (changes !== undefined) print(`\n${renderStudyChanges(changes, style)}`);
    if (judged.length > 0) print(`\n${studyExpectations(result, judged, style)}`);
    const [one, other] = singleRuns(result);
    if (one !== undefined && other !== undefined) print(`\n${firstDifference(one, other, style)}`);
  }
  return worstStatus([
    out,
    judgement(result, expectations, judged),
    files.write('html', () => studyPage(result, changes, timelinesOf(result))),
    files.write('csv', () => studySummaryCsv(result)),
  ]);
}

/** Keys are added only for what was asked. */
function printJson(
  result: StudyResult,
  {
    changes,
    expectations,
  }: { changes: StudyChanges | undefined; expectations: readonly JudgedExpectation[] },
): void {
  const more = {
    ...(changes === undefined ? {} : { changes }),
    ...(expectations.length === 0 ? {} : { expectations }),
  };
  print(
    Object.keys(more).length === 0 ? studyJson(result) : JSON.stringify({ ...result, ...more }),
  );
}

/** A part of a study cannot be judged. */
function isWhole({ state, shard }: StudyResult): boolean {
  return state === 'complete' && shard === undefined;
}

function judgement(
  result: StudyResult,
  expectations: readonly StudyExpectation[],
  judged: readonly JudgedExpectation[],
): ExitStatus {
  if (expectations.length === 0) return exitStatus.passed;
  if (isWhole(result))
    return judged.every(({ held }) => held) ? exitStatus.passed : exitStatus.expectationMissed;
  const all = result.shard === undefined ? 'when the study is resumed' : 'to merge, with all parts';
  printError(`--expect is not judged by a part of a study: give it ${all}`);
  return exitStatus.badInput;
}

/** The two runs of a comparison that has no others; empty for any other study. */
function singleRuns(result: StudyResult): ComparedRun[] {
  const cells = result.cells.filter(({ refusal }) => refusal === undefined);
  const isPair = cells.length === 2 && cells.every(({ runs }) => runs.seeds.length === 1);
  if (result.plan.kind !== 'compare' || !isPair) return [];
  return cells.flatMap((cell) => {
    const run = firstRunOf(result, cell);
    return run === undefined ? [] : [{ name: cellName(result, cell), run }];
  });
}

/** The first run of a cell once more, with all its facts. */
function firstRunOf({ plan }: StudyResult, { scenario, variant, runs }: Cell): Run | undefined {
  const [seed] = runs.seeds;
  const source = plan.scenarios[scenario];
  if (seed === undefined || source === undefined) return undefined;
  const { overrides = {} } = plan.variants[variant] ?? {};
  const { text, file, code } = source;
  const load = code === undefined ? undefined : hookLoader(code);
  return runScenario(parseScenario(text, file, { ...overrides, seed }, load));
}

/** The first run of each variant once more, for its timeline; a study of many variants shows the first ones. */
function timelinesOf(result: StudyResult): VariantTimeline[] {
  return result.cells.slice(0, timelinesMax).flatMap((cell) => {
    const run = cell.refusal === undefined ? firstRunOf(result, cell) : undefined;
    if (run === undefined) return [];
    const { scenario, variant } = cell;
    const { name = '' } = result.plan.variants[variant] ?? {};
    const { lanes, end, seed } = run;
    return [
      { scenario, variant: name, seed, startMs: run.scenario.setup.start, endMs: end.at, lanes },
    ];
  });
}

const timelinesMax = 24;

/** A result file that carries the code of hooks runs it only when that is allowed, like a scenario. */
export function refuseCode(file: string, { plan }: StudyResult, allowCode: boolean): void {
  const modules = plan.scenarios.flatMap(({ code = {} }) => Object.keys(code));
  if (modules.length === 0 || allowCode) return;
  throw new StudyError('this study has hooks that are code, and running code is not allowed', {
    file,
    found: modules.join(', '),
    hint: 'read them in the file; if you trust them, run again with --allow-code',
  });
}

/** Results of an earlier study are not replaced, unless it is resumed. */
function refuseOverwriting(path: string): void {
  if (!existsSync(path) || !isUnfinished(path)) return;
  throw new StudyError('this file holds an unfinished study', {
    file: path,
    hint: `continue with --resume ${path}, or replace it with --force`,
  });
}

function isUnfinished(path: string): boolean {
  try {
    return loadStudy(path).state === 'unfinished';
  } catch (error) {
    if (error instanceof ScenarioError) return false;
    throw error;
  }
}
