/**
 * Every library scenario passes, gives the same digest twice, and reads as the golden text beside it; the digests of all of them, and of
 * large scenarios that are quick, stand in one file, so that a change of speed alone is seen to change none. `npm run golden` rewrites these.
 */
import { describe, expect, test } from 'vitest';
import { reportNamed } from '../../reports/index.js';
import {
  findScenarios,
  loadScenario,
  parseScenario,
  runScenario,
  type Scenario,
} from '../../scenarios/index.js';

const files = findScenarios(['scenarios/library']);

/** What the tests below found; a file whose test was not chosen is run when its digest is asked for. */
const digests = new Map<string, string>();

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
    expect(digestOf(scenario)).toBe(run.digest);
    digests.set(file, run.digest);
    const golden = `../../${file.replace(/\.\w+$/, '.golden.txt')}`;
    await expect(reportNamed('narrative')?.render(run)).toMatchFileSnapshot(golden);
  });
});

test('optimisations change no digest', async () => {
  const lines = files.map((file) => `${digests.get(file) ?? digestOf(loadScenario(file))} ${file}`);
  const life = 'scenarios/large/a-degraded-life.yaml';
  lines.push(`${digestOf(loadScenario(life))} ${life}`);
  const day = 'scenarios/large/a-day-of-a-large-fleet.yaml';
  lines.push(`${digestOf(smaller(day))} ${day} with 60 stores`);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('digests.golden.txt');
});

/** A run without its trace, whose digest must be the same. */
function digestOf(scenario: Scenario): string {
  return runScenario(scenario, { trace: 'none' }).digest;
}

/** A fiftieth of the fleet, with as many pushes as stores. */
function smaller(file: string): Scenario {
  const { text } = loadScenario(file);
  return parseScenario(text.replace(/(stores|pushes): 3000/g, '$1: 60'), file);
}
