/**
 * Writing files: a file is written atomically, to a temporary file that then replaces the target. Targets are checked before the work begins;
 * if writing fails anyway, the text is saved in the system's temporary folder, and its path is printed.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { systemReason } from './system-reason.js';
import { refusalOf, type Target, type TargetRules } from './target-rule.js';

/** Thrown before anything is done; the message names every target that cannot be written. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** The files that one command writes. */
export class OutputFiles {
  constructor(private readonly rules: TargetRules) {}

  /** Checks everything that is going to be written. Throws TargetError. */
  check(targets: readonly Target[]): void {
    const found = targets.flatMap((target) => refusalOf(target, this.rules) ?? []);
    // A folder that cannot be written to is reported once, however many files it is to hold.
    const problems = [...new Set(found)];
    const seen = new Map<string, Target>();
    for (const target of targets) {
      const path = resolve(target.path);
      const first = seen.get(path);
      if (first !== undefined)
        problems.push(
          `${first.option} and ${target.option} both name ${target.path}\n    hint:     name two files`,
        );
      seen.set(path, target);
    }
    if (problems.length === 0) return;
    const more = problems.length - problemsMax;
    throw new TargetError(
      [...problems.slice(0, problemsMax), ...(more > 0 ? [`and ${more} more files`] : [])].join(
        '\n',
      ),
    );
  }

  /** Writes a text, elsewhere if need be. Returns a message about the problem; undefined if the file was written to its target. */
  write(target: Target, text: string): string | undefined {
    const why = this.save(target, text);
    return why === undefined ? undefined : `${why}; ${savedElsewhere(target.path, text)}`;
  }

  /** Writes a text that will be written again later: it is not saved elsewhere. */
  save(target: Target, text: string): string | undefined {
    const refused = refusalOf(target, this.rules);
    if (refused !== undefined) return refused;
    try {
      writeWhole(target.path, text);
      return undefined;
    } catch (error) {
      return `${target.path} cannot be written: ${systemReason(error)}`;
    }
  }
}

const problemsMax = 20;

/** Makes a folder and those above it. Node's recursive mkdir never returns on file systems that do not allow folders. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(resolve(folder)));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** Replaces a file by a text, or makes it, in one step. */
function writeWhole(path: string, text: string): void {
  throughUnfinished(path, text, (unfinished) => renameSync(unfinished, path));
}

/** Makes a file that is not there yet; false if it is, even if another process has made it in this moment. */
export function writeNew(path: string, text: string): boolean {
  if (existsSync(path)) return false;
  return throughUnfinished(path, text, (unfinished) => {
    try {
      linkSync(unfinished, path);
    } catch {
      if (existsSync(path)) return false;
      // A file system without hard links.
      renameSync(unfinished, path);
    }
    return true;
  });
}

let written = 0;

function throughUnfinished<Result>(
  path: string,
  text: string,
  finish: (unfinished: string) => Result,
): Result {
  makeFolder(dirname(path));
  written += 1;
  const unfinished = join(dirname(path), `.pushsim-${process.pid}-${written}.unfinished`);
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  try {
    rmSync(unfinished, { force: true });
    writeFileSync(unfinished, text, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    return finish(unfinished);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Saves a text that could not be written to its place, and says where. */
export function savedElsewhere(path: string, text: string): string {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'pushsim-'));
    const elsewhere = join(folder, basename(path));
    writeFileSync(elsewhere, text, { flag: 'wx' });
    return `saved as ${elsewhere} instead`;
  } catch (error) {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    return `nor can it be saved in ${tmpdir()}: ${systemReason(error)}`;
  }
}
