/**
 * The one rule for every file that the command writes: never an input, never anything but an ordinary file in an ordinary folder, and an
 * existing file only if pushsim wrote it and it is of the same kind, or with --force. Reads the disk and changes nothing.
 */
import { accessSync, constants, lstatSync, type Stats, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type FileKind, isOfKind } from './file-marks.js';
import { systemReason } from './system-reason.js';

/** A file that the command is going to write. */
export interface Target {
  readonly path: string;
  readonly kind: FileKind;
  /** The option that names it: `--out`. */
  readonly option: string;
}

/** What holds for all targets of one command. */
export interface TargetRules {
  /** Files that the command reads. */
  readonly inputs: readonly string[];
  /** Files that pushsim did not write may be replaced. */
  readonly force: boolean;
}

/** Why a target may not be written, with what to do instead; undefined if it may. */
export function refusalOf({ path, kind, option }: Target, rules: TargetRules): string | undefined {
  const found = statsOf(path);
  if (typeof found === 'string') return words(option, path, `cannot be written: ${found}`, another);
  if (found === undefined) return folderRefusal(option, path);
  if (isOneOf(found, rules.inputs))
    return words(option, path, 'is an input of this command and is not replaced', another);
  const special = specialName(found);
  if (special !== undefined) return words(option, path, `is ${special}`, insteadOf(special));
  if ((found.mode & 0o222) === 0 || !isWritable(path))
    return words(option, path, 'may not be written: it is read-only', `${another}, or permit it`);
  const inFolder = folderRefusal(option, path);
  if (inFolder !== undefined || rules.force) return inFolder;
  if (isReadable(path) && isOfKind(path, kind)) return undefined;
  const by = option === '--trace' ? option : 'pushsim';
  return `${path} is already there and was not written by ${by}; name another folder or file, or replace it with --force\n    ${option} replaces only files of its own kind`;
}

const another = 'name another file';

function words(option: string, path: string, what: string, hint: string): string {
  return `${option}: ${path === '' ? '""' : path} ${what}\n    hint:     ${hint}`;
}

/** The file itself and not what it leads to; a text if the system call fails. */
function statsOf(path: string): Stats | string | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return systemReason(error);
  }
}

/** The same file under another name is the same file. */
function isOneOf(found: Stats, inputs: readonly string[]): boolean {
  return inputs.some((input) => {
    try {
      const one = statSync(input);
      return one.ino === found.ino && one.dev === found.dev;
    } catch {
      return false;
    }
  });
}

function specialName(found: Stats): string | undefined {
  if (found.isFile()) return undefined;
  if (found.isDirectory()) return 'a folder';
  if (found.isSymbolicLink()) return 'a link';
  if (found.isFIFO()) return 'a pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

function insteadOf(special: string): string {
  if (special === 'a link') return 'name the file that it leads to';
  return special === 'a folder'
    ? 'name a file'
    : `${another}; results can be printed with --format json`;
}

/** File systems of the kernel, in which no file of ours can be; by their numbers in statfs(2). */
const kernelFileSystems: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x1cd1, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673, 0xcafe4a11,
  0x6165676c, 0xde5e81e4, 0x62656570,
]);

/** The folder that is there, or the nearest one above that is: missing ones are made. */
function folderRefusal(option: string, path: string): string | undefined {
  const named = dirname(path);
  const refused = (why: string): string =>
    words(option, named, `cannot be written to: ${why}`, 'name another folder');
  let folder = resolve(named);
  for (; ; folder = dirname(folder)) {
    try {
      const found = statSync(folder, { throwIfNoEntry: false });
      if (found?.isDirectory() === true) break;
      if (found !== undefined) return refused(`${folder} is no folder`);
    } catch (error) {
      return refused(systemReason(error));
    }
    if (folder === dirname(folder)) break;
  }
  if (isOfKernel(folder)) return refused(`${folder} belongs to the system`);
  return isWritable(folder) ? undefined : refused(`nothing may be written in ${folder}`);
}

function isOfKernel(folder: string): boolean {
  try {
    return kernelFileSystems.has(statfsSync(folder).type);
  } catch {
    return false;
  }
}

function isWritable(path: string): boolean {
  return isAllowed(path, constants.W_OK);
}

function isReadable(path: string): boolean {
  return isAllowed(path, constants.R_OK);
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
