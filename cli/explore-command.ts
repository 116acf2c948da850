/**
 * `pushsim explore`: explores on worker threads until the budget is spent, shrinks the findings, prints them and writes scenario files that
 * reproduce them, each as soon as it is found. A signal ends the exploration at once: what has not been shrunk yet is shown as it was drawn.
 */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { explorationText, reportNamed, type ShownFinding, titleOf } from '../reports/index.js';
import {
  asDrawn,
  type Batch,
  baseOfExploration,
  type DrawnFinding,
  type Exploration,
  type ExplorationState,
  emptyExploration,
  findingText,
  runExploration,
  type ShrunkFinding,
  startExploration,
} from '../scenarios/explore/index.js';
import {
  didYouMean,
  doesNotSettle,
  hookLoader,
  modelCatalogue,
  nameList,
  parseScenario,
  readHookCode,
  readScenarioText,
  runScenario,
  simulatorCrash,
} from '../scenarios/index.js';
import { tuneCompiler } from './compiler-tuning.js';
import { type ExitStatus, exitStatus, worstStatus } from './exit-status.js';
import { ExplorationFolder, type FindingTexts } from './exploration-folder.js';
import { Interruption } from './interruption.js';
import { Keeper } from './keeper.js';
import { knownFlaws } from './known-flaws.js';
import { withMovedHooks } from './moved-hooks.js';
import { Progress } from './progress.js';
import { simulatorName } from './simulator-name.js';
import { print, printError } from './terminal.js';
import { UsageError } from './usage.js';

/** The options of the command line. */
export interface ExploreRequest {
  readonly file: string | undefined;
  readonly venice: Readonly<Record<string, unknown>>;
  readonly mistakes: boolean;
  readonly seed: number;
  readonly runs: number;
  readonly ms: number;
  readonly workers: number | undefined;
  /** Stop as soon as this is broken. */
  readonly find: string | undefined;
  /** Folders of known flaws; none: the library's. */
  readonly known: readonly string[];
  readonly out: string | undefined;
  /** Custom hooks may run. */
  readonly allowCode: boolean;
  readonly format: 'text' | 'json';
}

/** Explores and returns the exit status: 2 if an invariant broke by an unknown flaw, 70 if the simulator crashed, 4 if only a run does not settle. */
export async function exploreCommand(request: ExploreRequest): Promise<ExitStatus> {
  refuseUnknown(request.find);
  const began = performance.now();
  const exploration = explorationOf(request);
  const session = new ExploreSession(request, exploration, began);
  const interruption = new Interruption();
  try {
    const state = await session.explore(interruption);
    refuseUnsound(state.total);
    return session.close(state, interruption.status);
  } finally {
    interruption.release();
  }
}

/** One run of the command: its output folder, the files it writes during the exploration, and the final report. */
class ExploreSession {
  private readonly folder: ExplorationFolder | undefined;
  private readonly start: ExplorationState;
  /** Where findings were written to. */
  private readonly paths = new Map<string, string>();

  constructor(
    private readonly request: ExploreRequest,
    private readonly question: Exploration,
    private readonly began: number,
  ) {
    const { out, find } = request;
    this.folder =
      out === undefined
        ? undefined
        : new ExplorationFolder(out, { simulator: simulatorName(question), question, find });
    const earlier = this.folder?.earlier();
    if (earlier !== undefined)
      printError(
        `continues after ${earlier.total.runs} runs of an interrupted exploration in ${out}`,
      );
    this.start = earlier ?? emptyExploration;
  }

  /** Explores until the budget is spent or a signal comes. */
  async explore(interruption: Interruption): Promise<ExplorationState> {
    const { find, runs, ms } = this.request;
    const workers = this.request.workers ?? availableParallelism();
    tuneCompiler();
    const executor = await startExploration(this.question, workers);
    interruption.whenItComes(() => void executor.stop());
    const { folder } = this;
    const bar = new Progress(runs, 'runs');
    bar.advance(this.start.total.runs);
    let [shown, latest] = [this.start.total.runs, this.start];
    const keeper = new Keeper(folder && (() => folder.save(latest)));
    try {
      const spentMs = (folder?.earlierMs ?? 0) + performance.now() - this.began;
      const left = Math.max(0, ms - spentMs);
      return await runExploration(
        executor,
        { runs, ms: left - Math.min(closeMs, closeShare * left) },
        {
          isStopped: () => interruption.isThere,
          isWanted: (breaks) => find === undefined || breaks === find,
          isEnough: ({ found }) => found.some(({ breaks }) => breaks === find),
          found: (finding, total) => this.write(this.drawn(finding, total)),
          shrunk: (finding) => this.write(finding),
          progress: (state) => {
            latest = state;
            bar.advance(state.total.runs - shown);
            shown = state.total.runs;
            keeper.changed();
          },
        },
        this.start,
      );
    } finally {
      keeper.end();
      bar.end();
      await executor.stop();
    }
  }

