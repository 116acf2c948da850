/** Reads the text of a .properties file as java.util.Properties does: comments, three separators, escapes, continued lines. */

/** One entry of a file; `line` counts from 1. */
export interface Property {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** All entries in order; a key that is written twice comes twice. */
export function readProperties(text: string): readonly Property[] {
  return logicalLines(text).map(({ text: written, line }) => {
    const end = keyEnd(written);
    const rest = written.slice(end).replace(/^[ \t\f]*[=:]?[ \t\f]*/, '');
    return { key: unescaped(written.slice(0, end)), value: unescaped(rest).trimEnd(), line };
  });
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/** Lines without comments and blank lines; one that ends in an odd number of backslashes continues on the next. */
function logicalLines(text: string): readonly LogicalLine[] {
  const found: LogicalLine[] = [];
  let open: LogicalLine | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const trimmed = raw.replace(/^[ \t\f]+/, '');
    if (open === undefined && (trimmed === '' || /^[#!]/.test(trimmed))) continue;
    const line: LogicalLine = {
      text: (open?.text ?? '') + trimmed,
      line: open?.line ?? index + 1,
    };
    const isContinued = (/\\*$/.exec(trimmed)?.[0].length ?? 0) % 2 === 1;
    open = isContinued ? { ...line, text: line.text.slice(0, -1) } : undefined;
    if (open === undefined) found.push(line);
  }
  return open === undefined ? found : [...found, open];
}

/** Where the key ends: at the first separator or blank that is not escaped. */
function keyEnd(written: string): number {
  let at = 0;
  while (at < written.length && !/[=: \t\f]/.test(written.charAt(at)))
    at += written.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at, written.length);
}

const letters: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescaped(written: string): string {
  return written.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]?))/g, (_, code, letter = '') =>
    code === undefined
      ? (letters[letter] ?? letter)
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
