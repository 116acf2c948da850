/**
 * Known quirks of the shipped code: each has a test vector as built and one as designed, and neither story is true in the other
 * profile.
 */
import { describe, expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';
import { vectorFolder } from '../support/scenario-files.js';
import { changed, replayOf } from './replay.js';

const folder = `${vectorFolder}/known-quirks`;
const quirks = [
  'detection-after-truncation',
  'error-record',
  'polls-in-pairs',
  'roll-forward-order',
  'swap-timeout',
];
const profiles = ['as-built', 'as-designed'] as const;
const pairs = quirks.flatMap((quirk) => profiles.map((profile) => [quirk, profile] as const));

function missed(quirk: string, written: string, played: string): number {
  const file = `${folder}/${quirk}-${written}.yaml`;
  const replay = replayOf(file);
  return (written === played ? replay : changed(file, replay.text, { profile: played })).missed
    .length;
}

describe('quirks of the shipped code', () => {
  test('the folder holds each as built and as designed', () => {
    const expected = pairs.map(([quirk, profile]) => `${folder}/${quirk}-${profile}.yaml`);
    expect(findScenarios([folder])).toEqual(expected);
  });

  test.each(pairs)('%s, %s: happens so, and not in the other profile', (quirk, profile) => {
    const other = profile === 'as-built' ? 'as-designed' : 'as-built';
    expect(missed(quirk, profile, profile)).toBe(0);
    expect(missed(quirk, profile, other)).toBeGreaterThan(0);
  });
});
