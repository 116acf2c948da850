/** What a study leaves behind: its text on stdout, its result file on disk. A file is complete or not there. */
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
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
  zoneDataVersion,
} from '../scenarios/index.js';
import { randomVersion } from '../sim/index.js';
import { type ExitStatus, exitStatus } from './exit-status.js';
import {
  colourPaint,
  complain,
  print,
  terminalWidth,
  wantsColours,
  writeWhole,
} from './terminal.js';
import { packageVersion } from './usage.js';

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
}

/** The version that a result file names: runs of other versions may differ. With zones in what was asked it names their rules, too. */
export function simulatorName(asked: unknown): string {
  const zones = /\bzone\b/.test(JSON.stringify(asked)) ? `, time zones ${zoneDataVersion}` : '';
  return `venice-push-sim ${packageVersion()}, ${randomVersion}${zones}`;
}

/** Prints a result; with an earlier one, also what has changed since. */
export function showStudy(
  result: StudyResult,
  { format, measures, html, csv }: ShownStudy,
  earlier: StudyResult | undefined,
): void {
  const style = { width: terminalWidth(), paint: colourPaint(wantsColours()), measures };
  const changes = earlier === undefined ? undefined : compareStudies(earlier, result);
  if (html !== undefined) writeText(html, studyPage(result, changes, timelinesOf(result)));
  if (csv !== undefined) writeText(csv, studySummaryCsv(result));
  if (format === 'json') {
    print(changes === undefined ? studyJson(result) : JSON.stringify({ ...result, changes }));
    return;
  }
  print(renderStudy(result, style));
  if (changes !== undefined) print(`\n${renderStudyChanges(changes, style)}`);
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

function writeText(path: string, text: string): void {
  complain(`wrote ${writeWhole(dirname(path), basename(path), text)}`);
}

/** Writes a result file whole. */
export function writeStudy(path: string, result: StudyResult): ExitStatus {
  try {
    writeWhole(dirname(path), basename(path), studyJson(result));
    return exitStatus.passed;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    complain(`${path}: the result cannot be written: ${why}`);
    return exitStatus.badInput;
  }
}

/** A result file that carries the code of hooks runs it only when that is allowed, like a scenario. */
export function refuseCode(file: string, { plan }: StudyResult, allowCode: boolean): void {
  const modules = plan.scenarios.flatMap(({ code = {} }) => Object.keys(code));
  if (modules.length === 0 || allowCode) return;
  throw new StudyError('this study has hooks that are code, and nobody has allowed them to run', {
    file,
    found: modules.join(', '),
    hint: 'read them in the file; if you trust them, run again with --allow-code',
  });
}

/** Runs that somebody has waited for are not thrown away. */
export function refuseOverwriting(path: string): void {
  if (!existsSync(path) || !isUnfinished(path)) return;
  throw new StudyError('this file holds an unfinished study', {
    file: path,
    hint: `go on with --resume ${path}, or remove the file`,
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
