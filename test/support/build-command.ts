/** Before the tests of the command: builds it into dist-test/ as it is now, which takes seconds. */
import { execFileSync } from 'node:child_process';

export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs', 'dist-test'], { stdio: 'inherit' });
}
