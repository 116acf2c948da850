/**
 * What it costs to render a run, by report, per fact; at 2,000 and 200,000 facts, so that a report whose
 * cost per fact grows with the run is noticed. The long run is an ordinary one with its facts repeated.
 */
import { reports } from '../reports/index.js';
import { loadScenario, type Run, runScenario } from '../scenarios/index.js';
import { type Effort, measure, type Row, rowOf } from './row.js';

const suite = 'reports';

/** Needs the repository as its working directory. */
export async function reportBench(effort: Effort): Promise<readonly Row[]> {
  const run = runScenario(loadScenario('scenarios/library/degraded/skipped-then-healed.yaml'));
  const sizes = effort.smoke ? [1_000] : [2_000, 200_000];
  const rows: Row[] = [];
  for (const facts of sizes) {
    const long = runOf(run, facts);
    for (const report of reports) {
      const call = (): void => {
        report.render(long);
      };
      const name = `${report.name} of ${facts} facts`;
      const row = await measure({ suite, name, unit: 'reports', times: 1, call }, effort);
      rows.push(rowOf({ suite, name, unit: 'facts' }, { ...row, nsPerOp: row.nsPerOp / facts }));
    }
  }
  return rows;
}

/** A run with about so many facts and as many lines as go with them. */
export function runOf(run: Run, facts: number): Run {
  const times = Math.ceil(facts / run.facts.length);
  const repeated = <Value>(values: readonly Value[]): Value[] =>
    Array.from({ length: times }, () => values).flat();
  return { ...run, facts: repeated(run.facts), narrative: repeated(run.narrative) };
}
