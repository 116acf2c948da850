/**
 * Bundles the script and the style of HTML reports into reports/html/client-bundle.ts, which git ignores. Reports are pure functions without
 * files, so the bundle must be a value; the hashes of the page's content security policy are computed here, once.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'reports/html/client-bundle.ts');

/** Writes the bundle unless it is up to date. */
export async function bundleClient() {
  const script = await bundled('main.ts', 'iife');
  const style = await bundled('style.css', undefined);
  const text = moduleText(script, style);
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
}

async function bundled(entry, format) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join('reports/html/client', entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: 'ascii',
    legalComments: 'inline',
    target: ['es2022', 'chrome110', 'firefox110', 'safari16'],
    ...(format === undefined ? {} : { format }),
  });
  // The closing tag of the element that the text will stand in must not occur in it.
  return outputFiles[0].text.trim().replaceAll('</', '<\\/');
}

function moduleText(script, style) {
  return `/** Made by scripts/bundle-client.mjs from reports/html/client: change it there. */
export const clientScript = ${JSON.stringify(script)};
export const clientScriptHash = '${hashOf(script)}';
export const clientStyle = ${JSON.stringify(style)};
export const clientStyleHash = '${hashOf(style)}';
`;
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleClient();
