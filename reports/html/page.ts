/**
 * The one file that a reader opens: markup, style, script and data in one, and a content security policy
 * that blocks everything else. The page loads nothing and sends nothing. Everything that comes from a scenario stands in the
 * data block, which is never executed, or is escaped.
 */
import { clientScript, clientScriptHash, clientStyle, clientStyleHash } from './client-bundle.js';
import { safeJson, safeText } from './safe-json.js';

/** The whole file. `words` is the text for browsers without scripts. */
export function htmlPage(title: string, words: string, document: unknown): string {
  const policy = [
    "default-src 'none'",
    `script-src '${clientScriptHash}'`,
    `style-src '${clientStyleHash}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="generator" content="pushsim">',
    `<title>${safeText(title)}</title>`,
    `<style>${clientStyle}</style>`,
    '</head>',
    '<body>',
    `<noscript><pre>${safeText(words)}</pre></noscript>`,
    '<div id="page"></div>',
    `<script type="application/json" id="document">${safeJson(document)}</script>`,
    `<script>${clientScript}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
