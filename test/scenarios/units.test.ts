/** Sizes, rates and hours: what is read, and what is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHours, readRate, readSize } from '../../scenarios/units.js';

describe('quantities', () => {
  test.each([
    ['40 GB', 40e9],
    ['512MB', 512e6],
    ['1.5 TB', 1.5e12],
    ['0 B', 0],
    ['0.001 KB', 1],
    [' 9 PB ', 9e15],
  ])('%s is a size', (text, bytes) => {
    expect(readSize(text)).toEqual({ value: bytes });
  });

  test.each([
    '',
    '40',
    'GB',
    '-1 GB',
    '1e3 GB',
    '4 GiB',
    '4 Gb',
    '0.5 B',
    '10 PB',
    '1,5 GB',
    'NaN GB',
  ])('"%s" is not a size', (text) => {
    expect(readSize(text)).toHaveProperty('wrong');
  });

  test('whole megabytes are read without loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (megabytes) => {
        expect(readSize(`${megabytes} MB`)).toEqual({ value: megabytes * 1_000_000 });
      }),
    );
  });

  test('a rate is a size per second, above 0', () => {
    expect(readRate('250 MB/s')).toEqual({ value: 250e6 });
    expect(readRate('0 MB/s')).toHaveProperty('wrong', 'must be above 0');
    expect(readRate('250 MB')).toHaveProperty('wrong', 'is not a rate');
    expect(readRate('250 MB/h')).toHaveProperty('wrong', 'is not a rate');
  });

  test('hours are minutes after midnight and may go past it', () => {
    expect(readHours('09:00-17:30')).toEqual({ value: { from: 540, to: 1_050 } });
    expect(readHours('22:00 - 04:00')).toEqual({ value: { from: 1_320, to: 240 } });
    expect(readHours('09:00-24:00')).toEqual({ value: { from: 540, to: 1_440 } });
    for (const text of ['9-17', '09:60-10:00', '25:00-26:00', '09:00-09:00', '09:00']) {
      expect(readHours(text)).toHaveProperty('wrong');
    }
  });
});
