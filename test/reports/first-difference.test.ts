/** Two single runs against each other: the first line that differs, its rule on both sides, and what followed. */
import { describe, expect, test } from 'vitest';
import { firstDifference } from '../../reports/index.js';
import { noColors } from '../../reports/report.js';
import { loadScenario, type Overrides, runScenario } from '../../scenarios/index.js';

const file = 'scenarios/library/degraded/skipped-then-healed.yaml';

function difference(one: Overrides, other: Overrides, width = 200): string {
  const sides = [one, other].map((overrides, index) => ({
    name: `side ${index + 1}`,
    run: runScenario(loadScenario(file, overrides)),
  }));
  const [left, right] = sides;
  if (left === undefined || right === undefined) throw new Error('there are two sides');
  return firstDifference(left, right, { width, paint: noColors });
}

/** Each with the instant and the rule of the first line that differs. */
const cases: readonly (readonly [string, Overrides, string, string])[] = [
  ['another profile', { profile: 'baseline' }, '00:02:00.000', 'DM-1'],
  ['a switch', { switches: { 'skip-degraded': 'off' } }, '02:00:00.000', 'DM-3'],
  ['an entry that is dropped', { settings: ['timeline.1=null'] }, '00:02:00.000', 'DM-1'],
];

describe('two runs that differ by', () => {
  test.each(cases)(
    '%s name the line, the rule and what followed',
    (_what, other, instant, rule) => {
      const text = difference({}, other);
      const [head = '', followed = ''] = text.split('What followed');
      expect(head).toMatch(/^First difference\n {2}both narratives begin with the same \d+ lines?/);
      expect(head).toContain(instant);
      expect(head).toContain(`decided by ${rule}: `);
      expect(followed).toMatch(/ {2}side 1\n(?: {4}.*\n)+ {2}side 2\n(?: {4}.*\n)+$/);
      expect(followed).toMatch(/PASSED: 1 push/);
    },
  );

  test('the same in the other order say the same with the sides changed', () => {
    const other = { profile: 'baseline' };
    const [one, two] = [difference({}, other), difference(other, {})];
    const lines = (text: string) => text.split('\n').sort();
    expect(
      lines(
        two
          .replaceAll('side 1', 'side x')
          .replaceAll('side 2', 'side 1')
          .replaceAll('side x', 'side 2'),
      ),
    ).toEqual(lines(one));
  });
});

test('two equal runs have no difference', () => {
  expect(difference({}, {})).toBe('No difference: both runs are the same to the last fact\n');
});

test('a narrow terminal folds the lines and cuts none', () => {
  const narrow = difference({}, { profile: 'baseline' }, 60);
  expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(narrow.replace(/\s+/g, '')).toBe(
    difference({}, { profile: 'baseline' }).replace(/\s+/g, ''),
  );
});
