/** What the command line and the thread that runs scenarios say to each other: plain data both ways. */
import type { Overrides, Problem, Verdict } from '../scenarios/index.js';

/** One scenario to run, and which texts to make of it. */
export interface RunRequest {
  readonly file: string;
  readonly overrides: Overrides;
  /** Names of reports. */
  readonly reports: readonly string[];
  readonly width: number;
  readonly isColoured: boolean;
  /** What a replay needs on its command line besides file and seed. */
  readonly replayWith: string;
}

/** One text that was made; `extension` is what its file's name ends in. */
export interface RenderedReport {
  readonly name: string;
  readonly extension: string;
  readonly text: string;
}

export type RunAnswer =
  | {
      readonly kind: 'finished';
      readonly verdict: Verdict;
      readonly reports: readonly RenderedReport[];
    }
  | { readonly kind: 'bad-input'; readonly problems: readonly Problem[] }
  | { readonly kind: 'bug'; readonly words: string };
