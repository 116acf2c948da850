/**
 * The types of the package's entry points, rolled up beside their bundles: what a user of the library sees, without the folders of the
 * sources. Made only when the package is packed.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const declarations = join(root, 'out/types');
const doors = {
  scenarios: 'scenarios',
  explore: 'scenarios/explore',
  reports: 'reports',
  model: 'model',
  sim: 'sim',
};

const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), ts.sys.readFile);
const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(fileNames, {
  ...options,
  emitDeclarationOnly: true,
  outDir: declarations,
});
const { emitSkipped, diagnostics } = program.emit();
if (emitSkipped) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)));

const bundle = await rollup({
  input: Object.fromEntries(
    Object.entries(doors).map(([name, folder]) => [name, join(declarations, folder, 'index.d.ts')]),
  ),
  external: [/^node:/, 'zod', 'fast-check'],
  plugins: [dts()],
});
await bundle.write({
  dir: join(root, 'dist'),
  entryFileNames: '[name].d.ts',
  chunkFileNames: 'types-[hash].d.ts',
});
rmSync(declarations, { recursive: true });
