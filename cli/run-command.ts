/**
 * `pushsim run`: runs each scenario, prints it, writes its reports, and remembers the worst that
 * happened. An interruption ends the current run; what is finished has been or is still reported. The
 * scenarios themselves are run by a thread.
 */
import type { Overrides } from '../scenarios/index.js';
import { type ExitStatus, exitStatus, statusOfVerdict, worstStatus } from './exit-status.js';
import { reportFileNames } from './report-files.js';
import type {
  BadInput,
  Bug,
  Planned,
  RenderedReport,
  RunAnswer,
  RunRequest,
} from './run-protocol.js';
import { ScenarioThread } from './scenario-thread.js';
import { countsLine, joined } from './several-runs.js';
import { complain, print, terminalWidth, wantsColours, writeWhole } from './terminal.js';

/** How results are printed, the default first. */
export const runFormats = ['text', 'json', 'ndjson'] as const;

export type RunFormat = (typeof runFormats)[number];

/** What the command line asks for. */
export interface RunCommand {
  readonly paths: readonly string[];
  readonly overrides: Overrides;
  readonly format: RunFormat;
  /** Names of reports; none with a folder means all. */
  readonly reports: readonly string[];
  /** Folder for the reports; absent: they are printed instead of the summary. */
  readonly out: string | undefined;
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
  const status =
    planned.kind === 'planned' ? await runAll(command, planned, thread) : complainOf(planned);
  await thread.stop();
  return status;
}

async function runAll(
  command: RunCommand,
  planned: Planned,
  thread: ScenarioThread,
): Promise<ExitStatus> {
  const session = new RunSession(command, planned);
  const interrupt = (): void => {
    session.isInterrupted = true;
    void thread.stop();
  };
  process.on('SIGINT', interrupt);
  for (const [index, file] of planned.files.entries()) {
    const answer = await thread.run(session.request(file));
    if (session.isInterrupted) break;
    session.take(index, answer);
  }
  process.removeListener('SIGINT', interrupt);
  return session.close();
}

function complainOf(answer: BadInput | Bug): ExitStatus {
  if (answer.kind === 'bad-input') {
    for (const problem of answer.problems) complain(problem);
    return exitStatus.badInput;
  }
  complain(`a bug in the simulator, please report it\n${answer.words}`);
  return exitStatus.simulatorBug;
}

/** What has been run so far, and how it is shown. */
class RunSession {
  isInterrupted = false;
  private readonly statuses: ExitStatus[] = [];
  private readonly documents: string[] = [];
  private readonly said = new Set<string>();
  private readonly command: RunCommand;
  private readonly planned: Planned;
  private readonly printed: readonly string[];
  private readonly fileNames: readonly string[];

  constructor(command: RunCommand, planned: Planned) {
    this.command = command;
    this.planned = planned;
    this.fileNames = reportFileNames(planned.files);
    const replaces = command.out === undefined && planned.reports.length > 0;
    this.printed = replaces
      ? planned.reports
      : [command.format === 'text' ? 'summary' : command.format];
  }

  request(file: string): RunRequest {
    const reports = [...new Set([...this.printed, ...this.planned.reports])];
    // A summary that is also written to a file has no colours.
    const isColoured = wantsColours() && !this.planned.reports.includes('summary');
    return {
      kind: 'run',
      file,
      overrides: this.command.overrides,
      reports,
      width: terminalWidth(),
      isColoured,
    };
  }

  take(index: number, answer: RunAnswer): void {
    if (answer.kind === 'finished') {
      this.statuses.push(statusOfVerdict(answer.verdict));
      this.show(answer.reports);
      this.write(index, answer.reports);
      return;
    }
    if (answer.kind === 'bug') complain(`${this.planned.files[index]}:`);
    this.statuses.push(complainOf(answer.kind === 'bug' ? answer : this.unsaid(answer)));
  }

  /** Whatever can only be written once all is known, and the status of it all. */
  close(): ExitStatus {
    const { files } = this.planned;
    const { format } = this.command;
    if (format === 'json' && this.documents.length > 0) print(joined(this.documents, files.length));
    if (format === 'text' && files.length > 1) print(`\n${countsLine(this.statuses)}`);
    if (!this.isInterrupted) return worstStatus(this.statuses);
    complain(`interrupted: ${this.statuses.length} of ${files.length} scenarios were finished`);
    return exitStatus.interrupted;
  }

  /** The same mistake on the command line concerns every file and is said once. */
  private unsaid({ kind, problems }: BadInput): BadInput {
    const left = problems.filter((problem) => !this.said.has(problem));
    for (const problem of left) this.said.add(problem);
    return { kind, problems: left };
  }

  private show(reports: readonly RenderedReport[]): void {
    const texts = reports.filter(({ name }) => this.printed.includes(name)).map(({ text }) => text);
    const { format } = this.command;
    if (format === 'json') this.documents.push(...texts);
    else print(`${format === 'text' && this.statuses.length > 1 ? '\n' : ''}${texts.join('\n')}`);
  }

  private write(index: number, reports: readonly RenderedReport[]): void {
    const { out } = this.command;
    if (out === undefined) return;
    for (const { name, extension, text } of reports) {
      if (this.planned.reports.includes(name))
        this.writeOne(out, `${this.fileNames[index]}.${extension}`, text);
    }
  }

  private writeOne(folder: string, name: string, text: string): void {
    try {
      complain(`wrote ${writeWhole(folder, name, text)}`);
    } catch (error) {
      this.statuses.push(exitStatus.badInput);
      const why = error instanceof Error ? error.message : String(error);
      complain(`${folder}: the report ${name} cannot be written: ${why}`);
    }
  }
}
