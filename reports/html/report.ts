/** The HTML report of one run: the document of the run inside the page. Pure. */
import type { Run } from '../../scenarios/index.js';
import { defaultChoice, type RenderChoice, type Report } from '../report.js';
import { plainStyle, renderSummary } from '../text/summary-text.js';
import { verdictWords } from '../text/verdict.js';
import { htmlPage } from './page.js';
import { runDocument } from './run-document.js';

export const htmlReport: Report = {
  name: 'html',
  title: 'One page for a browser: lanes, a time slider, charts, and the narrative to search',
  extension: 'html',
  render: renderHtml,
};

function renderHtml(run: Run, choice: RenderChoice = defaultChoice): string {
  const title = `${verdictWords(run)}: ${run.scenario.title}`;
  const words = renderSummary(run, { ...plainStyle, replayWith: choice.replayWith });
  return htmlPage(title, words, runDocument(run, choice.replayWith));
}
