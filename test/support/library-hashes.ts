/** Hashes of runs and of all their reports, for hosts that must agree on them: versions of Node, time zones, languages, browsers. */
import { defaultChoice, filesOf, reports } from '../../reports/index.js';
import { parseScenario, runScenario } from '../../scenarios/index.js';
import { Digest } from '../../sim/index.js';

/** A scenario file. */
export interface HashedFile {
  readonly file: string;
  readonly text: string;
}

/** The digest of a file's run, and a hash of each report, by the report's name. */
export interface RunHashes {
  readonly file: string;
  readonly digest: string;
  readonly reports: Readonly<Record<string, string>>;
}

/** Runs the files one after the other. The test bundles this file.
 *
 * @public */
export function hashesOf(files: readonly HashedFile[]): RunHashes[] {
  return files.map(({ file, text }) => {
    const run = runScenario(parseScenario(text, file));
    const narrow = { ...defaultChoice, width: 80 };
    const hashes = reports.map((report) => {
      const texts = [
        report.render(run, narrow),
        ...filesOf(report, run, defaultChoice).map(({ text }) => text),
      ];
      return [report.name, hashOf(texts.join('\u0000'))] as const;
    });
    return { file, digest: run.digest, reports: Object.fromEntries(hashes) };
  });
}

function hashOf(text: string): string {
  const digest = new Digest();
  for (let place = 0; place < text.length; place += 1) digest.mix(text.charCodeAt(place));
  return digest.hex();
}
