/** Reads a file from disk as text, or throws a ScenarioError with the reason. */
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ScenarioError } from './errors.js';
import { limits } from './limits.js';
import { nearMiss } from './near-miss.js';

/** The text of a file, if it is a text file below the size limit. Throws ScenarioError. */
export function readScenarioText(path: string): string {
  return readText(path, limits.fileBytes);
}

export function readText(path: string, bytesMax: number): string {
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

export function statsOf(path: string): Stats | undefined {
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

export function missing(path: string): ScenarioError {
  const near = nearMiss(basename(path), neighbours(path));
  const hint =
    near === undefined ? 'write the path of a scenario file, a folder or a glob' : undefined;
  return problem(path, 'there is no such file or folder', {
    expected: 'a scenario file or a folder with scenario files',
    found: 'nothing',
    hint: hint ?? `did you mean ${join(dirname(path), near ?? '')}?`,
  });
}

export function problem(
  path: string,
  message: string,
  words: { expected: string; found?: string; hint?: string },
): ScenarioError {
  return new ScenarioError([
    { file: path, line: 0, column: 0, path: '', message, found: '', ...words },
  ]);
}

function neighbours(path: string): string[] {
  try {
    return readdirSync(dirname(path));
  } catch {
    return [];
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown';
}
