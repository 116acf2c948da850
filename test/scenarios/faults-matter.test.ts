/** Every library scenario about faults would tell if its faults were not there: without them it misses an expectation. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findScenarios, parseScenario, runScenario } from '../../scenarios/index.js';

const files = findScenarios(['scenarios/library/faults']);

/** The file without the entries of its timeline that are faults. */
function withoutFaults(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  const left = lines.filter((line) => !/^ {2}- \{ at: [^,]*, fault: /.test(line));
  expect(left.length, 'a fault is written on one line').toBeLessThan(lines.length);
  return left.join('\n');
}

test.each(files)('%s misses an expectation without its faults', (file) => {
  const run = runScenario(parseScenario(withoutFaults(file), file));
  expect(run.expectations.filter(({ held }) => !held)).not.toEqual([]);
});
