/** Old names of options and kinds still work, and say what they are called now. */
import { expect, test } from 'vitest';
import { presentWords } from '../../cli/renamed-words.js';
import { pushsim } from './command.js';

test.each([
  [
    ['compare', 'a.yaml', '--across', 'policy=A,B'],
    ['compare', 'a.yaml', '--variants', 'policy=A,B'],
  ],
  [
    ['sweep', 'a.yaml', '--until-width=5%'],
    ['sweep', 'a.yaml', '--target-ci-width=5%'],
  ],
  [
    ['explore', '--mistakes'],
    ['explore', '--operator-errors'],
  ],
  [
    ['list', 'keys'],
    ['list', 'scenario-keys'],
  ],
  [
    ['list', 'pushes'],
    ['list', 'push-modes'],
  ],
])('%j means %j', (old, present) => {
  const { words, notes } = presentWords(old);
  expect(words).toEqual(present);
  expect(notes).toHaveLength(1);
});

test.each([[['explain', 'keys']], [['run', 'keys', 'pushes']], [['list', 'constructor']]])(
  '%j is left as it is',
  (words) => {
    expect(presentWords(words)).toEqual({ words, notes: [] });
  },
);

test('an old name lists the same, with a note apart from it', async () => {
  const [old, present] = [await pushsim(['list', 'pushes']), await pushsim(['list', 'push-modes'])];
  expect(old.stdout).toBe(present.stdout);
  expect(old.stderr).toContain('pushes is called push-modes now');
});
