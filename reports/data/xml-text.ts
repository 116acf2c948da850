/** Text inside XML: escaped, and without the characters that XML 1.0 cannot carry at all; those are written as `\u0007`. */

const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** For attributes and for text alike; line breaks survive both. */
export function xmlText(text: string): string {
  return text
    .replace(forbidden, unicodeWord)
    .replace(/[&<>"\n\r\t]/g, (mark) => escapes[mark] ?? '');
}

/** ` name="value"` for each, in order. */
export function xmlAttributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
}

/** `\u0007`. */
export function unicodeWord(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
