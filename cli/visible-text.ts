/** Escapes control characters in everything that is written to a terminal. Names, files and messages are untrusted text. Pure. */

/** Control characters but tab and line feed, and the marks that turn the direction of reading around. */
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are terminal control characters
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Escape sequences of colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with an escape
const colour = /(\u001b\[\d{1,3}(?:;\d{1,3})*m)/;

/** The text with `\u001b` for each control character; with `isColoured`, colour sequences stay. */
export function visibleText(text: string, isColoured: boolean): string {
  if (text.search(controls) < 0) return text;
  if (!isColoured) return text.replace(controls, escaped);
  return text
    .split(colour)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(controls, escaped)))
    .join('');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
