/**
 * From paths to texts: the only file of this room that touches a disk. Reads one scenario, or finds the
 * scenario files below folders and behind simple globs. Never writes; what cannot be read is a
 * ScenarioError like any other problem.
 */
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Problem, ScenarioError } from './errors.js';
import { expandGlob, isGlob } from './glob.js';
import { limits } from './limits.js';
import { hookLoader } from './modules/own-hook.js';
import { readHookCode } from './modules/read-code.js';
import { nearMiss } from './near-miss.js';
import { parseScenario } from './parse.js';
import type { Overrides } from './resolve-venice.js';
import type { Scenario } from './scenario.js';
import { parseStudy } from './studies/study-json.js';
import type { StudyResult } from './studies/study-result.js';

/** How a file may be loaded. */
export interface LoadOptions {
  /** Hooks of people's own may run; false if absent. */
  readonly allowCode?: boolean;
}

/** Reads and checks the scenario in a file. Throws ScenarioError. */
export function loadScenario(
  path: string,
  overrides: Overrides = {},
  { allowCode = false }: LoadOptions = {},
): Scenario {
  const text = readScenarioText(path);
  const load = allowCode ? hookLoader(readHookCode(text, path, [overrides])) : undefined;
  return parseScenario(text, path, overrides, load);
}

/** Reads the result file of a study. Throws ScenarioError. */
export function loadStudy(path: string): StudyResult {
  return parseStudy(readText(path, studyBytesMax), path);
}

/** A longer text would not fit into one string of Node's. */
const studyBytesMax = 500_000_000;

/** The text of a file, if it is a text file of a bearable size. Throws ScenarioError. */
export function readScenarioText(path: string): string {
  return readText(path, limits.fileBytes);
}

function readText(path: string, bytesMax: number): string {
  const stats = statsOf(path);
  if (stats === undefined) throw missing(path);
  if (stats.isDirectory())
    throw problem(path, 'this is a folder and not a file', { expected: 'a scenario file' });
  if (!stats.isFile())
    throw problem(path, 'this is not an ordinary file', { expected: 'a scenario file' });
  if (stats.size > bytesMax) {
    const words = { expected: `at most ${bytesMax} bytes`, found: `${stats.size} bytes` };
    throw problem(path, 'the file is too big', words);
  }
  return decode(path, readBytes(path));
}

/**
 * The scenario files that paths stand for: files as they are, folders with all *.yaml, *.yml and *.json
 * below them (goldens left out), globs with `*`, `?` and `**`. In the order given, within a folder or
 * glob in code-unit order, each once. Throws ScenarioError with every path that stands for nothing.
 */
export function findScenarios(paths: readonly string[]): string[] {
  const problems: Problem[] = [];
  const found = paths.flatMap((path) => {
    try {
      return filesOf(path);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new ScenarioError(problems);
  return [...new Set(found)];
}

function filesOf(path: string): string[] {
  const stats = statsOf(path);
  if (stats?.isDirectory())
    return nonEmpty(path, scenariosBelow(path), 'the folder holds no scenarios');
  if (stats !== undefined) return [path];
  if (!isGlob(path)) throw missing(path);
  const matches = expandGlob(path, namesIn).filter(isScenarioFile);
  return nonEmpty(path, matches, 'no scenario file matches');
}

function nonEmpty(path: string, files: readonly string[], message: string): string[] {
  const expected = 'scenario files that end in .yaml, .yml or .json';
  if (files.length === 0) throw problem(path, message, { expected, found: 'none' });
  return [...files].sort(byCodeUnits);
}

/** Links are not followed into folders, so that a link back up cannot make the search endless. */
function scenariosBelow(folder: string): string[] {
  return listing(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isSearched(entry.name) ? scenariosBelow(path) : [];
    return isScenarioFile(path) ? [path] : [];
  });
}

function isSearched(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function isScenarioFile(path: string): boolean {
  const name = basename(path);
  return /\.(ya?ml|json)$/.test(name) && !name.includes('.golden.') && !name.startsWith('.');
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function namesIn(folder: string): readonly { readonly name: string; readonly isFolder: boolean }[] {
  if (statsOf(folder)?.isDirectory() !== true) return [];
  return listing(folder)
    .filter(({ name }) => isSearched(name))
    .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
}

function listing(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw problem(folder, 'the folder cannot be read', {
      expected: 'a folder that may be read',
      found: codeOf(error),
    });
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EINVAL', 'ENAMETOOLONG'].includes(codeOf(error))) return undefined;
    throw problem(path, 'the file cannot be read', {
      expected: 'a file that may be read',
      found: codeOf(error),
    });
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw problem(path, 'the file cannot be read', {
      expected: 'a file that may be read',
      found: codeOf(error),
    });
  }
}

function decode(path: string, bytes: Uint8Array): string {
  const words = { expected: 'YAML or JSON in UTF-8', hint: 'save the file as plain text in UTF-8' };
  if (bytes.includes(0))
    throw problem(path, 'this is not a text file', { ...words, found: 'binary content' });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem(path, 'this is not a text in UTF-8', {
      ...words,
      found: 'bytes that are no UTF-8',
    });
  }
}

function missing(path: string): ScenarioError {
  const near = nearMiss(basename(path), neighbours(path));
  const hint =
    near === undefined ? 'write the path of a scenario file, a folder or a glob' : undefined;
  return problem(path, 'there is no such file or folder', {
    expected: 'a scenario file or a folder with scenario files',
    found: 'nothing',
    hint: hint ?? `did you mean ${join(dirname(path), near ?? '')}?`,
  });
}

function neighbours(path: string): string[] {
  try {
    return readdirSync(dirname(path));
  } catch {
    return [];
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown';
}

function problem(
  path: string,
  message: string,
  words: { expected: string; found?: string; hint?: string },
): ScenarioError {
  return new ScenarioError([
    { file: path, line: 0, column: 0, path: '', message, found: '', ...words },
  ]);
}
