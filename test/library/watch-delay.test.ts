/**
 * The leader's copy of its configuration lags behind by the delay of the watch: scenarios that are about it miss an expectation without the
 * delay, or with a leader that reads what is stored.
 */
import { describe, expect, test } from 'vitest';
import { scenarioFile } from '../support/scenario-files.js';
import { changed, replayOf } from './replay.js';

const files = [
  scenarioFile('degraded/configuration-is-seen-late'),
  scenarioFile('divergences/01-a-configuration-write-keeps-the-marks.as-built'),
  scenarioFile('divergences/02-two-marks-at-once.as-built'),
  scenarioFile('edge-cases/e15-two-operators-at-once.as-built'),
];

function missed(file: string, change: (text: string) => string): number {
  return changed(file, change(replayOf(file).text)).missed.length;
}

describe.each(files)('%s', (file) => {
  test('happens so because the watch is late', () => {
    expect(replayOf(file).missed).toEqual([]);
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
