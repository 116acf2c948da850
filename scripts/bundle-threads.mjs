/**
 * After the compiler: what a worker thread starts with becomes one file with all of ours that it imports. A thread loads nothing of what
 * others have loaded, and 500 small files take it longer to find and open than to compile. Packages stay packages. Without this step
 * everything works as well, only later.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const threads = [
  'cli/run-worker.js',
  'scenarios/studies/study-worker.js',
  'scenarios/explore/explore-worker.js',
];

/** Bundles the threads in a folder of compiled files. */
export async function bundleThreads(folder) {
  const dist = join(root, folder);
  await build({
    entryPoints: threads.map((thread) => join(dist, thread)),
    outdir: dist,
    outbase: dist,
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    legalComments: 'none',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleThreads('dist');
