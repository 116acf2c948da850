/**
 * The program behind `npm run bench`: measures everything, prints a table. `--json FILE` also writes the
 * rows as JSON; words name suites, all if there are none; `--smoke` runs each suite for a few milliseconds to show that it still works.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { kernelTargets } from './kernel-targets.js';
import { fullEffort, smokeEffort } from './row.js';
import { runSuites, suiteNames } from './suites.js';
import { renderTable } from './table.js';
import { renderTargets, targetsOf } from './targets.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, smoke: { type: 'boolean', default: false } },
});
const rows = await runSuites(
  values.smoke ? smokeEffort : fullEffort,
  positionals.length > 0 ? positionals : suiteNames,
);
const targets = values.smoke ? [] : targetsOf(rows);
console.log(renderTable(rows));
const told = values.smoke ? [] : [...targets, ...kernelTargets(rows)];
if (told.length > 0) console.log(`\n${renderTargets(told)}`);
if (values.json !== undefined) {
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: cpus().length,
  };
  writeFileSync(
    values.json,
    `${JSON.stringify({ smoke: values.smoke, machine, rows, targets }, null, 2)}\n`,
  );
}
