/**
 * The thread that runs scenarios, one after the other, as it is asked to. It is a thread of its own so that the command can be interrupted
 * while a long run is under way. It touches the disk only to read scenario files.
 */
import { parentPort } from 'node:worker_threads';
import { type Report, renderSummary, reportNamed } from '../reports/index.js';
import { loadScenario, type Run, runScenario, ScenarioError } from '../scenarios/index.js';
import type { RenderedReport, RunAnswer, RunRequest } from './run-protocol.js';
import { colourPaint } from './terminal.js';

parentPort?.on('message', (request: RunRequest) => parentPort?.postMessage(answer(request)));

function answer(request: RunRequest): RunAnswer {
  try {
    const run = runScenario(loadScenario(request.file, request.overrides));
    return { kind: 'finished', verdict: run.verdict, reports: request.reports.flatMap((name) => render(name, run, request)) };
  } catch (error) {
    if (error instanceof ScenarioError) return { kind: 'bad-input', problems: error.problems };
    return { kind: 'bug', words: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function render(name: string, run: Run, request: RunRequest): RenderedReport[] {
  const report = reportNamed(name);
  return report === undefined ? [] : [{ name, extension: report.extension, text: textOf(report, run, request) }];
}

/** Only the summary looks at the terminal. */
function textOf(report: Report, run: Run, { width, isColoured, replayWith }: RunRequest): string {
  if (report.name !== 'summary') return report.render(run);
  return renderSummary(run, { width, paint: colourPaint(isColoured), replayWith });
}
