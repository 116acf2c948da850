/**
 * Known oddities of the shipped code: each has a library scenario as built and its twin as designed, and neither story is true in the other
 * profile.
 */
import { describe, expect, test } from 'vitest';
import { findScenarios, loadScenario, runScenario } from '../../scenarios/index.js';

const folder = 'scenarios/library/oddities';
const oddities = [
  'detection-after-truncation',
  'error-record',
  'polls-in-pairs',
  'roll-forward-order',
  'swap-timeout',
];
const profiles = ['as-built', 'as-designed'] as const;
const twins = oddities.flatMap((oddity) => profiles.map((profile) => [oddity, profile] as const));

function missed(oddity: string, written: string, played: string): number {
  const scenario = loadScenario(`${folder}/${oddity}-${written}.yaml`, { profile: played });
  return runScenario(scenario).expectations.filter(({ held }) => !held).length;
}

describe('oddities of the shipped code', () => {
  test('the folder holds each as built and as designed', () => {
    const expected = twins.map(([oddity, profile]) => `${folder}/${oddity}-${profile}.yaml`);
    expect(findScenarios([folder])).toEqual(expected);
  });

  test.each(twins)('%s, %s: happens so, and not in the other profile', (oddity, profile) => {
    const other = profile === 'as-built' ? 'as-designed' : 'as-built';
    expect(missed(oddity, profile, profile)).toBe(0);
    expect(missed(oddity, profile, other)).toBeGreaterThan(0);
  });
});
