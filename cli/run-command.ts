/**
 * `pushsim run`: runs each scenario, prints it, writes its reports, and remembers the worst that
 * happened. An interruption ends the current run; what is finished has been or is still reported. The
 * scenarios themselves are run by a thread.
 */
import type { LineFilter } from '../reports/index.js';
import type { Overrides } from '../scenarios/index.js';
import { type ExitStatus, exitStatus, statusOfVerdict, worstStatus } from './exit-status.js';
import { Interruption } from './interruption.js';
import { OutputFiles } from './output-files.js';
import { Progress } from './progress.js';
import { reportFileNames } from './report-files.js';
import type {
  BadInput,
  Bug,
  Lost,
  Planned,
  RenderedPart,
  RunAnswer,
  RunRequest,
  TraceWish,
} from './run-protocol.js';
import { ScenarioThread } from './scenario-thread.js';
import { countsLine, joined } from './several-runs.js';
import { complain, foldsLines, print, terminalWidth, wantsColours } from './terminal.js';
import { targetsIn, WrittenReports } from './written-reports.js';

/** How results are printed, the default first. */
export const runFormats = ['text', 'json', 'ndjson'] as const;

export type RunFormat = (typeof runFormats)[number];

/** What the command line asks for. */
export interface RunCommand {
  readonly paths: readonly string[];
  readonly overrides: Overrides;
  /** People's own hooks may run. */
  readonly allowCode: boolean;
  readonly format: RunFormat;
  /** Names of reports; none with a folder means all. */
  readonly reports: readonly string[];
  /** Folder for the reports; absent: they are printed instead of the summary. */
  readonly out: string | undefined;
  /** Files that pushsim did not write may be replaced. */
  readonly force: boolean;
  readonly filter: LineFilter;
  /** Run twice and compare. */
  readonly verifies: boolean;
  /** Whose messages diagrams show; '' leaves it to them. */
  readonly push: string;
  readonly trace: TraceWish;
}

/** Runs all scenarios and gives the exit status. */
export async function runCommand(command: RunCommand): Promise<ExitStatus> {
  const thread = new ScenarioThread();
  const { paths, reports, out } = command;
  const planned = await thread.plan({
    kind: 'plan',
    paths,
    reports: out !== undefined && reports.length === 0 ? 'all' : reports,
  });
  const checked = planned.kind === 'planned' ? oneTrace(command, planned) : planned;
  try {
    return checked.kind === 'planned'
      ? await runAll(command, checked, thread)
      : complainOf(checked);
  } finally {
    await thread.stop();
  }
}

/** A file of a trace has room for one run. */
function oneTrace({ trace }: RunCommand, planned: Planned): Planned | BadInput {
  const many = planned.files.length;
  if (typeof trace === 'string' || many < 2) return planned;
  const problem = `pushsim: --trace ${trace.file} takes one scenario, and there are ${many}\n    run them one by one, or with --trace digest`;
  return { kind: 'bad-input', problems: [problem] };
}

async function runAll(
  command: RunCommand,
  planned: Planned,
  thread: ScenarioThread,
): Promise<ExitStatus> {
  const session = new RunSession(command, planned);
  const interruption = new Interruption();
  interruption.whenItComes(() => void thread.stop());
  const progress = new Progress(planned.files.length, 'scenarios');
  for (const [index, file] of planned.files.entries()) {
    const answer = await thread.run(session.request(file));
    if (interruption.isThere) break;
    progress.hide();
    await session.take(index, answer);
    progress.advance();
  }
  progress.end();
  try {
    return await session.close(interruption.status);
  } finally {
    interruption.release();
  }
}

function complainOf(answer: BadInput | Bug | Lost): ExitStatus {
  if (answer.kind === 'bad-input') {
    for (const problem of answer.problems) complain(problem);
    return exitStatus.badInput;
  }
  if (answer.kind === 'lost') {
    complain(answer.words);
    return exitStatus.unsettled;
  }
  complain(`a bug in the simulator, please report it\n${answer.words}`);
  return exitStatus.simulatorBug;
}

