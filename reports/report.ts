/**
 * What a report is: a pure function from a finished run to text. The same run gives the same bytes;
 * nothing here knows of terminals, disks or clocks. Colours come as a Paint from whoever prints.
 */
import type { Run } from '../scenarios/index.js';

/** One sort of report. `extension` is what its file's name ends in, without the run's own name. */
export interface Report {
  readonly name: string;
  readonly title: string;
  readonly extension: string;
  render(run: Run): string;
}

/** Emphasis by meaning; the command line maps it to colours. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

/** No emphasis at all: for files, pipes and tests. */
export const noPaint: Paint = {
  good: (text) => text,
  bad: (text) => text,
  warn: (text) => text,
  strong: (text) => text,
  faint: (text) => text,
};
