/**
 * Every report, in the order in which they are offered. Adding one is a file beside this one and a line
 * here.
 */
import { traceReport } from './chrome-trace.js';
import { csvReport } from './csv.js';
import { htmlReport } from './html/report.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { mermaidReport } from './mermaid.js';
import { messageReport } from './message-diagram.js';
import { narrativeReport } from './narrative.js';
import { ndjsonReport } from './ndjson.js';
import { openMetricsReport } from './openmetrics.js';
import type { Report } from './report.js';
import { summaryReport } from './summary-text.js';

export { explorationText, type ShownFinding, titleOf } from './exploration.js';
export { studyPage } from './html/study-page.js';
export type { VariantTimeline } from './html/study-timelines.js';
export { renderJson } from './json.js';
export {
  choosesAll,
  everyLine,
  type FilterSubject,
  filterSubjects,
  type LineFilter,
} from './line-filter.js';
export { replayCommand, shellWord } from './replay-line.js';
export {
  defaultChoice,
  filesOf,
  type Gather,
  noPaint,
  type Paint,
  type RenderChoice,
  type Report,
  type ReportText,
} from './report.js';
export { ruleCoverage } from './rule-coverage.js';
export { renderStudyChanges } from './study-changes-text.js';
export { studySummaryCsv } from './study-csv.js';
export {
  overrideWords,
  plainStudyStyle,
  renderStudy,
  replayOf,
  type StudyStyle,
} from './study-text.js';
export {
  plainStyle,
  renderSummary,
  type SummaryStyle,
} from './summary-text.js';
export { veniceLine, verdictReason, verdictWords } from './words.js';

export const reports: readonly Report[] = [
  summaryReport,
  narrativeReport,
  jsonReport,
  ndjsonReport,
  htmlReport,
  csvReport,
  junitReport,
  openMetricsReport,
  traceReport,
  mermaidReport,
  messageReport,
];

/** The report of that name, or undefined. */
export function reportNamed(name: string): Report | undefined {
  return reports.find((report) => report.name === name);
}
export { wrapped } from './study-words.js';
