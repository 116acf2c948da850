/** No key is silent: every key in effect has a run whose outcome differs between a value and the default, and is covered by this table. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keysInEffect } from '../../model/index.js';
import { parseScenario, runScenario } from '../../scenarios/index.js';
import { controllerEffects } from '../support/config-effects/controllers.js';
import { keysOfFiles } from '../support/config-effects/files.js';
import { pushEffects } from '../support/config-effects/pushes.js';
import type { EffectRow } from '../support/config-effects/row.js';

const effectRows = [...controllerEffects, ...pushEffects];

function scenarioOf(row: EffectRow, config: EffectRow['also']): string {
  const { store = 'size: 1 GB', stores = [], hooks = [], physics = '' } = row;
  const { regions = ['dc-0', 'dc-1', 'dc-2'], profile, policy, switches } = row;
  const flow = (entries: readonly string[]): string =>
    `[${entries.map((entry) => `{ ${entry} }`).join(', ')}]`;
  return [
    `title: The effect of ${row.key}`,
    'horizon: 12h',
    `regions: [${regions.join(', ')}]`,
    `stores: ${flow([`name: s, ${store}`, ...stores])}`,
    `hooks: ${flow(hooks)}`,
    `physics: { ${physics} }`,
    `venice: ${JSON.stringify({ profile, policy, switches, config })}`,
    `timeline: ${flow(row.timeline)}`,
    `expect: [{ ${row.expect} }]`,
  ].join('\n');
}

/** Whether the one expectation of a run holds; invariants do not matter here. */
function holds(row: EffectRow, config: EffectRow['also']): boolean {
  const run = runScenario(parseScenario(scenarioOf(row, config), `${row.key}.yaml`));
  return run.summary.expectations.every(({ held }) => held);
}

describe('an expectation holds with the value and is missed with the default', () => {
  test.each(effectRows.map((row) => [row.key, row] as const))('%s', (key, row) => {
    expect(holds(row, { ...row.also, [key]: row.value })).toBe(true);
    expect(holds(row, row.also)).toBe(false);
  });
});

describe('a file that sets the key passes, and does not with the default', () => {
  const fallbacks = new Map<string, string | number | boolean>(
    keysInEffect.map(({ key, fallback }) => [key, fallback]),
  );

  test.each(Object.entries(keysOfFiles))('%s', (key, file) => {
    const text = readFileSync(file, 'utf8');
    const reset = { path: `venice.config.${key}`, value: fallbacks.get(key) ?? '' };
    expect(text).toContain(`${key}:`);
    expect(runScenario(parseScenario(text, file)).verdict).toBe('passed');
    const withDefault = runScenario(parseScenario(text, file, { settings: [reset] }));
    expect(withDefault.verdict).not.toBe('passed');
  });
});

test('the two tables have every key in effect once, and no other', () => {
  const rows = [...effectRows.map(({ key }) => key), ...Object.keys(keysOfFiles)].sort();
  expect(rows).toEqual(keysInEffect.map(({ key }) => key as string).sort());
});
