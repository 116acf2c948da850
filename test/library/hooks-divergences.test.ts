/** The differences between VIP-4 and the shipped code come in pairs of scenarios, and each file's expectations fail in the other's Venice. */
import { describe, expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';
import { vectorFolder } from '../support/scenario-files.js';
import { changed, replayOf } from './replay.js';

const folder = `${vectorFolder}/hooks-divergences`;
const files = findScenarios([folder]);
const built = files.filter((file) => file.endsWith('.as-built.yaml'));

describe('the differences between VIP-4 and the shipped code', () => {
  test('come in pairs, one for each row that a simulation can show', () => {
    const pairs = built.map((file) => file.replace('.as-built.', '.as-designed.'));
    expect(files).toEqual([...built, ...pairs].sort((one, other) => (one < other ? -1 : 1)));
  });

  test.each(files)('%s expects what the other Venice does not do', (file) => {
    const isBuilt = file.endsWith('.as-built.yaml');
    const profile = isBuilt ? 'as-designed' : 'as-built';
    const switches = file.includes('/14-') && !isBuilt ? { 'dvc-serves-first': 'off' } : {};
    const { missed } = changed(file, replayOf(file).text, { profile, switches });
    expect(missed.filter((text) => !text.startsWith('the known flaw'))).not.toEqual([]);
  });
});
