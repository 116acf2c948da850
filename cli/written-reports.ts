/**
 * The reports of a command on their way to a folder, or to the screen where there is none: files of each
 * run at once, files that all runs share when everything is known. A folder that cannot be written to is
 * said once per file, and nothing else stops.
 */
import type { Gather } from '../reports/index.js';
import { ReportFolder } from './report-folder.js';
import type { Finished, RenderedPart } from './run-protocol.js';
import { complain, print } from './terminal.js';

/** Collects what runs contribute; every method gives the problems it met. */
export class WrittenReports {
  private folder: ReportFolder | undefined;
  private readonly parts: RenderedPart[] = [];

  constructor(private readonly out: string | undefined) {}

  /** Takes one run's texts; `name` is what its files begin with. */
  take(name: string, { written, parts }: Finished): readonly string[] {
    this.parts.push(...parts);
    const files = written.map(({ extension, text }) => ({ name: `${name}.${extension}`, text }));
    return files.length === 0 ? [] : this.write(files);
  }

  /** A file that could not be run stands in the files that all runs share. */
  async takeProblem(reports: readonly string[], file: string, words: string): Promise<void> {
    for (const [name, gather] of await gathersOf(reports))
      this.parts.push({ name, text: gather.partOfProblem(file, words) });
  }

  /** Writes or prints the files that all runs share. */
  async finish(): Promise<readonly string[]> {
    const names = [...new Set(this.parts.map(({ name }) => name))];
    const files = (await gathersOf(names)).map(([report, gather]) => {
      const parts = this.parts.filter(({ name }) => name === report).map(({ text }) => text);
      return { name: gather.fileName, text: gather.join(parts) };
    });
    if (this.out !== undefined) return files.length === 0 ? [] : this.write(files);
    for (const { text } of files) print(text);
    return [];
  }

  private write(files: readonly File[]): readonly string[] {
    const out = this.out ?? '.';
    return files.flatMap(({ name, text }) => {
      try {
        this.folder ??= new ReportFolder(out);
        this.folder.claim([name]);
        complain(`wrote ${this.folder.write(name, text)}`);
        return [];
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return [`${out}: the report ${name} cannot be written: ${why}`];
      }
    });
  }
}

interface File {
  readonly name: string;
  readonly text: string;
}

/** The reports room is loaded only when a file that all runs share is asked for. */
async function gathersOf(names: readonly string[]): Promise<(readonly [string, Gather])[]> {
  if (names.length === 0) return [];
  const { reportNamed } = await import('../reports/index.js');
  return names.flatMap((name) => {
    const gather = reportNamed(name)?.gather;
    return gather === undefined ? [] : [[name, gather] as const];
  });
}
