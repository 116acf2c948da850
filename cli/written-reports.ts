/**
 * Writes the reports of a command to a folder, or to the screen if there is none: files of each
 * run at once, files that all runs share when everything is known. A file that cannot be written is
 * reported, and nothing else stops.
 */
import { join } from 'node:path';
import type { Gather } from '../reports/index.js';
import { kindOfReport } from './file-marks.js';
import type { OutputFiles } from './output-files.js';
import type { Finished, PlannedReport, RenderedPart } from './run-protocol.js';
import type { Target } from './target-rule.js';
import { print, printError } from './terminal.js';

/** Collects what runs contribute; every method returns its problems. */
export class WrittenReports {
  private readonly parts: RenderedPart[] = [];

  constructor(
    private readonly out: string | undefined,
    private readonly files: OutputFiles,
  ) {}

  /** Takes one run's texts; `name` is what its files begin with. */
  take(name: string, { written, parts }: Finished): readonly string[] {
    this.parts.push(...parts);
    const files = written.map(({ name: report, extension, text }) => ({
      report,
      name: `${name}.${extension}`,
      text,
    }));
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
      return { report, name: gather.fileName, text: gather.join(parts) };
    });
    if (this.out !== undefined) return files.length === 0 ? [] : this.write(files);
    for (const { text } of files) print(text);
    return [];
  }

  private write(files: readonly File[]): readonly string[] {
    return files.flatMap(({ report, name, text }) => {
      const target = targetOf(this.out ?? '.', report, name);
      const problem = this.files.write(target, text);
      if (problem !== undefined) return [problem];
      printError(`wrote ${target.path}`);
      return [];
    });
  }
}

interface File {
  readonly report: string;
  readonly name: string;
  readonly text: string;
}

/** Every file that these reports of these runs are written to; `names` are what the files of each run begin with. */
export function targetsIn(
  out: string,
  reports: readonly PlannedReport[],
  names: readonly string[],
): Target[] {
  return reports.flatMap(({ name: report, extensions, sharedFile }) =>
    sharedFile === undefined
      ? names.flatMap((name) =>
          extensions.map((extension) => targetOf(out, report, `${name}.${extension}`)),
        )
      : [targetOf(out, report, sharedFile)],
  );
}

function targetOf(out: string, report: string, name: string): Target {
  return { path: join(out, name), kind: kindOfReport(report), option: '--out' };
}

/** The reports layer is loaded only when a file that all runs share is requested. */
async function gathersOf(names: readonly string[]): Promise<(readonly [string, Gather])[]> {
  if (names.length === 0) return [];
  const { reportNamed } = await import('../reports/index.js');
  return names.flatMap((name) => {
    const gather = reportNamed(name)?.gather;
    return gather === undefined ? [] : [[name, gather] as const];
  });
}