  /** Prints all findings and returns the exit status. */
  close(state: ExplorationState, interrupted: ExitStatus | undefined): ExitStatus {
    const { out, runs } = this.request;
    const findings = [...state.findings, ...this.unshrunk(state)];
    for (const finding of findings) if (!this.paths.has(finding.breaks)) this.write(finding);
    this.show(state.total, findings);
    const problems = this.folder?.problems(findings.map((finding) => this.textsOf(finding))) ?? [];
    if (interrupted === undefined) this.folder?.finish();
    const unsaved = interrupted === undefined ? undefined : this.folder?.save(state);
    if (unsaved !== undefined) problems.push(unsaved);
    for (const problem of problems) printError(problem);
    const lost = Object.keys(state.total.lost).length > 0 ? [exitStatus.unsettled] : [];
    const unwritten = problems.length > 0 ? [exitStatus.badInput] : [];
    if (interrupted === undefined)
      return worstStatus([...statusesOf(findings), ...lost, ...unwritten]);
    const of = Number.isFinite(runs) ? ` of ${runs}` : '';
    const next = out === undefined ? '' : '; the same command continues with them';
    printError(`interrupted: ${state.total.runs}${of} runs were finished${next}`);
    return interrupted;
  }

  /** Findings that were not shrunk in time. */
  private unshrunk({ total, findings }: ExplorationState): ShrunkFinding[] {
    const { find } = this.request;
    const known = new Set(findings.map(({ breaks }) => breaks));
    return total.found.flatMap((found) => {
      if (known.has(found.breaks) || (find !== undefined && found.breaks !== find)) return [];
      known.add(found.breaks);
      return [this.drawn(found, total)];
    });
  }

  private drawn(finding: DrawnFinding, { found }: Batch): ShrunkFinding {
    return { ...finding, shrunk: asDrawn(this.question, finding.run, found) };
  }

  private write(finding: ShrunkFinding): void {
    if (this.folder === undefined) return;
    const path = this.folder.write(this.textsOf(finding));
    if (finding.shrunk.runs > 0 && !this.folder.isUnwritten(finding.breaks))
      printError(`wrote ${path}`);
    this.paths.set(finding.breaks, path);
  }

  /** The scenario of a finding; if it is shrunk, also the narrative of its run. */
  private textsOf(finding: ShrunkFinding): FindingTexts {
    const { breaks, shrunk } = finding;
    const text = textOf(finding, this.question.seed);
    if (shrunk.runs === 0 || breaks === simulatorCrash) return { breaks, text };
    const code = this.question.base?.code;
    const load = code === undefined ? undefined : hookLoader(code);
    const run = runScenario(parseScenario(text, `${breaks}.yaml`, {}, load));
    return { breaks, text, narrative: reportNamed('narrative')?.render(run) };
  }

  private show(total: Batch, findings: readonly ShrunkFinding[]): void {
    const { format, venice, out } = this.request;
    const { seed } = this.question;
    const shown = findings.map(
      (finding): ShownFinding => ({ ...finding, where: this.paths.get(finding.breaks) }),
    );
    if (format === 'json') {
      const document = { seed, venice: this.question.venice, ...total, findings: shown };
      print(JSON.stringify(document, null, 2));
      return;
    }
    const named = { seed, venice: veniceWords(venice) };
    print(explorationText(total, shown, named, modelCatalogue.invariants));
    if (out !== undefined) return;
    for (const finding of shown) print(`\n# ${finding.breaks}\n${textOf(finding, seed)}`);
  }
}

/** Milliseconds of `--for` that are kept for the report and the end of the threads, and their share of a short time. */
const closeMs = 1_000;
const closeShare = 0.1;

/** Refuses a name that no invariant has: it would never match, and the exploration would use its whole budget. */
function refuseUnknown(find: string | undefined): void {
  const names = [
    ...modelCatalogue.invariants.map(({ name }) => name),
    doesNotSettle,
    simulatorCrash,
  ];
  if (find === undefined || names.includes(find)) return;
  const hint = didYouMean(find, names) ?? `known: ${nameList(names)}`;
  throw new UsageError(`--find ${find} is no invariant\n    ${hint}; see pushsim list invariants`);
}

function explorationOf({
  file,
  venice,
  mistakes,
  seed,
  allowCode,
  out,
  known,
}: ExploreRequest): Exploration {
  const exploration = { seed, mistakes, venice, known: knownFlaws(known, allowCode) };
  if (file === undefined) return exploration;
  const text = readScenarioText(file);
  const base = baseOfExploration(text, file, allowCode ? readHookCode(text, file) : undefined);
  return { ...exploration, base: withMovedHooks(base, dirname(file), out ?? '.') };
}

/** Reports an error when no draw was a valid scenario; the options are the reason. */
function refuseUnsound({ runs, refused }: Batch): void {
  const count = Object.values(refused).reduce((sum, each) => sum + each, 0);
  if (runs > 0 && count === runs)
    throw new UsageError(`no scenario can be drawn: ${Object.keys(refused)[0]}`);
}

function veniceWords({ profile, policy, switches }: ExploreRequest['venice']): string {
  const words = [profile ?? 'as-designed', ...(policy === undefined ? [] : [`policy ${policy}`])];
  const set = typeof switches === 'object' && switches !== null ? Object.entries(switches) : [];
  return [...words, ...set.map(([name, value]) => `${name}=${value}`)].join(', ');
}

function textOf({ breaks, run, shrunk }: ShrunkFinding, seed: number): string {
  const title = titleOf(breaks, modelCatalogue.invariants);
  return findingText(shrunk, { seed, run, breaks, title });
}

function statusesOf(findings: readonly ShrunkFinding[]): ExitStatus[] {
  return findings.map(({ breaks }) => {
    if (breaks === simulatorCrash) return exitStatus.simulatorBug;
    return breaks === doesNotSettle ? exitStatus.unsettled : exitStatus.invariantViolated;
  });
}
