/**
 * Foreign text made safe for one line of a screen: control characters, what would turn the
 * reading direction around, and what would begin a new line becomes visible. And the arithmetic of
 * columns, where one character may take none, one or two. Characters are classified by tables of
 * packages with fixed versions, because those of the host change with its version of Unicode.
 */
import { eastAsianWidth } from 'get-east-asian-width';
import { graphemeSegments } from 'unicode-segmenter/grapheme';
import { unicodeWord } from '../data/xml-text.js';

const printable = /^[\x20-\x7e]*$/;
/** Controls, separators of lines and paragraphs, and marks that reorder or hide text. Joiners stay: letters need them. */
const controls =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** The text on one line; line breaks are spaces, other characters that do something are `\u202e`. */
export function safeLine(text: string): string {
  if (printable.test(text)) return text;
  return text.replace(/\r\n|[\n\r\t]/g, ' ').replace(controls, unicodeWord);
}

/** Columns that a safe text takes on a screen. */
export function columnsOf(text: string): number {
  return printable.test(text) ? text.length : sum(text);
}

function sum(text: string): number {
  let columns = 0;
  for (const { segment } of graphemeSegments(text.replace(emphasis, '')))
    columns += columnsOfCharacter(segment);
  return columns;
}

/** Colour escape sequences, which have no width. */
const emphasis = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Columns of one grapheme: those of its first code point and its spacing marks, and two for flags and for emoji with their mark. */
function columnsOfCharacter(character: string): number {
  const [first = '', ...marks] = character;
  const kind = categoryOf(first);
  if (withoutColumn.includes(kind)) return 0;
  const isFlag = kind === regionalIndicator && marks.length === 1;
  if (isFlag || character.includes('\ufe0f')) return 2;
  const spacing = marks.filter((mark) => categoryOf(mark) === spacingMark);
  return eastAsianWidth(first.codePointAt(0) ?? 0) + spacing.length;
}

/** Categories of code points by the numbers of unicode-segmenter: CR, Control, Extend, LF and ZWJ take no column of their own. */
const withoutColumn: readonly number[] = [1, 2, 3, 6, 14];
const regionalIndicator = 10;
const spacingMark = 11;

function categoryOf(point: string): number {
  const [first] = graphemeSegments(point);
  return first?._catBegin ?? 0;
}

/** The text followed by as many blanks as it lacks columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** The text cut to so many columns, with an ellipsis where something is missing. */
export function clipped(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return `${headOf(text, columns - 1)}…`;
}

/** Lines of at most so many columns, broken at blanks where there are any; words that are longer are cut. */
export function folded(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, columns))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/**
 * A line of a report in as many lines as it needs; the others stand further in. A rule at the end keeps
 * two blanks before it and gives up its own column.
 */
export function foldedLine(line: string, columns: number): string[] {
  if (columns <= 0 || columnsOf(line) <= columns) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const [head, tail] = instantAndRest(line.slice(indent.length));
  const hanging = `${indent}${' '.repeat(head === '' ? 4 : head.length)}`;
  const columnsLeft = Math.max(20, columns - hanging.length);
  const [first = '', ...others] = folded(
    tail.replace(/ {2,}(\[[A-Z]+-\d+\])$/, '  $1'),
    columnsLeft,
  );
  return [`${indent}${head}${first}`, ...others.map((rest) => `${hanging}${rest}`)].map((each) =>
    each.trimEnd(),
  );
}

/** An instant at the front keeps its column to itself. */
function instantAndRest(line: string): readonly [string, string] {
  const head = /^\d\d+:\d\d:\d\d\.\d{3} {2}/.exec(line)?.[0] ?? '';
  return [head, line.slice(head.length)];
}

function pieces(word: string, columns: number): string[] {
  const cut: string[] = [];
  let rest = word;
  while (columnsOf(rest) > columns) {
    const head = headOf(rest, columns);
    cut.push(head);
    rest = rest.slice(head.length);
  }
  return [...cut, rest];
}

/** As many whole characters from the front as fit; at least one, so that cutting always ends. */
function headOf(text: string, columns: number): string {
  let head = '';
  for (const { segment } of graphemeSegments(text)) {
    if (head !== '' && columnsOf(head + segment) > columns) break;
    head += segment;
  }
  return head;
}
