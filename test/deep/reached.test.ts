/** Drawn runs come to the conditions that matter, or a property over them would say little. */
import { expect, test } from 'vitest';
import { sometimes } from '../../model/index.js';
import { exploreBatch } from '../../scenarios/explore/index.js';

test('the interesting conditions are reached', () => {
  const { reached } = exploreBatch({ seed: 3, mistakes: false }, 0, 150);
  const never = sometimes.filter(({ name }) => (reached[name] ?? 0) === 0).map(({ name }) => name);
  // One region must be recovered twice in one run for it: a library scenario shows it.
  expect(never.filter((name) => name !== 'recovery-is-abandoned')).toEqual([]);
});
