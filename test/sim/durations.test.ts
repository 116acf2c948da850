/** Lengths of time as people write them: what is read, what is refused, and what is written back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationMax, formatDuration, formatElapsed, parseDuration } from '../../sim/index.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('reading a duration', () => {
  test.each([
    ['0s', 0],
    ['0ms', 0],
    ['250ms', 250],
    ['90s', 90 * second],
    ['5m', 5 * minute],
    ['2d', 2 * day],
    ['1h30m', hour + 30 * minute],
    ['1d1h1m1s1ms', day + hour + minute + second + 1],
    ['1h 30m', hour + 30 * minute],
    [' 7m ', 7 * minute],
    ['1 h', hour],
    ['007s', 7 * second],
    ['1.5h', 90 * minute],
    ['0.25s', 250],
    ['1.5m250ms', 90 * second + 250],
    ['90m', 90 * minute],
    ['3650d', 3_650 * day],
  ])('"%s" is read', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each([
    ['nothing at all', ''],
    ['blanks', '  '],
    ['a number without a unit', '90'],
    ['a number that follows without a unit', '1h30'],
    ['a unit without a number', 'h'],
    ['a unit without a number after a good part', '1h m'],
    ['a sign', '-5s'],
    ['a plus', '+5s'],
    ['an unknown unit', '3w'],
    ['capital letters', '5S'],
    ['units in rising order', '30m1h'],
    ['a unit that comes twice', '1m2m'],
    ['a fraction of a millisecond', '0.5ms'],
    ['a fraction of a millisecond in seconds', '0.0001s'],
    ['a point without digits before it', '.5h'],
    ['a point without digits after it', '5.h'],
    ['two points', '1.2.3s'],
    ['an exponent', '1e3s'],
    ['hexadecimal', '0x10s'],
    ['a number within a number', '1 000ms'],
    ['words', 'an hour'],
    ['infinity', 'Infinitys'],
    ['one millisecond more than ten years', '3650d1ms'],
    ['more digits than any duration has', '99999999999999999999ms'],
  ])('%s is refused', (_what, text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('ten years of 365 days are the limit', () => {
    expect(durationMax).toBe(315_360_000_000);
  });

  test('a fraction of a unit is read exactly, or refused if it is no whole millisecond', () => {
    const sizes = { d: day, h: hour, m: minute, s: second, ms: 1 };
    const units = fc.constantFrom('d', 'h', 'm', 's', 'ms');
    const decimals = fc.tuple(fc.nat({ max: 99 }), fc.stringMatching(/^[0-9]{1,9}$/), units);
    fc.assert(
      fc.property(decimals, ([whole, fraction, unit]) => {
        const scale = 10n ** BigInt(fraction.length);
        const product = (BigInt(whole) * scale + BigInt(fraction)) * BigInt(sizes[unit]);
        const exact = product % scale === 0n ? Number(product / scale) : undefined;
        expect(parseDuration(`${whole}.${fraction}${unit}`)).toBe(exact);
      }),
      { seed: 20_261_001, numRuns: 2_000 },
    );
  });
});

describe('writing a duration', () => {
  test.each([
    [0, '0s'],
    [1, '1ms'],
    [1_250, '1s250ms'],
    [90 * minute, '1h30m'],
    [day, '1d'],
    [400 * day + 1, '400d1ms'],
    [-90 * second, '-1m30s'],
  ])('%d ms are "%s"', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test('what is written can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: durationMax }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
      { seed: 20_261_002, numRuns: 2_000 },
    );
  });

  test.each([
    [0, '00:00:00.000'],
    [301_016, '00:05:01.016'],
    [day - 1, '23:59:59.999'],
    [day, '1d 00:00:00.000'],
    [26 * hour, '1d 02:00:00.000'],
    [-second, '-00:00:01.000'],
  ])('a clock that has run for %d ms shows "%s"', (ms, text) => {
    expect(formatElapsed(ms)).toBe(text);
  });
});
