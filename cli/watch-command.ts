/**
 * `pushsim run --watch FILE`: runs the file, and again whenever it is saved; then it shows the verdict and the lines of the summary that have
 * changed. Ends when it is interrupted. A file that cannot be run is reported, and the next save is awaited.
 */
import { readFileSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { diffArrays } from 'diff';
import { type ExitStatus, exitStatus } from './exit-status.js';
import type { ScenarioRunner } from './run-protocol.js';
import { type RunCommand, requestOf } from './run-request.js';
import { print, printError } from './terminal.js';

/** Editors write in several steps; a run waits until the file has been left alone for so long. */
const quietMs = 80;

/** Watches until an interruption. `newRunner` gives a runner that has loaded no code of custom hooks yet. */
export async function watchCommand(
  command: RunCommand,
  newRunner: () => Promise<ScenarioRunner>,
): Promise<ExitStatus> {
  const [file = ''] = command.paths;
  const session = new WatchSession(command, file, newRunner);
  await session.runIfChanged();
  printError(`watching ${file}; stop with Ctrl-C`);
  return await new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    // The folder and not the file: many editors replace the file when they save.
    const watcher = watch(dirname(file), (_, name) => {
      if (name !== basename(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void session.runIfChanged(), quietMs);
    });
    const end = (status: ExitStatus): void => {
      clearTimeout(timer);
      watcher.close();
      resolve(status);
    };
    watcher.once('error', (error) => {
      printError(`${file} cannot be watched any more: ${error.message}`);
      end(exitStatus.badInput);
    });
    process.once('SIGINT', () => end(exitStatus.interrupted));
  });
}

/** What was run last, to compare with. */
class WatchSession {
  private text: string | undefined;
  private lines: readonly string[] | undefined;
  private isRunning = false;

  constructor(
    private readonly command: RunCommand,
    private readonly file: string,
    private readonly newRunner: () => Promise<ScenarioRunner>,
  ) {}

  /** Runs the file as long as it differs from what was run last. */
  async runIfChanged(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    for (let text = this.read(); text !== this.text; text = this.read()) {
      this.text = text;
      await this.runOnce();
    }
    this.isRunning = false;
  }

  /** A file that is being replaced is not there for a moment. */
  private read(): string | undefined {
    try {
      return readFileSync(this.file, 'utf8');
    } catch {
      return this.text;
    }
  }

  private async runOnce(): Promise<void> {
    const runner = await this.newRunner();
    const answer = await runner.run(requestOf(this.command, ['summary'], [], this.file));
    await runner.stop();
    if (answer.kind === 'finished') this.show(answer.printed.map(({ text }) => text).join('\n'));
    else printError(answer.kind === 'bad-input' ? answer.problems.join('\n') : answer.words);
  }

  private show(text: string): void {
    const lines = text.trimEnd().split('\n');
    const [verdict = ''] = lines;
    if (this.lines === undefined) print(text);
    else print([`\n${verdict}`, ...changedLines(this.lines, lines)].join('\n'));
    this.lines = lines;
  }
}

/** Lines that are gone with `-`, new ones with `+`, in their order; without the verdict, which is shown anyway. */
export function changedLines(old: readonly string[], now: readonly string[]): string[] {
  const changes = diffArrays(old.slice(1), now.slice(1)).flatMap(({ added, removed, value }) =>
    added || removed ? value.map((line) => `${added ? '+' : '-'} ${line}`) : [],
  );
  return changes.length === 0 ? ['nothing else has changed'] : changes;
}
