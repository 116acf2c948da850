/** The options that a replay needs on its command line. Pure. */
import { overrideWords, shellWord } from '../reports/index.js';
import type { Overrides } from '../scenarios/index.js';

/** Everything that overrides the file except the seed, such as `--venice as-built --switch recover=off`, and the permission to run hooks. */
export function replayWords(overrides: Overrides, allowCode = false): string {
  const words = [...overrideWords(overrides), ...(allowCode ? ['--allow-code'] : [])];
  return words.map(shellWord).join(' ');
}
