/** Suggestions: near names are found, far ones are not offered. */
import { describe, expect, test } from 'vitest';
import { didYouMean, nameList, nearMiss } from '../../scenarios/near-miss.js';

const names = ['dc-0', 'dc-1', 'skip-degraded', 'auto-convert'];

describe('near misses', () => {
  test.each([
    ['dc1', 'dc-1'],
    ['dc_1', 'dc-1'],
    ['Skip-Degraded', 'skip-degraded'],
    ['skip-degarded', 'skip-degraded'],
    ['autoconvert', 'auto-convert'],
    ['atuo-covnert', 'auto-convert'],
  ])('%s is close to %s', (written, meant) => {
    expect(nearMiss(written, names)).toBe(meant);
  });

  test.each(['x', 'dc', 'profiles', 'degraded', ''])('nothing is close to "%s"', (written) => {
    expect(nearMiss(written, names)).toBeUndefined();
  });

  test('a suggestion is a question', () => {
    expect(didYouMean('dc-l', ['dc-1'])).toBe('did you mean dc-1?');
  });

  test('long lists of names are cut', () => {
    expect(nameList([])).toBe('none');
    expect(nameList(['a', 'b', 'a'])).toBe('a, b');
    const many = Array.from({ length: 20 }, (_, index) => `n${index}`);
    expect(nameList(many)).toMatch(/n11 and 8 more$/);
  });

  test('names of a hundred thousand letters cost nothing', () => {
    const long = 'a'.repeat(100_000);
    expect(
      nearMiss(
        `${long}b`,
        Array.from({ length: 1_000 }, () => `${long}c`),
      ),
    ).toBeUndefined();
  });
});
