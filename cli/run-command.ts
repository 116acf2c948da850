/**
 * `pushsim run`: runs each scenario, prints it, writes its reports, and remembers the worst that happened. An interruption ends the current
 * run; what is finished has been or is still reported.
 */
import { describeProblem, type Overrides, type Problem } from '../scenarios/index.js';
import { type ExitStatus, exitStatus, statusOfVerdict, worstStatus } from './exit-status.js';
import { reportFileNames } from './report-files.js';
import type { RenderedReport, RunAnswer, RunRequest } from './run-protocol.js';
import { ScenarioThread } from './scenario-thread.js';
import { complain, print, terminalWidth, wantsColours, writeWhole } from './terminal.js';

export type RunFormat = 'text' | 'json' | 'ndjson';

/** What the command line asks for. */
export interface RunCommand {
  readonly files: readonly string[];
  readonly overrides: Overrides;
  readonly format: RunFormat;
  /** Names of reports besides the format's own. */
  readonly reports: readonly string[];
  /** Folder for the reports; absent: they are printed instead of the summary. */
  readonly out: string | undefined;
  readonly replayWith: string;
}

/** Runs all files and gives the exit status. */
export async function runCommand(command: RunCommand): Promise<ExitStatus> {
  const session = new RunSession(command);
  const thread = new ScenarioThread();
  const interrupt = (): void => {
    session.interrupt();
    void thread.stop();
  };
  process.on('SIGINT', interrupt);
  for (const [index, file] of command.files.entries()) {
    if (session.isInterrupted) break;
    session.take(index, await thread.ask(session.request(file)));
  }
  process.removeListener('SIGINT', interrupt);
  await thread.stop();
  return session.close();
}

/** What has been run so far, and how it is shown. */
class RunSession {
  isInterrupted = false;
  private readonly statuses: ExitStatus[] = [];
  private readonly documents: string[] = [];
  private readonly said = new Set<string>();
  private readonly command: RunCommand;
  private readonly printed: readonly string[];
  private readonly fileNames: readonly string[];

  constructor(command: RunCommand) {
    this.command = command;
    this.fileNames = reportFileNames(command.files);
    const replaces = command.out === undefined && command.reports.length > 0;
    this.printed = replaces ? command.reports : [command.format === 'text' ? 'summary' : command.format];
  }

  interrupt(): void {
    this.isInterrupted = true;
  }

  request(file: string): RunRequest {
    const { overrides, reports, replayWith } = this.command;
    const wanted = [...new Set([...this.printed, ...reports])];
    // A summary that is also written to a file has no colours.
    const isColoured = wantsColours() && !reports.includes('summary');
    const look = { width: terminalWidth(), isColoured };
    return { file, overrides, reports: wanted, replayWith, ...look };
  }

  take(index: number, answer: RunAnswer): void {
    if (this.isInterrupted) return;
    switch (answer.kind) {
      case 'finished':
        this.statuses.push(statusOfVerdict(answer.verdict));
        this.show(answer.reports);
        this.write(index, answer.reports);
        return;
      case 'bad-input':
        this.statuses.push(exitStatus.badInput);
        this.complainOnce(answer.problems);
        return;
      case 'bug':
        this.statuses.push(exitStatus.simulatorBug);
        complain(`${this.command.files[index]}: a bug in the simulator, please report it with this file\n${answer.words}`);
    }
  }

  /** Whatever can only be written once all is known, and the status of it all. */
  close(): ExitStatus {
    const { files, format } = this.command;
    if (format === 'json' && this.documents.length > 0) print(files.length === 1 ? this.documents[0]! : asArray(this.documents));
    if (format === 'text' && files.length > 1) print(`\n${countsLine(this.statuses)}`);
    if (!this.isInterrupted) return worstStatus(this.statuses);
    complain(`interrupted: ${this.statuses.length} of ${files.length} scenarios were finished`);
    return exitStatus.interrupted;
  }

  private show(reports: readonly RenderedReport[]): void {
    const texts = reports.filter(({ name }) => this.printed.includes(name)).map(({ text }) => text);
    if (this.command.format === 'json') this.documents.push(...texts);
    else print(`${this.statuses.length > 1 && this.command.format === 'text' ? '\n' : ''}${texts.join('\n')}`);
  }

  private write(index: number, reports: readonly RenderedReport[]): void {
    const { out } = this.command;
    if (out === undefined) return;
    for (const { name, extension, text } of reports) {
      if (this.command.reports.includes(name)) this.writeOne(out, `${this.fileNames[index]}.${extension}`, text);
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

  /** The same mistake on the command line concerns every file and is said once. */
  private complainOnce(problems: readonly Problem[]): void {
    for (const problem of problems) {
      const text = describeProblem(problem);
      if (!this.said.has(text)) complain(text);
      this.said.add(text);
    }
  }
}

/** Documents end in a line feed each; in an array they are indented by two. */
function asArray(documents: readonly string[]): string {
  const entries = documents.map((document) => document.trimEnd().replaceAll('\n', '\n  '));
  return `[\n  ${entries.join(',\n  ')}\n]\n`;
}

/** `12 scenarios: 11 passed, 1 expectation missed`. */
function countsLine(statuses: readonly ExitStatus[]): string {
  const parts = countedWords.flatMap(([status, words]) => {
    const count = statuses.filter((each) => each === status).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `${statuses.length} ${statuses.length === 1 ? 'scenario' : 'scenarios'}: ${parts.join(', ') || 'none finished'}`;
}

const countedWords: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.passed, 'passed'],
  [exitStatus.expectationMissed, 'missed an expectation'],
  [exitStatus.invariantViolated, 'violated an invariant'],
  [exitStatus.unsettled, 'did not settle'],
  [exitStatus.badInput, 'could not be read'],
  [exitStatus.simulatorBug, 'met a bug of the simulator'],
];
