/**
 * Files, folders and globs on a real disk: what is found, in which order, and what is said about what
 * cannot be read.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScenarioError } from '../../scenarios/errors.js';
import { findScenarios, loadScenario } from '../../scenarios/load.js';
import { soundText } from './valid-scenario.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-load-'));
  const files = [
    'b.yaml',
    'a.yml',
    'deep/c.json',
    'deep/B.yaml',
    'deep/b.golden.yaml',
    'node_modules/x.yaml',
  ];
  for (const file of [...files, '.hidden.yaml', 'notes.txt']) write(file, soundText);
  mkdirSync(join(folder, 'empty'));
  symlinkSync(folder, join(folder, 'deep', 'loop'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, content: string | Uint8Array): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function complaintOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return '';
}

function below(paths: readonly string[]): string[] {
  return paths.map((path) => path.slice(folder.length + 1));
}

describe('finding scenarios', () => {
  test('a folder gives its scenarios in code-unit order, without goldens, hidden files and loops', () => {
    expect(below(findScenarios([folder]))).toEqual([
      'a.yml',
      'b.yaml',
      'deep/B.yaml',
      'deep/c.json',
    ]);
  });

  test('a file is taken as it is, whatever it is called, and each once', () => {
    const notes = join(folder, 'notes.txt');
    expect(findScenarios([notes, notes])).toEqual([notes]);
  });

  test('globs work for shells that do not expand them', () => {
    expect(below(findScenarios([join(folder, '*.y*ml')]))).toEqual(['a.yml', 'b.yaml']);
    expect(below(findScenarios([join(folder, 'de?p', '*.json')]))).toEqual(['deep/c.json']);
    expect(below(findScenarios([join(folder, '**', '*.yaml')]))).toEqual(['b.yaml', 'deep/B.yaml']);
  });

  test('every path that stands for nothing is reported', () => {
    const said = complaintOf(() =>
      findScenarios([join(folder, 'c.yaml'), join(folder, 'empty'), join(folder, '*.toml')]),
    );
    expect(said).toContain('c.yaml: there is no such file or folder');
    expect(said).toContain('did you mean');
    expect(said).toContain('empty: the folder holds no scenarios');
    expect(said).toContain('*.toml: no scenario file matches');
  });
});

describe('reading a file', () => {
  test('a valid file is loaded under the requested path', () => {
    const path = join(folder, 'b.yaml');
    expect(loadScenario(path)).toMatchObject({ file: path, seed: '7' });
  });

  test('a byte order mark is ignored', () => {
    expect(loadScenario(write('bom.yaml', `\ufeff${soundText}`)).seed).toBe('7');
  });

  test('a missing file says so and suggests a neighbour', () => {
    const said = complaintOf(() => loadScenario(join(folder, 'bb.yaml')));
    expect(said).toContain('there is no such file or folder');
  });

  test('a folder is not a file', () => {
    expect(complaintOf(() => loadScenario(folder))).toContain('this is a folder and not a file');
  });

  test('ten megabytes are refused before they are read', () => {
    // The reader detects that it is no text, and reports that instead.
    const path = write('big/big.txt', new Uint8Array(10_000_000));
    const said = complaintOf(() => loadScenario(path));
    expect(said).toContain('at most 1000000 bytes');
    expect(said).not.toContain('this is not a text file');
  });

  test('binary files and texts in another encoding are refused', () => {
    const binary = write('odd/binary.txt', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 2));
    const latin = write('odd/latin.txt', Uint8Array.of(0x74, 0x3a, 0x20, 0xfc, 0x0a));
    expect(complaintOf(() => loadScenario(binary))).toContain('this is not a text file');
    expect(complaintOf(() => loadScenario(latin))).toContain('this is not a text in UTF-8');
  });
});
