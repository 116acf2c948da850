/**
 * The leader's copy of its configuration lags behind by the delay of the watch: scenarios that are about it miss an expectation without the
 * delay, or with a leader that reads what is stored.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../scenarios/index.js';

const files = [
  'scenarios/library/degraded/configuration-is-seen-late.yaml',
  'scenarios/library/divergences/01-a-configuration-write-keeps-the-marks.as-built.yaml',
  'scenarios/library/divergences/02-two-marks-at-once.as-built.yaml',
  'scenarios/library/edge-cases/e15-two-operators-at-once.as-built.yaml',
];

function missed(file: string, change: (text: string) => string): number {
  const run = runScenario(parseScenario(change(readFileSync(file, 'utf8')), file));
  return run.expectations.filter(({ held }) => !held).length;
}

describe.each(files)('%s', (file) => {
  test('happens so because the watch is late', () => {
    expect(missed(file, (text) => text)).toBe(0);
    expect(
      missed(file, (text) => text.replace(/registryWatch: \w+/, 'registryWatch: 0s')),
    ).toBeGreaterThan(0);
  });

  test('and because the leader trusts its copy', () => {
    const careful = (text: string) =>
      text.replace('  profile: as-built', '  profile: as-built\n  switches: { registry-cas: on }');
    expect(missed(file, careful)).toBeGreaterThan(0);
  });
});
