/** The seed of property tests: the commit in CI, a fresh one at home; always printed, so that a failure can be replayed. */
import { execFileSync } from 'node:child_process';

/** Number of runs of each property; PUSHSIM_RUNS changes it, `npm run test:deep` has far more. */
export const propertyRuns = Number(process.env.PUSHSIM_RUNS ?? 15);

/** Runs of a property whose runs are whole scenarios with long lives: less often in the deep tests; PUSHSIM_RUNS=5000 makes all of them by hand. */
export function longRuns(most: number): number {
  return propertyRuns < 5_000 ? Math.min(propertyRuns, most) : propertyRuns;
}

/** PUSHSIM_SEED, else the commit's hash in CI, else something new. */
export const propertySeed = chooseSeed();

function chooseSeed(): number {
  if (process.env.PUSHSIM_SEED !== undefined) return Number(process.env.PUSHSIM_SEED);
  if (process.env.CI === undefined) return Date.now() % 2 ** 31;
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  return Number.parseInt(commit.slice(0, 7), 16);
}

console.log(`properties: seed ${propertySeed}, ${propertyRuns} runs (PUSHSIM_SEED, PUSHSIM_RUNS)`);
