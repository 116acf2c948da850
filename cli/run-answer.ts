/**
 * Finds and runs scenarios, one request at a time: what the command's main thread and its worker thread have in common. It touches the disk
 * only to read scenario files and to stream a trace.
 */
import type { RenderChoice, Report } from '../reports/index.js';
import { defaultChoice, filesOf, renderSummary, reportNamed, reports } from '../reports/index.js';
import {
  describeProblem,
  didYouMean,
  findScenarios,
  loadScenario,
  type Mismatch,
  nameList,
  type Run,
  type RunOptions,
  runInSlices,
  type Scenario,
  ScenarioError,
  usualSuspects,
  verifyRun,
} from '../scenarios/index.js';
import { replayWords } from './replay.js';
import type {
  BadInput,
  Bug,
  Finished,
  Lost,
  PlanAnswer,
  PlannedReport,
  PlanRequest,
  RenderedPart,
  RunAnswer,
  RunRequest,
  TraceWish,
} from './run-protocol.js';
import { StreamedTrace } from './streamed-trace.js';
import { systemReason } from './system-reason.js';
import { colourPaint } from './terminal.js';
import { unknownNames } from './unknown-names.js';

/** Called between slices of a run; a returned text ends the run and gives the reason. */
export type Pause = () => Promise<string | undefined>;

/** Events between two pauses: some 10 ms of work. */
const sliceEvents = 5_000;

/** The answer to one request; problems and bugs are answers too. */
export async function answerOf(
  request: PlanRequest | RunRequest,
  pause: Pause,
): Promise<PlanAnswer | RunAnswer> {
  return request.kind === 'plan' ? plan(request) : await run(request, pause);
}

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
      reports: reportsNamed(wanted === 'all' ? names : wanted).map(planned),
    };
  } catch (error) {
    return failure(error);
  }
}

function planned({ name, extension, extensions = [extension], gather }: Report): PlannedReport {
  return { name, extensions, sharedFile: gather?.fileName };
}

async function run(request: RunRequest, pause: Pause): Promise<RunAnswer> {
  try {
    const scenario = loadScenario(request.file, request.overrides, request);
    const problems = unknownNames(scenario, request);
    if (problems.length > 0) return { kind: 'bad-input', problems };
    const began = performance.now();
    const finished = await traced(scenario, request.trace, pause);
    const tookMs = performance.now() - began;
    if (typeof finished === 'string') return { kind: 'bad-input', problems: [finished] };
    if ('words' in finished) return finished;
    const { run, problem } = finished;
    const mismatch = request.verifies ? verifyRun(scenario, run) : undefined;
    if (mismatch !== undefined) return { kind: 'bug', words: mismatchWords(mismatch) };
    return {
      kind: 'finished',
      verdict: run.verdict,
      expected: run.summary.expected,
      problem,
      notices: scenario.notices ?? [],
      ...rendered(run, request, tookMs),
    };
  } catch (error) {
    return failure(error);
  }
}

interface Traced {
  readonly run: Run;
  /** Why the file of the trace is incomplete. */
  readonly problem?: string | undefined;
}

/** Runs it and keeps, discards or streams its trace; a text if the trace file cannot be written. */
async function traced(
  scenario: Scenario,
  trace: TraceWish,
  pause: Pause,
): Promise<Traced | Lost | string> {
  if (trace === 'kept') return await sliced(scenario, {}, pause);
  if (trace === 'digest') return await sliced(scenario, { trace: 'counted' }, pause);
  const stream = opened(trace.file, scenario);
  if (typeof stream === 'string') return stream;
  try {
    const ended = await sliced(scenario, { trace: 'counted', observers: [stream] }, pause);
    if (!('run' in ended)) return ended;
    stream.note(ended.run);
    return { ...ended, problem: stream.close() };
  } finally {
    stream.close();
  }
}

async function sliced(
  scenario: Scenario,
  options: RunOptions,
  pause: Pause,
): Promise<Traced | Lost> {
  const slices = runInSlices(scenario, options, sliceEvents);
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return { run: value };
    const words = await pause();
    if (words !== undefined) return { kind: 'lost', words };
  }
}

function opened(path: string, scenario: Scenario): StreamedTrace | string {
  try {
    return new StreamedTrace(path, scenario);
  } catch (error) {
    return `pushsim: --trace ${path} cannot be written: ${systemReason(error)}`;
  }
}

function mismatchWords({ entry, first, second }: Mismatch): string {
  return `two runs of the same scenario and seed differ first in entry ${entry} of the trace\n    first   ${first}\n    second  ${second}\n    ${usualSuspects}`;
}

function failure(error: unknown): BadInput | Bug {
  if (error instanceof ScenarioError)
    return { kind: 'bad-input', problems: error.problems.map(describeProblem) };
  return {
    kind: 'bug',
    words: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

function rendered(
  finished: Run,
  request: RunRequest,
  tookMs: number,
): Pick<Finished, 'printed' | 'written' | 'parts'> {
  const choice = { ...choiceOf(request), tookMs };
  const written = reportsNamed(request.written);
  const printed = reportsNamed(request.printed);
  return {
    printed: printed
      .filter(({ gather }) => gather === undefined)
      .map((report) => printedText(report, finished, request)),
    written: written
      .filter(({ gather }) => gather === undefined)
      .flatMap((report) =>
        filesOf(report, finished, choice).map((file) => ({ name: report.name, ...file })),
      ),
    parts: [...written, ...printed].flatMap(({ name, gather }) =>
      gather === undefined ? [] : [{ name, text: gather.part(finished, choice) }],
    ),
  };
}

function reportsNamed(names: readonly string[]): Report[] {
  return names.flatMap((name) => reportNamed(name) ?? []);
}

/** The choice that files are made with: everything but the screen. */
function choiceOf({ filter, push, overrides, allowCode }: RunRequest): RenderChoice {
  return { ...defaultChoice, filter, push, replayWith: replayWords(overrides, allowCode) };
}

function printedText(report: Report, finished: Run, request: RunRequest): RenderedPart {
  const { width, folds, isColoured } = request.screen;
  const choice = { ...choiceOf(request), width: folds ? width : 0 };
  if (report.name !== 'summary')
    return { name: report.name, text: report.render(finished, choice) };
  const style = { width, paint: colourPaint(isColoured), replayWith: choice.replayWith };
  return { name: report.name, text: renderSummary(finished, style) };
}
