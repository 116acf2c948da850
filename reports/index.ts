/**
 * Every report, in the order in which they are offered. Adding one is a file beside this one and a line
 * here.
 */
import { jsonReport } from './json.js';
import { narrativeReport } from './narrative.js';
import { ndjsonReport } from './ndjson.js';
import type { Report } from './report.js';
import { summaryReport } from './summary-text.js';

export { renderJson } from './json.js';
export { noPaint, type Paint, type Report } from './report.js';
export { ruleCoverage } from './rule-coverage.js';
export {
  plainStyle,
  renderSummary,
  replayCommand,
  type SummaryStyle,
  shellWord,
} from './summary-text.js';
export { veniceLine, verdictReason, verdictWords } from './words.js';

export const reports: readonly Report[] = [
  summaryReport,
  narrativeReport,
  jsonReport,
  ndjsonReport,
];

/** The report of that name, or undefined. */
export function reportNamed(name: string): Report | undefined {
  return reports.find((report) => report.name === name);
}
