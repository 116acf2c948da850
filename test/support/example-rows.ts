/**
 * Finds which worked examples of the specification some test is named after, by reading the titles in
 * test files. A title names its row ("hooks example 72: ...", "examples 59 to 61"), or only the number
 * under a describe block that names the document ("row 86: ..."), or takes it from a table of cases. The
 * examples taken from Venice's own tests carry a letter and the name of Venice's own test ("W8 testRecoverySkipped…: ...").
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows named in the test files of a folder, such as 'hooks 72' or 'status 88b'. */
export function rowsNamedIn(folder: string): ReadonlySet<string> {
  return new Set(testFilesOf(folder).flatMap(rowsNamedBy));
}

/** Examples taken from Venice's own tests that a test of a folder is named after, with the name of Venice's test. */
export function veniceTestsNamedIn(folder: string): ReadonlySet<string> {
  return new Set(testFilesOf(folder).flatMap(veniceTestsNamedBy));
}

/** Pairs such as 'W8 testRecoverySkippedWhenAlreadyInProgress' in the text of one test file. */
export function veniceTestsNamedBy(source: string): string[] {
  return [...source.matchAll(/\btest\(\s*'(W\d+ \w+)[:,]/g)].map(([, pair = '']) => pair);
}

function testFilesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** Rows named in the text of one test file. */
export function rowsNamedBy(source: string): string[] {
  // A title on a line of its own joins its call.
  const text = source.replace(/\(\s*\n\s*(['"`])/g, '($1');
  const rows: string[] = [];
  let document = '';
  for (const match of text.matchAll(/(\bdescribe\(|\btest\(|[\])]\()(['"`])(.*?)\2,/g)) {
    const [, call = '', , title = ''] = match;
    if (call === 'describe(') document = documentOf(title);
    else rows.push(...rowsOfTitle(title, document, text.slice(0, match.index)));
  }
  return rows;
}

function documentOf(title: string): string {
  return /status (and hooks )?examples/.test(title)
    ? 'status'
    : /hooks examples/.test(title)
      ? 'hooks'
      : '';
}

const list = String.raw`(\d+[a-z]?(?:(?:, | and | to )\d+[a-z]?)*|%i|'?\$row)`;
const named = new RegExp(String.raw`\b(status|hooks) examples? ${list}`, 'g');
const bare = new RegExp(`^rows? ${list}`);

function rowsOfTitle(title: string, document: string, before: string): string[] {
  const found = [...title.matchAll(named)].map(([, where = '', rows = '']) => ({ where, rows }));
  for (const [, where = '', rows = ''] of title.matchAll(/\((status|hooks) (\d+[a-z]?)\)/g))
    found.push({ where, rows });
  const alone = bare.exec(title)?.[1];
  if (alone !== undefined && document !== '') found.push({ where: document, rows: alone });
  return found.flatMap(({ where, rows }) =>
    numbersOf(rows, before).map((row) => `${where} ${row}`),
  );
}

function numbersOf(rows: string, before: string): string[] {
  const cases = before.slice(before.lastIndexOf('test.each'));
  if (rows === '%i') return [...cases.matchAll(/^\s*\[(\d+),/gm)].map(([, row = '']) => row);
  if (rows.endsWith('$row'))
    return [...before.matchAll(/\brow: '(\d+[a-z]?)'/g)].map(([, row = '']) => row);
  return rows.split(/, | and /).flatMap((part) => {
    const [from = '', to] = part.split(' to ');
    return to === undefined ? [from] : range(Number(from), Number(to));
  });
}

/** Whole numbers from one to another, both included, as texts. */
export function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`);
}
