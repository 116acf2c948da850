/** Before any test: bundles the script of HTML reports, so that tests see the page as its sources are now. */
import { execFileSync } from 'node:child_process';

export function setup(): void {
  execFileSync(process.execPath, ['scripts/bundle-client.mjs'], { stdio: 'inherit' });
}
