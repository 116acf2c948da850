/**
 * The thread that finds and runs scenarios, one after the other, as it is asked to. It is a thread of
 * its own so that the command can be interrupted while a long run is under way. It touches the disk
 * only to read scenario files.
 */
import { parentPort } from 'node:worker_threads';
import { type Report, renderSummary, reportNamed, reports } from '../reports/index.js';
import {
  describeProblem,
  didYouMean,
  findScenarios,
  loadScenario,
  nameList,
  type Run,
  runScenario,
  ScenarioError,
} from '../scenarios/index.js';
import { replayWords } from './replay.js';
import type {
  BadInput,
  Bug,
  PlanAnswer,
  PlanRequest,
  RenderedReport,
  RunAnswer,
  RunRequest,
} from './run-protocol.js';
import { colourPaint } from './terminal.js';

parentPort?.on('message', (request: PlanRequest | RunRequest) => {
  parentPort?.postMessage(request.kind === 'plan' ? plan(request) : run(request));
});

function plan({ paths, reports: wanted }: PlanRequest): PlanAnswer {
  const names = reports.map(({ name }) => name);
  const unknown = wanted === 'all' ? undefined : wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, names) ?? `reports: ${nameList(names)}`;
    return {
      kind: 'bad-input',
      problems: [`pushsim: there is no report "${unknown}"\n    ${hint}`],
    };
  }
  try {
    return {
      kind: 'planned',
      files: findScenarios(paths),
      reports: wanted === 'all' ? names : wanted,
    };
  } catch (error) {
    return failure(error);
  }
}

function run(request: RunRequest): RunAnswer {
  try {
    const finished = runScenario(loadScenario(request.file, request.overrides));
    const texts = request.reports.flatMap((name) => render(name, finished, request));
    return { kind: 'finished', verdict: finished.verdict, reports: texts };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): BadInput | Bug {
  if (error instanceof ScenarioError)
    return { kind: 'bad-input', problems: error.problems.map(describeProblem) };
  return {
    kind: 'bug',
    words: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

function render(name: string, finished: Run, request: RunRequest): RenderedReport[] {
  const report = reportNamed(name);
  return report === undefined
    ? []
    : [{ name, extension: report.extension, text: textOf(report, finished, request) }];
}

/** Only the summary looks at the terminal. */
function textOf(
  report: Report,
  finished: Run,
  { width, isColoured, overrides }: RunRequest,
): string {
  if (report.name !== 'summary') return report.render(finished);
  return renderSummary(finished, {
    width,
    paint: colourPaint(isColoured),
    replayWith: replayWords(overrides),
  });
}
