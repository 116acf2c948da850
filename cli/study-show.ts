/** The outputs of a study: its text on stdout, its result, page and table on disk. */
import { existsSync } from 'node:fs';
import {
  renderStudy,
  renderStudyChanges,
  studyPage,
  studySummaryCsv,
  type VariantTimeline,
} from '../reports/index.js';
import {
  compareStudies,
  hookLoader,
  loadStudy,
  parseScenario,
  runScenario,
  ScenarioError,
  StudyError,
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
  { format, measures }: ShownStudy,
  { files, earlier }: { files: StudyFiles; earlier: StudyResult | undefined },
): ExitStatus {
  const style = { width: terminalWidth(), paint: colourPaint(wantsColours()), measures };
  const out = files.write('out', () => studyJson(result));
  const changes = earlier === undefined ? undefined : compareStudies(earlier, result);
  if (format === 'json')
    print(changes === undefined ? studyJson(result) : JSON.stringify({ ...result, changes }));
  else {
    print(renderStudy(result, style));
    if (changes !== undefined) print(`\n${renderStudyChanges(changes, style)}`);
  }
  return worstStatus([
    out,
    files.write('html', () => studyPage(result, changes, timelinesOf(result))),
    files.write('csv', () => studySummaryCsv(result)),
  ]);
}

/** The first run of each variant once more, for its timeline; a study of many variants shows the first ones. */
function timelinesOf({ plan, cells }: StudyResult): VariantTimeline[] {
  return cells.slice(0, timelinesMax).flatMap(({ scenario, variant, runs, refusal }) => {
    const [seed] = runs.seeds;
    const source = plan.scenarios[scenario];
    if (seed === undefined || source === undefined || refusal !== undefined) return [];
    const { name = '', overrides = {} } = plan.variants[variant] ?? {};
    const { text, file, code } = source;
    const load = code === undefined ? undefined : hookLoader(code);
    const run = runScenario(parseScenario(text, file, { ...overrides, seed }, load));
    const { lanes, end } = run;
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
