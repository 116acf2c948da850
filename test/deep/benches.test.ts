/** The benches still run, all of them, and their rows can be read. What they measure is not checked. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { smokeEffort } from '../../bench/row.js';
import { runSuites } from '../../bench/suites.js';

test('every suite measures something, and no two rows have the same name', async () => {
  const rows = await runSuites(smokeEffort);
  expect([...new Set(rows.map(({ suite }) => suite))]).toEqual([
    'kernel',
    'event queue',
    'parent',
    'library',
    'fleet',
    'invariants',
    'reports',
    'sweep',
    ...(existsSync('dist/cli/main.js') ? ['start-up'] : []),
  ]);
  const names = rows.map(({ suite, name, unit }) => `${suite}/${name}/${unit}`);
  expect(new Set(names).size).toBe(rows.length);
  for (const { nsPerOp, perSecond, samples } of rows) {
    expect(nsPerOp).toBeGreaterThan(0);
    expect(nsPerOp * perSecond).toBeCloseTo(1e9, 0);
    expect(samples).toBeGreaterThan(0);
  }
});