/** What has been run so far, and how it is shown. */
class RunSession {
  private readonly statuses: ExitStatus[] = [];
  private readonly documents: string[] = [];
  private readonly said = new Set<string>();
  private readonly printed: readonly string[];
  private readonly reports: readonly string[];
  private readonly fileNames: readonly string[];
  private readonly files: WrittenReports;

  constructor(
    private readonly command: RunCommand,
    private readonly planned: Planned,
  ) {
    const { out, trace, force } = command;
    this.reports = planned.reports.map(({ name }) => name);
    this.fileNames = reportFileNames(planned.files);
    const files = new OutputFiles({ inputs: planned.files, force });
    files.check([
      ...(out === undefined ? [] : targetsIn(out, planned.reports, this.fileNames)),
      ...(typeof trace === 'string'
        ? []
        : [{ path: trace.file, kind: 'facts' as const, option: '--trace' }]),
    ]);
    this.files = new WrittenReports(out, files);
    const replaces = out === undefined && this.reports.length > 0;
    this.printed = replaces
      ? this.reports
      : [command.format === 'text' ? 'summary' : command.format];
  }

  request(file: string): RunRequest {
    const { overrides, allowCode, out, filter, push, verifies, trace } = this.command;
    return {
      kind: 'run',
      file,
      overrides,
      allowCode,
      printed: this.printed,
      written: out === undefined ? [] : this.reports,
      screen: { width: terminalWidth(), folds: foldsLines(), isColoured: wantsColours() },
      filter,
      verifies,
      push,
      trace,
    };
  }

  async take(index: number, answer: RunAnswer): Promise<void> {
    if (answer.kind === 'finished') {
      this.statuses.push(statusOfVerdict(answer.verdict));
      this.show(answer.printed);
      this.note(answer.problem === undefined ? [] : [answer.problem]);
      this.note(this.files.take(this.fileNames[index] ?? '', answer));
      return;
    }
    const file = this.planned.files[index] ?? '';
    if (answer.kind !== 'bad-input') complain(`${file}:`);
    const words = answer.kind === 'bad-input' ? answer.problems.join('\n') : answer.words;
    await this.files.takeProblem(this.reports, file, words);
    this.statuses.push(complainOf(answer.kind === 'bad-input' ? this.unsaid(answer) : answer));
  }

  /** Whatever can only be written once all is known, and the status of it all. */
  async close(interrupted: ExitStatus | undefined): Promise<ExitStatus> {
    const { files } = this.planned;
    const { format } = this.command;
    if (format === 'json' && this.documents.length > 0) print(joined(this.documents, files.length));
    this.note(await this.files.finish());
    if (format === 'text' && files.length > 1 && !this.printsDocument())
      print(`\n${countsLine(this.statuses)}`);
    if (interrupted === undefined) return worstStatus(this.statuses);
    complain(`interrupted: ${this.statuses.length} of ${files.length} scenarios were finished`);
    return interrupted;
  }

  /** The same mistake on the command line concerns every file and is said once. */
  private unsaid({ kind, problems }: BadInput): BadInput {
    const left = problems.filter((problem) => !this.said.has(problem));
    for (const problem of left) this.said.add(problem);
    return { kind, problems: left };
  }

  private note(problems: readonly string[]): void {
    for (const problem of problems) {
      this.statuses.push(exitStatus.badInput);
      complain(problem);
    }
  }
  private show(reports: readonly RenderedPart[]): void {
    const texts = reports.map(({ text }) => text);
    const { format } = this.command;
    if (format === 'json') this.documents.push(...texts);
    else if (texts.length > 0)
      print(`${format === 'text' && this.statuses.length > 1 ? '\n' : ''}${texts.join('\n')}`);
  }

  /** A line after a document would spoil it. */
  private printsDocument(): boolean {
    return !this.printed.some((name) => name === 'summary' || name === 'narrative');
  }
}
