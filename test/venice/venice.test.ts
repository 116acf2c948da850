/**
 * Tests of Venice itself, written as scenarios: each file of the folders beside this one names the class and method it was transcribed from, and expects what that
 * method asserts. They check flows against Venice, as the conformance vectors check rules.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../scenarios/index.js';
import { propertyRuns } from '../support/seed.js';
import { notExpressible } from './not-expressible.js';

const folder = 'test/venice';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort();

/** Class#method that a file was transcribed from. */
function sourceOf(file: string): string | undefined {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  return /^# Venice: (\w+#\w+)$/m.exec(text)?.[1];
}

/** What Venice asserts depends on no seed: one in every run of the tests, others in the deep ones. */
const seeds = propertyRuns < 1_000 ? [1] : [2, 3, 4];

describe('what a test of Venice asserts holds here, whatever the seed', () => {
  test.each(files)('%s', (file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const missed = seeds.flatMap((seed) => {
      const seeded = text.replace(/^seed: .*$/m, `seed: ${seed}`);
      const { expectations } = runScenario(parseScenario(seeded, file));
      expect(expectations.length).toBeGreaterThan(0);
      return expectations.flatMap(({ text: expected, found, held }) =>
        held ? [] : [`seed ${seed}: ${expected}; found: ${found}`],
      );
    });
    expect(missed).toEqual([]);
  });
});

test('each file names its source, and no source is used twice or also listed as not expressible', () => {
  const sources = [...files.map(sourceOf), ...notExpressible.map(({ source }) => source)];
  expect(sources.filter((source) => source === undefined)).toEqual([]);
  expect(new Set(sources).size).toBe(sources.length);
});

test('what cannot be expressed says what is missing', () => {
  for (const { source, missing } of notExpressible) {
    expect(source).toMatch(/^\w+#\w+$/);
    expect(missing.length, source).toBeGreaterThan(20);
  }
});
