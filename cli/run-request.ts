/** The options of `pushsim run`, and the request for one scenario. */
import type { LineFilter } from '../reports/index.js';
import type { Overrides } from '../scenarios/index.js';
import type { RunRequest, TraceWish } from './run-protocol.js';
import { foldsLines, terminalWidth, wantsColours } from './terminal.js';

/** How results are printed, the default first. */
export const runFormats = ['text', 'json', 'ndjson'] as const;

export type RunFormat = (typeof runFormats)[number];

/** The options of the command line. */
export interface RunCommand {
  readonly paths: readonly string[];
  readonly overrides: Overrides;
  /** Custom hooks may run. */
  readonly allowCode: boolean;
  readonly format: RunFormat;
  /** Names of reports; none with a folder means all. */
  readonly reports: readonly string[];
  /** Folder for the reports; absent: they are printed instead of the summary. */
  readonly out: string | undefined;
  /** Files that pushsim did not write may be replaced. */
  readonly force: boolean;
  readonly filter: LineFilter;
  /** Run twice and compare. */
  readonly verifies: boolean;
  /** The push that message diagrams show; '' for their default. */
  readonly push: string;
  readonly trace: TraceWish;
  /** Run again whenever the file is saved. */
  readonly watches: boolean;
}

/** One scenario to run; `printed` are the reports for the screen, `reports` those for files or, without a folder, for the screen. */
export function requestOf(
  { overrides, allowCode, out, filter, push, verifies, trace }: RunCommand,
  printed: readonly string[],
  reports: readonly string[],
  file: string,
): RunRequest {
  return {
    kind: 'run',
    file,
    overrides,
    allowCode,
    printed,
    written: out === undefined ? [] : reports,
    screen: { width: terminalWidth(), folds: foldsLines(), isColoured: wantsColours() },
    filter,
    verifies,
    push,
    trace,
  };
}
