/**
 * The summary documents for other programs. The format is stable: keys may be added, never renamed or
 * moved.
 */
import type { Run } from '../../scenarios/index.js';
import type { Report } from '../report.js';

export const jsonReport: Report = {
  name: 'json',
  title: 'The summary as one JSON document',
  extension: 'json',
  render: (run) => `${JSON.stringify(run.summary, null, 2)}\n`,
};

/** One document for one run, an array for several. */
export function renderJson(runs: readonly Run[]): string {
  const [only, ...others] = runs;
  if (only !== undefined && others.length === 0) return jsonReport.render(only);
  return `${JSON.stringify(
    runs.map(({ summary }) => summary),
    null,
    2,
  )}\n`;
}
