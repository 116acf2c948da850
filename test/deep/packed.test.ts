/** The packed tarball, installed in an empty folder as a user would: it runs a scenario, and its types fit a program that uses it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'pushsim-packed-'));

function run(file: string, words: readonly string[], cwd = folder): string {
  return execFileSync(file, words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

beforeAll(() => {
  run('npm', ['pack', '--silent', '--pack-destination', folder], process.cwd());
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`]);
}, 300_000);

test('the command runs a scenario of the package', () => {
  const file = 'node_modules/venice-push-sim/scenarios/library/degraded/skipped-then-healed.yaml';
  expect(run('npx', ['pushsim', 'run', file])).toContain('PASSED');
});

test('a study runs on the threads of the package', () => {
  const file = 'node_modules/venice-push-sim/scenarios/library/degraded/skipped-then-healed.yaml';
  expect(run('npx', ['pushsim', 'sweep', file, '--seeds', '1..3'])).toContain('3 runs');
});

test('a program that uses the library has types, and runs', () => {
  writeFileSync(
    join(folder, 'program.ts'),
    `import { loadScenario, runScenario, type Run } from 'venice-push-sim';
import { documentOfRun } from 'venice-push-sim/explore';
import { reportNamed } from 'venice-push-sim/reports';
import { invariants } from 'venice-push-sim/model';
import { formatElapsed } from 'venice-push-sim/sim';

const run: Run = runScenario(loadScenario('node_modules/venice-push-sim/scenarios/library/degraded/skipped-then-healed.yaml'));
const text: string = reportNamed('narrative')?.render(run) ?? '';
const drawn: unknown = documentOfRun({ seed: 1, mistakes: false }, 0);
console.log(run.verdict, formatElapsed(run.end.at - run.scenario.setup.start), text.length > 0, invariants.length > 0, drawn !== undefined);
`,
  );
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  const types = join(process.cwd(), 'node_modules/@types');
  run(process.execPath, [
    ...[tsc, 'program.ts', '--strict', '--module', 'nodenext', '--target', 'es2022'],
    ...['--typeRoots', types, '--types', 'node'],
  ]);
  expect(run(process.execPath, ['program.js'])).toMatch(/^passed .* true true true\n$/);
});
