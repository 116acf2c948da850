/** How long the command takes to start: from a new program to its version, and to a small scenario that has run. Needs a build. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Effort, type Row, rowOf } from './row.js';

const suite = 'start-up';
const command = 'dist/cli/main.js';

const calls = [
  ['pushsim --version', ['--version']],
  [
    'pushsim run, one small scenario',
    ['run', 'scenarios/library/degraded/skipped-then-healed.yaml'],
  ],
] as const;

/** Needs the repository as its working directory; no rows without a build. */
export async function startUpBench(effort: Effort): Promise<readonly Row[]> {
  if (!existsSync(command)) return [];
  const times = effort.smoke ? 1 : 15;
  return calls.map(([name, words]) => {
    const each = Array.from({ length: times }, () => startedIn(words)).sort((a, b) => a - b);
    const median = each[Math.floor(times / 2)] ?? 0;
    return rowOf({ suite, name, unit: 'starts' }, { nsPerOp: median, samples: times });
  });
}

function startedIn(words: readonly string[]): number {
  const began = performance.now();
  spawnSync(process.execPath, [command, ...words], { stdio: 'ignore' });
  return (performance.now() - began) * 1e6;
}
