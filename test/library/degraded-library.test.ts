/**
 * No row of the degraded-mode design can go missing: every edge case, every end state and every row
 * of the table of races has a scenario as designed and another as built, of that profile and with expectations.
 */
import { describe, expect, test } from 'vitest';
import { allScenarioFiles } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

/** Each id with what its files begin with. */
const rows: readonly (readonly [id: string, folder: string, file: string])[] = [
  ['E1', 'edge-cases', 'e01-'],
  ['E1b', 'edge-cases', 'e01b-'],
  ['E2', 'edge-cases', 'e02-'],
  ['E3', 'edge-cases', 'e03-'],
  ['E4', 'edge-cases', 'e04-'],
  ['E5', 'edge-cases', 'e05-'],
  ['E6', 'edge-cases', 'e06-'],
  ['E7', 'edge-cases', 'e07-'],
  ['E8', 'edge-cases', 'e08-'],
  ['E9', 'edge-cases', 'e09-'],
  ['E10', 'edge-cases', 'e10-'],
  ['E11', 'edge-cases', 'e11-'],
  ['E12', 'edge-cases', 'e12-'],
  ['E13', 'edge-cases', 'e13-'],
  ['E14', 'edge-cases', 'e14-'],
  ['E15', 'edge-cases', 'e15-'],
  ['E15b', 'edge-cases', 'e15b-'],
  ['E16', 'edge-cases', 'e16-'],
  ['E16a', 'edge-cases', 'e16a-'],
  ['E16b', 'edge-cases', 'e16b-'],
  ['E16c', 'edge-cases', 'e16c-'],
  ['E17', 'edge-cases', 'e17-'],
  ['E18', 'edge-cases', 'e18-'],
  ['E19', 'edge-cases', 'e19-'],
  ['E20', 'edge-cases', 'e20-'],
  ['S1', 'end-states', 's1-'],
  ['S2', 'end-states', 's2-'],
  ['S3', 'end-states', 's3-'],
  ['P1', 'end-states', 'p1-'],
  ['T1', 'end-states', 't1-'],
  ['T2', 'end-states', 't2-parallel-reachable'],
  ["T2'", 'end-states', 't2-parallel-unreachable'],
  ['T4', 'end-states', 't4-'],
  ['W', 'end-states', 'w-'],
  ['M', 'end-states', 'm-'],
  ['7.10 row 1', 'version-topics', 'row1-'],
  ['7.10 row 2', 'version-topics', 'row2-'],
  ['7.10 row 3', 'version-topics', 'row3-'],
  ['7.10 row 4', 'version-topics', 'row4-'],
  ['7.10 row 5', 'version-topics', 'row5-'],
];

const files = allScenarioFiles();

describe.each(['as-designed', 'as-built'] as const)('%s', (profile) => {
  test.each(rows)('row %s has a scenario', (_, folder, start) => {
    const found = files.filter((file) => file.includes(`/${folder}/${start}`));
    const scenarios = found
      .filter((file) => file.endsWith(`.${profile}.yaml`))
      .map((file) => replayOf(file).scenario);
    expect(scenarios.length).toBeGreaterThan(0);
    for (const { setup, expectations } of scenarios) {
      expect(setup.venice.profile).toBe(profile);
      expect(expectations.length).toBeGreaterThan(1);
    }
  });
});

test('every row is named once', () => {
  const ids = rows.map(([id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
