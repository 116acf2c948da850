/** Columns of text on a screen: the same on every host, for any version of Unicode. */
import { describe, expect, test } from 'vitest';
import { clipped, columnsOf, folded } from '../../reports/text/safe-text.js';

describe('columns of a text', () => {
  test.each([
    ['', 0],
    ['dc-0', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['ｶﾅ', 2],
    ['한글', 4],
    ['\u1112\u1161\u11ab', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇨🇭', 2],
    ['❤\ufe0f', 2],
    ['1\ufe0f\u20e3', 2],
    ['🦆', 2],
    ['\u200d', 0],
    ['…', 1],
    ['→', 1],
    // Assigned in Unicode 16 and 17: hosts disagree on what they are.
    ['\u1c89', 1],
    ['\u0897', 0],
    ['\u{16ff6}', 2],
  ])('%j', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  test('are cut between whole characters', () => {
    expect(clipped('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 5)).toBe('👨‍👩‍👧‍👦👨‍👩‍👧‍👦…');
    expect(folded('e\u0301'.repeat(5), 2)).toEqual(['e\u0301e\u0301', 'e\u0301e\u0301', 'e\u0301']);
  });
});
