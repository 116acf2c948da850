/**
 * `pushsim run`: runs each scenario, prints it, writes its reports, and records the worst
 * status. An interruption ends the current run; what is finished has been or is still reported. The
 * scenarios themselves are run by a thread.
 */
import { type ExitStatus, exitStatus, statusOfVerdict, worstStatus } from './exit-status.js';
import { Interruption } from './interruption.js';
import { isFile } from './is-file.js';
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
  ScenarioRunner,
} from './run-protocol.js';
import { type RunCommand, requestOf } from './run-request.js';
import { countsLine, joined } from './several-runs.js';
import { print, printError } from './terminal.js';
import { targetsIn, WrittenReports } from './written-reports.js';

/** Runs all scenarios and gives the exit status. */
export async function runCommand(command: RunCommand): Promise<ExitStatus> {
  if (command.watches) {
    const { watchCommand } = await import('./watch-command.js');
    return await watchCommand(command, () => runnerFor(command));
  }
  const runner = await runnerFor(command);
  const { paths, reports, out } = command;
  const planned = await runner.plan({
    kind: 'plan',
    paths,
    reports: out !== undefined && reports.length === 0 ? 'all' : reports,
  });
  const checked = planned.kind === 'planned' ? oneTrace(command, planned) : planned;
  try {
    return checked.kind === 'planned'
      ? await runAll(command, checked, runner)
      : complainOf(checked);
  } finally {
    await runner.stop();
  }
}

/** A single file runs on this thread. Several get one of their own, as does the code of custom hooks: it can be terminated from outside. */
async function runnerFor({ paths, allowCode }: RunCommand): Promise<ScenarioRunner> {
  const [path = ''] = paths;
  if (paths.length === 1 && !allowCode && isFile(path)) {
    const { ScenarioHere } = await import('./scenario-here.js');
    return new ScenarioHere();
  }
  const { ScenarioThread } = await import('./scenario-thread.js');
  return new ScenarioThread();
}

/** A trace file holds one run. */
function oneTrace({ trace }: RunCommand, planned: Planned): Planned | BadInput {
  const many = planned.files.length;
  if (typeof trace === 'string' || many < 2) return planned;
  const problem = `pushsim: --trace ${trace.file} takes one scenario, and there are ${many}\n    run them one by one, or with --trace digest`;
  return { kind: 'bad-input', problems: [problem] };
}

async function runAll(
  command: RunCommand,
  planned: Planned,
  runner: ScenarioRunner,
): Promise<ExitStatus> {
  const session = new RunSession(command, planned);
  const interruption = new Interruption();
  interruption.whenItComes(() => void runner.stop());
  const progress = new Progress(planned.files.length, 'scenarios');
  for (const [index, file] of planned.files.entries()) {
    const answer = await runner.run(requestOf(command, session.printed, session.reports, file));
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
    for (const problem of answer.problems) printError(problem);
    return exitStatus.badInput;
  }
  if (answer.kind === 'lost') {
    printError(answer.words);
    return exitStatus.unsettled;
  }
  printError(`a bug in the simulator, please report it\n${answer.words}`);
  return exitStatus.simulatorBug;
}

/** What has been run so far, and how it is shown. */
class RunSession {
  private readonly statuses: ExitStatus[] = [];
  private readonly documents: string[] = [];
  private readonly said = new Set<string>();
  /** Runs that went to their end and of which nothing was expected. */
  private unjudged = 0;
  readonly printed: readonly string[];
  readonly reports: readonly string[];
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

  async take(index: number, answer: RunAnswer): Promise<void> {
    if (answer.kind === 'finished') {
      this.statuses.push(statusOfVerdict(answer.verdict));
      if (answer.verdict === 'passed' && answer.expected === 0) this.unjudged += 1;
      for (const notice of answer.notices) printError(notice);
      this.show(answer.printed);
      this.note(answer.problem === undefined ? [] : [answer.problem]);
      this.note(this.files.take(this.fileNames[index] ?? '', answer));
      return;
    }
    const file = this.planned.files[index] ?? '';
    if (answer.kind !== 'bad-input') printError(`${file}:`);
    const words = answer.kind === 'bad-input' ? answer.problems.join('\n') : answer.words;
    await this.files.takeProblem(this.reports, file, words);
    this.statuses.push(complainOf(answer.kind === 'bad-input' ? this.unsaid(answer) : answer));
  }

  /** Writes the files that all runs share, and returns the exit status. */
  async close(interrupted: ExitStatus | undefined): Promise<ExitStatus> {
    const { files } = this.planned;
    const { format } = this.command;
    if (format === 'json' && this.documents.length > 0) print(joined(this.documents, files.length));
    this.note(await this.files.finish());
    if (format === 'text' && files.length > 1 && !this.printsDocument())
      print(`\n${countsLine(this.statuses, this.unjudged)}`);
    if (interrupted === undefined) return worstStatus(this.statuses);
    printError(`interrupted: ${this.statuses.length} of ${files.length} scenarios were finished`);
    return interrupted;
  }

  /** The same error on the command line concerns every file and is reported once. */
  private unsaid({ kind, problems }: BadInput): BadInput {
    const left = problems.filter((problem) => !this.said.has(problem));
    for (const problem of left) this.said.add(problem);
    return { kind, problems: left };
  }

  private note(problems: readonly string[]): void {
    for (const problem of problems) {
      this.statuses.push(exitStatus.badInput);
      printError(problem);
    }
  }
  private show(reports: readonly RenderedPart[]): void {
    const texts = reports.map(({ text }) => text);
    const { format } = this.command;
    if (format === 'json') this.documents.push(...texts);
    else if (texts.length > 0)
      print(`${format === 'text' && this.statuses.length > 1 ? '\n' : ''}${texts.join('\n')}`);
  }

  /** A line after a document would make it invalid. */
  private printsDocument(): boolean {
    return !this.printed.some((name) => name === 'summary' || name === 'narrative');
  }
}
