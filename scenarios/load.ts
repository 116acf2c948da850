/**
 * From paths to texts: the only file of this layer that reads the disk (with read-file.ts). Reads one scenario, or finds the
 * scenario files below folders and behind simple globs. Never writes; what cannot be read is a
 * ScenarioError like any other problem.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withConfigTexts } from './config-files/read-texts.js';
import { type Problem, ScenarioError } from './errors.js';
import { parseExploration, type SavedExploration } from './explore/exploration-json.js';
import { expandGlob, isGlob } from './glob.js';
import { hookLoader } from './modules/custom-hook.js';
import { readHookCode } from './modules/read-code.js';
import { parseScenario } from './parse.js';
import { codeOf, missing, problem, readScenarioText, readText, statsOf } from './read-file.js';
import type { Overrides } from './resolve-venice.js';
import type { Scenario } from './scenario.js';
import { parseStudy } from './studies/study-json.js';
import type { StudyResult } from './studies/study-result.js';

/** How a file may be loaded. */
export interface LoadOptions {
  /** Custom hooks may run; false if absent. */
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
  return parseScenario(text, path, withConfigTexts(text, path, overrides), load);
}

/** Reads the result file of a study. Throws ScenarioError. */
export function loadStudy(path: string): StudyResult {
  return parseStudy(readText(path, studyBytesMax), path);
}

/** Reads the state of an interrupted exploration. Throws ScenarioError. */
export function loadExploration(path: string): SavedExploration {
  return parseExploration(readText(path, studyBytesMax), path);
}

/** A longer text exceeds the maximum string length of Node. */
const studyBytesMax = 500_000_000;

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
