/** The options that a replay needs on its command line. Pure. */
import { shellWord } from '../reports/index.js';
import type { Overrides } from '../scenarios/index.js';

/** Everything that overrides the file except the seed, such as `--venice as-built --switch recover=off`. */
export function replayWords({ profile, policy, horizon, switches = {} }: Overrides): string {
  return [
    ...(profile === undefined ? [] : ['--venice', profile]),
    ...(policy === undefined ? [] : ['--policy', policy]),
    ...Object.entries(switches).flatMap(([name, word]) => ['--switch', `${name}=${word}`]),
    ...(horizon === undefined ? [] : ['--until', String(horizon)]),
  ]
    .map(shellWord)
    .join(' ');
}
