/** The options that a replay needs on its command line. Pure. */
import { overrideWords, shellWord } from '../reports/index.js';
import type { Overrides } from '../scenarios/index.js';

/** Everything that overrides the file except the seed, such as `--venice as-built --switch recover=off`. */
export function replayWords(overrides: Overrides): string {
  return overrideWords(overrides).map(shellWord).join(' ');
}
