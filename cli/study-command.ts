/**
 * `pushsim sweep` and `pushsim compare`: opens the study, runs it on threads, shows and writes the result. An interruption ends it at
 * once; what is finished is reported, written and can be resumed.
 */
import { availableParallelism } from 'node:os';
import {
  findScenarios,
  hookLoader,
  loadStudy,
  type OpenStudy,
  type Overrides,
  openStudy,
  parseScenario,
  readHookCode,
  readScenarioText,
  readShard,
  readStopRule,
  reopenStudy,
  StudyError,
  type StudyResult,
  withConfigTexts,
} from '../scenarios/index.js';
import { parseDuration } from '../sim/index.js';
import { type ExitStatus, exitStatus, statusOfVerdict, worstStatus } from './exit-status.js';
import { Interruption } from './interruption.js';
import { simulatorName } from './simulator-name.js';
import { conductOnThreads } from './study-session.js';
import { refuseCode, type ShownStudy, StudyFiles, showStudy } from './study-show.js';
import { printError } from './terminal.js';
import { UsageError } from './usage.js';

/** The options of the command line. */
export interface StudyRequest extends ShownStudy {
  readonly kind: 'sweep' | 'compare';
  readonly files: readonly string[];
  readonly overrides: Overrides;
  readonly axes: readonly string[];
  readonly where: readonly string[];
  readonly seeds: string | undefined;
  readonly shard: string | undefined;
  readonly untilWidth: string | undefined;
  readonly batch: number;
  readonly confidence: number | undefined;
  readonly workers: number | undefined;
  readonly runLimit: string | undefined;
  readonly heapMb: number | undefined;
  /** A result file to resume. */
  readonly resume: string | undefined;
  /** Custom hooks may run. */
  readonly allowCode: boolean;
}

/** Runs a study to its end or its interruption. */
export async function studyCommand(request: StudyRequest): Promise<ExitStatus> {
  // Everything is validated before the first run.
  const earlier = request.against === undefined ? undefined : loadStudy(request.against);
  const sources = request.resume === undefined ? scenariosOf(request) : [];
  const study =
    request.resume === undefined
      ? opened(request, sources)
      : resumed(request.resume, request.allowCode);
  const limits = {
    workers: request.workers ?? availableParallelism(),
    runMsMax: runLimitOf(request.runLimit),
    heapMb: request.heapMb,
  };
  const out = request.out ?? request.resume;
  const inputs = [...sources, ...(request.against === undefined ? [] : [request.against])];
  const files = new StudyFiles({ ...request, out }, inputs, request.resume);
  const interruption = new Interruption();
  try {
    await conductOnThreads(study, { ...limits, save: files.saving(study) }, interruption);
    const result = study.result();
    const status = showStudy(result, request, { files, earlier });
    if (interruption.status === undefined) return worstStatus([status, statusOf(result)]);
    const { done, of } = study.progress;
    const next =
      out === undefined ? '' : `; continue with: pushsim ${request.kind} --resume ${out}`;
    printError(`interrupted: ${done} of ${of} runs were finished${next}`);
    return interruption.status;
  } finally {
    interruption.release();
  }
}

const failureStatus = {
  bug: exitStatus.simulatorBug,
  refused: exitStatus.badInput,
  lost: exitStatus.unsettled,
} as const;

/** A sweep is judged by its worst run; a comparison shows what is worse and is not judged by it. */
function statusOf({ plan, cells }: StudyResult): ExitStatus {
  const failures = cells.flatMap((cell) => cell.failures);
  const failed = failures.map(({ kind }): ExitStatus => failureStatus[kind]);
  if (plan.kind === 'compare') return worstStatus(failed);
  const verdicts = new Set(cells.flatMap(({ runs }) => runs.verdicts));
  return worstStatus([...failed, ...[...verdicts].map(statusOfVerdict)]);
}

function scenariosOf(request: StudyRequest): string[] {
  const { kind, axes } = request;
  if (kind === 'sweep' && request.files.length > 1)
    throw new UsageError('sweep takes one scenario file; compare takes several');
  const files = findScenarios(request.files);
  if (kind === 'sweep' && files.length > 1)
    throw new UsageError(`sweep takes one scenario file, and there are ${files.length}`);
  if (kind === 'compare' && axes.length === 0 && files.length < 2)
    throw new UsageError(
      'compare needs something to compare: a second file, or --variants profile=as-designed,as-built',
    );
  return files;
}

function opened(request: StudyRequest, files: readonly string[]): OpenStudy {
  const { kind, overrides, axes, where, shard, untilWidth, batch, confidence } = request;
  const sources = files.map((file) => ({ file, text: readScenarioText(file) }));
  return openStudy({
    kind,
    sources,
    overrides: sources.reduce((all, { text, file }) => withConfigTexts(text, file, all), overrides),
    axes,
    where,
    seeds:
      request.seeds ?? (axes.length > 0 || kind === 'sweep' ? '1..100' : ownSeed(request, sources)),
    shard: shard === undefined ? undefined : readShard(shard),
    stop: untilWidth === undefined ? undefined : readStopRule(untilWidth, batch),
    ...(confidence === undefined ? {} : { confidence }),
    simulator: simulatorName([sources, overrides, axes, where]),
    readCode: request.allowCode
      ? ({ file, text }, variants) => readHookCode(text, file, variants)
      : undefined,
  });
}

/** Files that are compared without anything else run once, with the seed of the first one. */
function ownSeed(
  { overrides, allowCode }: StudyRequest,
  [first]: readonly { readonly file: string; readonly text: string }[],
): string {
  if (first === undefined) throw new RangeError('there is no file to compare');
  const { file, text } = first;
  const load = allowCode ? hookLoader(readHookCode(text, file, [overrides])) : undefined;
  return parseScenario(text, file, overrides, load).seed;
}

function resumed(file: string, allowCode: boolean): OpenStudy {
  const earlier = loadStudy(file);
  refuseCode(file, earlier, allowCode);
  const { scenarios, variants } = earlier.plan;
  const simulator = simulatorName([scenarios, variants]);
  if (earlier.simulator !== simulator)
    throw new StudyError(
      'this study was begun with another version of the simulator or of its time zones',
      {
        file,
        expected: simulator,
        found: earlier.simulator,
        hint: 'continue with that version, or start again: the results would differ',
      },
    );
  const study = reopenStudy(earlier.plan, earlier.simulator, earlier.shard);
  study.takeOver(earlier);
  return study;
}

function runLimitOf(written: string | undefined): number {
  const limit = written === undefined ? 600_000 : parseDuration(written);
  if (limit !== undefined && limit > 0) return limit;
  throw new UsageError(
    `--run-limit ${written} is not a duration of at most 3650d; write 30s or 10m`,
  );
}
