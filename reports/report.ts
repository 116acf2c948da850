/**
 * What a report is: a pure function from a finished run to text. The same run gives the same bytes;
 * no terminals, disks or clocks are used. The caller passes the colours as `Colors`.
 */

import type { Run } from '../scenarios/index.js';
import { everyLine, type LineFilter } from './text/line-filter.js';

/** What a reader may choose; files are made with `defaultChoice` and what the command line says. */
export interface RenderChoice {
  /** Columns that text should keep to; 0: as long as a line needs. */
  readonly width: number;
  /** Which facts the narrative, the table of facts and the NDJSON trace contain. */
  readonly filter: LineFilter;
  /** Whose messages a diagram shows; '' leaves the choice to the report. */
  readonly push: string;
  /** The options that a replay needs besides file and seed. */
  readonly replayWith: string;
  /** How long the run took on a clock, in milliseconds; 0: not measured. Only JUnit shows it. */
  readonly tookMs: number;
}

export const defaultChoice: RenderChoice = {
  width: 0,
  filter: everyLine,
  push: '',
  replayWith: '',
  tookMs: 0,
};

/** One text to be written; `extension` is what its file's name ends in, after the run's own name. */
export interface ReportText {
  readonly extension: string;
  readonly text: string;
}

/**
 * One sort of report. `extension` is what its file's name ends in, without the run's own name.
 */
export interface Report {
  readonly name: string;
  readonly title: string;
  readonly extension: string;
  /** The report as one text, ending in a line feed: what is printed, and what is written. */
  render(run: Run, choice?: RenderChoice): string;
  /** Several files instead of one, and what their names end in. */
  files?(run: Run, choice?: RenderChoice): readonly ReportText[];
  readonly extensions?: readonly string[];
  /** One file for all runs instead of one for each. */
  readonly gather?: Gather;
}

/** How the parts that several runs contribute become one text. */
export interface Gather {
  readonly fileName: string;
  part(run: Run, choice?: RenderChoice): string;
  /** The part of a file that could not be run, with the reason. */
  partOfProblem(file: string, problem: string): string;
  join(parts: readonly string[]): string;
}

/** The texts that a report writes for one run. */
export function filesOf(report: Report, run: Run, choice: RenderChoice): readonly ReportText[] {
  return (
    report.files?.(run, choice) ?? [
      { extension: report.extension, text: report.render(run, choice) },
    ]
  );
}

/** Emphasis by meaning; the command line maps it to colours. */
export interface Colors {
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

/** No emphasis at all: for files, pipes and tests. */
export const noColors: Colors = {
  good: (text) => text,
  bad: (text) => text,
  warn: (text) => text,
  strong: (text) => text,
  faint: (text) => text,
};

/** How to print: width of the terminal, emphasis, and what else a replay needs on its command line. */
export interface SummaryStyle {
  readonly width: number;
  readonly paint: Colors;
  /** Such as `--venice as-built`: the options of the run besides its file and seed. */
  readonly replayWith: string;
}

/** How to print a study. */
export interface StudyStyle {
  readonly width: number;
  readonly paint: Colors;
  /** Beginnings of names of measures to show; none: those that differ. */
  readonly measures: readonly string[];
}
