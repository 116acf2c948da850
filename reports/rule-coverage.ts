/** Which rules a set of runs exercised: in how many of them some fact follows from each rule. */
import type { Run } from '../scenarios/index.js';

/** Number of runs by rule id; a rule that no run exercised is absent. */
export function ruleCoverage(runs: readonly Pick<Run, 'rules'>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rules } of runs) {
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}
