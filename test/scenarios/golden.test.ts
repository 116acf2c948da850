/** Every library scenario passes, gives the same digest twice, and reads as the golden text beside it. `npm run golden` rewrites these. */
import { describe, expect, test } from 'vitest';
import { reportNamed } from '../../reports/index.js';
import { findScenarios, loadScenario, runScenario } from '../../scenarios/index.js';

const files = findScenarios(['scenarios/library']);

describe('the library', () => {
  test('has the flows that a newcomer looks for', () => {
    expect(files.length).toBeGreaterThanOrEqual(10);
  });

  test.each(files)('%s passes and reads as its golden text', async (file) => {
    const scenario = loadScenario(file);
    const run = runScenario(scenario);
    const missed = run.expectations.filter(({ held }) => !held);
    expect(missed, 'expectations that were missed').toEqual([]);
    expect(run.verdict).toBe('passed');
    expect(runScenario(scenario).digest).toBe(run.digest);
    const golden = `../../${file.replace(/\.\w+$/, '.golden.txt')}`;
    await expect(reportNamed('narrative')?.render(run)).toMatchFileSnapshot(golden);
  });
});
