/**
 * Bundles the command, its worker threads and the library's entry points into a folder (dist if none is named): what they share is in files of
 * its own, which a command loads only when it needs them. All files but the command's are in one folder, so that a thread's file is found
 * from wherever it is started. The licences of the packages inside go with them.
 */
import { chmodSync, existsSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleClient } from './bundle-client.mjs';
import { licencesOf } from './licences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [folder = 'dist'] = process.argv.slice(2);

const entryPoints = {
  'cli/main': 'cli/main.ts',
  'run-worker': 'cli/run-worker.ts',
  'study-worker': 'scenarios/studies/study-worker.ts',
  'explore-worker': 'scenarios/explore/explore-worker.ts',
  scenarios: 'scenarios/index.ts',
  explore: 'scenarios/explore/index.ts',
  reports: 'reports/index.ts',
  model: 'model/index.ts',
  sim: 'sim/index.ts',
};

/** CommonJS packages load Node's built-in modules with `require`. */
const banner =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

await bundleClient();
clear(join(root, folder));
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints,
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Names stay, for the stack of a bug report.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  banner: { js: banner },
  // The help of yargs is laid out without the host's rules for graphemes, which take 50 ms to load.
  alias: { 'string-width': 'fast-string-width' },
  // It starts threads with a file of its own.
  external: ['piscina'],
});
linkCommand();
writeFileSync(join(root, folder, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, metafile));

/** Removes what an earlier build left; types are made by another script. */
function clear(target) {
  if (!existsSync(target)) return;
  for (const name of readdirSync(target))
    if (!name.endsWith('.d.ts')) rmSync(join(target, name), { recursive: true });
}

/**
 * Lets `npx pushsim` in a clone find the command where npm puts those of other packages. Otherwise npx links the clone into a cache of its own
 * and builds it a second time.
 */
function linkCommand() {
  const bin = join(root, 'node_modules/.bin');
  if (folder !== 'dist' || process.platform === 'win32' || !existsSync(bin)) return;
  rmSync(join(bin, 'pushsim'), { force: true });
  symlinkSync('../../dist/cli/main.js', join(bin, 'pushsim'));
  chmodSync(join(root, 'dist/cli/main.js'), 0o755);
}
