/**
 * Before the tests of the command: transpiles it into dist-test/ as it is now, with the bundles of its worker threads. Types are checked elsewhere,
 * so this takes a second instead of the half minute of the compiler.
 */
import { execFileSync } from 'node:child_process';

export function setup(): void {
  execFileSync(process.execPath, ['scripts/transpile.mjs', 'dist-test'], { stdio: 'inherit' });
}
