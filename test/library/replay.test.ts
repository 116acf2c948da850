/**
 * Every library scenario and test vector passes, gives the same digest with a trace and without, and reads as the golden text beside it; the
 * digests of all of them, and of large scenarios that are quick, stand in one file, so that a change of speed alone is seen to change none.
 * `npm run golden` rewrites these.
 */
import { expect, test } from 'vitest';
import { loadScenario, parseScenario, runScenario, type Scenario } from '../../scenarios/index.js';
import { allScenarioFiles } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

const files = allScenarioFiles();

test.each(files)('%s passes and reads as its golden text', async (file) => {
  const { scenario, verdict, missed, digest, narrative } = replayOf(file);
  expect(missed, 'expectations that were missed').toEqual([]);
  expect(verdict).toBe('passed');
  expect(digestWithoutTrace(scenario)).toBe(digest);
  const golden = `../../${file.replace(/\.\w+$/, '.golden.txt')}`;
  await expect(narrative).toMatchFileSnapshot(golden);
});

test('optimisations change no digest', async () => {
  const lines = files.map((file) => `${replayOf(file).digest} ${file}`);
  const life = 'scenarios/large/a-degraded-life.yaml';
  lines.push(`${digestWithoutTrace(loadScenario(life))} ${life}`);
  const day = 'scenarios/large/a-day-of-a-large-fleet.yaml';
  lines.push(`${digestWithoutTrace(smaller(day))} ${day} with 60 stores`);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../scenarios/digests.golden.txt');
});

function digestWithoutTrace(scenario: Scenario): string {
  return runScenario(scenario, { trace: 'none', invariants: [] }).digest;
}

/** A fiftieth of the fleet, with as many pushes as stores. */
function smaller(file: string): Scenario {
  const { text } = loadScenario(file);
  return parseScenario(text.replace(/(stores|pushes): 3000/g, '$1: 60'), file);
}
