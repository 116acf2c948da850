/** All reports, in the order in which `pushsim list reports` shows them. A new one needs a line here. */

import { csvReport } from './data/csv.js';
import { jsonReport } from './data/json.js';
import { junitReport } from './data/junit.js';
import { ndjsonReport } from './data/ndjson.js';
import { openMetricsReport } from './data/openmetrics.js';
import { htmlReport } from './html/report.js';
import { mermaidReport } from './messages/mermaid.js';
import { messageReport } from './messages/message-diagram.js';
import type { Report } from './report.js';
import { markdownReport } from './text/markdown.js';
import { narrativeReport } from './text/narrative.js';
import { recoveryReport } from './text/recovery.js';
import { summaryReport } from './text/summary-text.js';
import { traceReport } from './trace/chrome-trace.js';

export { studyPage } from './html/study-page.js';
export type { VariantTimeline } from './html/study-timelines.js';
export {
  type Colors,
  defaultChoice,
  filesOf,
  type Gather,
  type RenderChoice,
  type Report,
} from './report.js';
export { ruleCoverage } from './rule-coverage.js';
export { renderStudyChanges } from './study/changes-text.js';
export { studySummaryCsv } from './study/csv.js';
export { studyExpectations } from './study/expectation-lines.js';
export { type ComparedRun, firstDifference } from './study/first-difference.js';
export { cellName, overrideWords, plainStudyStyle, renderStudy } from './study/text.js';
export { wrapped } from './study/words.js';
export { explorationText, type ShownFinding, titleOf } from './text/exploration.js';
export { type FilterSubject, filterSubjects, type LineFilter } from './text/line-filter.js';
export { shellWord } from './text/replay-line.js';
export { renderSummary } from './text/summary-text.js';

export const reports: readonly Report[] = [
  summaryReport,
  narrativeReport,
  jsonReport,
  ndjsonReport,
  htmlReport,
  csvReport,
  junitReport,
  markdownReport,
  openMetricsReport,
  traceReport,
  mermaidReport,
  messageReport,
  recoveryReport,
];

/** The report of that name, or undefined. */
export function reportNamed(name: string): Report | undefined {
  return reports.find((report) => report.name === name);
}
