/** The differences between VIP-4 and the shipped code come in pairs of scenarios, and each file's expectations fail in the other's Venice. */
import { describe, expect, test } from 'vitest';
import { findScenarios, loadScenario, runScenario } from '../../scenarios/index.js';

const folder = 'scenarios/library/hooks-divergences';
const files = findScenarios([folder]);
const built = files.filter((file) => file.endsWith('.as-built.yaml'));

describe('the differences between VIP-4 and the shipped code', () => {
  test('come in pairs, one for each row that a simulation can show', () => {
    const twins = built.map((file) => file.replace('.as-built.', '.as-designed.'));
    expect(files).toEqual([...built, ...twins].sort((one, other) => (one < other ? -1 : 1)));
    expect(built).toHaveLength(16);
  });

  test.each(files)('%s expects what the other Venice does not do', (file) => {
    const isBuilt = file.endsWith('.as-built.yaml');
    const profile = isBuilt ? 'as-designed' : 'as-built';
    const switches = file.includes('/14-') && !isBuilt ? { 'dvc-serves-first': 'off' } : {};
    const { expectations, scenario } = runScenario(loadScenario(file, { profile, switches }));
    const missed = expectations.slice(0, scenario.expectations.length).filter(({ held }) => !held);
    expect(missed).not.toEqual([]);
  });
});
