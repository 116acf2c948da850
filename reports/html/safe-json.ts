/**
 * JSON that can stand between the tags of a script element, and text that can stand in HTML: nothing in a
 * name can end the element, start a comment or change what the page does.
 */

/** JSON with every character escaped that HTML or an old JavaScript reader could misinterpret. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text between tags or in a quoted attribute. Lone surrogates and control characters are shown as U+FFFD. */
export function safeText(text: string): string {
  return text
    .replace(/[\p{Cs}\p{Cc}]/gu, (mark) => (mark === '\n' || mark === '\t' ? mark : '\ufffd'))
    .replace(/[<>&"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
