/** Plain technical English: words that are refused in sources, documents and texts, and references that lead out of the repository. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const own = 'test/language.test.ts';
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|mjs|md|yaml)$|\.golden\.txt$/.test(file))
  .filter((file) => file !== own && !file.startsWith('test/conformance/vectors/'));

/** Archaic, rare or figurative words; the plain word is in the field's textbooks. */
const refused =
  'afresh befell thrice dearest dearer whomever lest hark hither thither whence wherein thereof hitherto forthwith behold betwixt ' +
  'amidst unto whilst perchance naught yonder forsooth anon nigh aforesaid bestow stumbles';
const refusedWords = new RegExp(`\\b(${refused.split(' ').join('|')})\\b`, 'i');
const sections = /§|\b[Ss]ection \d|\bcorrections row\b/;

/** Lines that match, with their places. */
function linesWith(pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}

describe('texts', () => {
  test('use the terms of the field and no archaic or figurative word', () => {
    expect(linesWith(refusedWords)).toEqual([]);
  });

  test('refer to rules, Venice methods and design steps, not to sections of documents that are elsewhere', () => {
    expect(linesWith(sections)).toEqual([]);
  });
});

describe('the checks', () => {
  test('find a refused word and a section number', () => {
    expect(refusedWords.test('It runs thrice.')).toBe(true);
    expect(refusedWords.test('It runs three times.')).toBe(false);
    expect(sections.test('see section 7.2')).toBe(true);
    expect(sections.test('a section of the file')).toBe(false);
  });
});
