/** Plain technical English: words that are refused in sources, documents and texts, and references that lead out of the repository. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const own = 'test/language.test.ts';
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|mjs|md|yaml)$|^package\.json$|\.golden\.txt$/.test(file))
  .filter((file) => file !== own && !file.startsWith('test/conformance/vectors/'));

/** Archaic, rare or figurative words; the plain word is in the field's textbooks. Also refused: inflected forms and parts of names. */
const refused =
  'afresh befell befall thrice dearest dearer whom whomever whoever nobody somebody anybody lest hark hither thither hence whence ' +
  'wherein thereof hitherto forthwith behold betwixt amidst unto whilst perchance naught yonder forsooth anon anew nigh aforesaid shall ' +
  'seldom bestow heed obey mend cure stumble doom fate vain borne deaf dice corridor errand hunt parting condemn spoil swallow rival';
/** Matches a word in a sentence and in a name: `mend`, `mended`, `isMended`, `mendedBy`. */
const refusedWords = new RegExp(
  refused
    .split(' ')
    .map((word) => `(?:(?<![A-Za-z])${word}|${capital(word)})(?:s|d|ed|ing)?(?![a-z])`)
    .join('|'),
);
/** Published names that hold a refused word and stay as they are: a metric, a file format, a key of JSON. */
const published = /outcome\.recoveries_in_vain|pushsim-hunt|\bmendedBy\b/g;
const sections = /§|\b[Ss]ection \d|\b[Cc]orrections row\b/;

function capital(word: string): string {
  return `${word[0]?.toUpperCase()}${word.slice(1)}`;
}

/** Lines that match, with their places. */
function linesWith(pattern: RegExp): string[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .replace(published, '')
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

  test('and names of files neither', () => {
    expect(files.filter((file) => refusedWords.test(file))).toEqual([]);
  });

  test('refer to rules, Venice methods and design steps, not to sections of documents that are elsewhere', () => {
    expect(linesWith(sections)).toEqual([]);
  });
});

/** Text of each doc comment that does not end like a sentence, or ends in an empty line: something was cut off. */
function cutOff(text: string): string[] {
  return [...text.matchAll(/^[ \t]*\/\*\*((?:(?!\*\/)[\s\S])*)\*\//gm)].flatMap(([, body = '']) => {
    const lines = body.trimEnd().split(/\n\s*\*/);
    const words = lines.join(' ').trim();
    return words.includes('@public') || (/[.?!:]\)?$/.test(words) && lines.at(-1)?.trim() !== '')
      ? []
      : [words];
  });
}

describe('doc comments', () => {
  test('end with a whole sentence', () => {
    const code = files.filter((file) => file.endsWith('.ts'));
    expect(code.flatMap((file) => cutOff(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('the checks', () => {
  test('find a doc comment that was cut off', () => {
    expect(cutOff('/** Whole. */\n/**\n * Whole.\n */')).toEqual([]);
    expect(cutOff('/** The rows are those of */')).toEqual(['The rows are those of']);
    expect(cutOff('/**\n * Whole.\n *\n */')).toEqual(['Whole.']);
  });

  test('find a refused word and a section number', () => {
    for (const text of [
      'It runs thrice.',
      'Nobody waits.',
      'mended',
      'isMended',
      'huntOf',
      'a-fate-of',
    ])
      expect(refusedWords.test(text), text).toBe(true);
    for (const text of ['It runs three times.', 'recommended', 'commendation', 'hunter'])
      expect(refusedWords.test(text), text).toBe(false);
    expect(sections.test('see section 7.2')).toBe(true);
    expect(sections.test('a section of the file')).toBe(false);
  });
});
