/** What a hunt found and was mended since: played first, so that an old mistake that comes back is named before new ones are looked for. */
import { expect, test } from 'vitest';
import { findScenarios, loadScenario, runScenario } from '../../scenarios/index.js';

const mended = findScenarios(['scenarios/library/regressions']);

test('there is something to remember', () => {
  expect(mended.length).toBeGreaterThan(0);
});

test.each(mended)('%s breaks no invariant any more', (file) => {
  expect(runScenario(loadScenario(file)).violations).toEqual([]);
});
