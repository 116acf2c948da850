/** The policies of the design document under one outage: the order that it expects of them, over several seeds. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../scenarios/index.js';

const policies = ['N', 'A', 'B', 'C', 'D', 'E'] as const;
const seeds = ['1', '2', '3', '4', '5'];

/** Pushes that succeeded, for each seed, by file and policy: run once for all tests. */
const results = new Map<string, readonly (readonly string[])[]>();

function succeeded(file: string, policy: string, push: string): number {
  const key = `${file} ${policy}`;
  const found = results.get(key) ?? succeededOf(file, policy);
  results.set(key, found);
  return found.filter((pushes) => pushes.includes(push)).length;
}

function succeededOf(file: string, policy: string): readonly (readonly string[])[] {
  const text = readFileSync(`scenarios/library/policies/${file}.yaml`, 'utf8');
  const scenario = parseScenario(text.replace('venice:\n', `venice:\n  policy: ${policy}\n`), file);
  return seeds.map((seed) => {
    const { pushes } = runScenario(scenario, { seed, invariants: [] }).summary;
    return pushes.filter(({ outcome }) => outcome === 'succeeded').map((one) => one.push);
  });
}

function sharesOf(file: string, push: string): Record<string, number> {
  return Object.fromEntries(
    policies.map((policy) => [policy, succeeded(file, policy, push) / seeds.length]),
  );
}

describe('while a region is dead that nothing is written to', () => {
  const file = 'region-dies-under-every-policy';

  test('a push after the mark fails only where nothing is done about degraded regions', () => {
    expect(sharesOf(file, 'late-a')).toEqual({ N: 0, A: 1, B: 1, C: 1, D: 1, E: 1 });
  });

  test('a push before the mark succeeds only where no mark is needed', () => {
    expect(sharesOf(file, 'early-a')).toEqual({ N: 0, A: 1, B: 0, C: 0, D: 0, E: 1 });
  });
});

describe('while the source region is dead', () => {
  const file = 'source-region-dies-under-every-policy';

  test('a push before the mark and the redirect is lost under every policy', () => {
    expect(sharesOf(file, 'early-a')).toEqual({ N: 0, A: 0, B: 0, C: 0, D: 0, E: 0 });
  });

  test('a push after them succeeds where the source moves for every store', () => {
    expect(sharesOf(file, 'late-a')).toEqual({ N: 0, A: 0, B: 1, C: 1, D: 1, E: 1 });
  });
});
