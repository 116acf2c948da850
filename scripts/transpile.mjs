/** Makes JavaScript of all sources in a second, without a look at their types: what tests run as the command. The argument is the folder. */
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleThreads } from './bundle-threads.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.argv[2];
if (folder === undefined || folder === 'dist') throw new Error('name a folder other than dist');

const sources = ['sim', 'model', 'scenarios', 'reports', 'cli'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true })
    .map((file) => join(room, file))
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.startsWith('reports/html/client/')),
);

rmSync(join(root, folder), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: sources,
  outdir: folder,
  outbase: '.',
  format: 'esm',
  platform: 'node',
  target: 'node20',
});
await bundleThreads(folder);
