/** Points of time and the calendar over them, compared with the calendar of the machine. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  civilFromInstant,
  formatInstant,
  instantFromCivil,
  parseInstant,
} from '../../sim/index.js';

/** Years that are written with four digits, whatever the offset. */
const instants = fc.integer({
  min: Date.UTC(1000, 0, 1),
  max: Date.UTC(9998, 11, 31),
});

describe('reading an instant', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-03-02T09:00:00Z', Date.UTC(2026, 2, 2, 9)],
    ['2026-03-02T09:00Z', Date.UTC(2026, 2, 2, 9)],
    ['2026-03-02T09:00:00.5Z', Date.UTC(2026, 2, 2, 9, 0, 0, 500)],
    ['2026-03-02T09:00:00.05Z', Date.UTC(2026, 2, 2, 9, 0, 0, 50)],
    ['2026-03-02T09:00:00.005Z', Date.UTC(2026, 2, 2, 9, 0, 0, 5)],
    ['2026-03-02T09:00:00+02:00', Date.UTC(2026, 2, 2, 7)],
    ['2026-03-02T09:00:00-05:30', Date.UTC(2026, 2, 2, 14, 30)],
    ['2026-03-01T00:30:00+01:00', Date.UTC(2026, 1, 28, 23, 30)],
    ['2024-12-31T23:00:00-02:00', Date.UTC(2025, 0, 1, 1)],
    ['1969-12-31T23:59:59.999Z', -1],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
  ])('%s is read', (text, at) => {
    expect(parseInstant(text)).toBe(at);
  });

  test.each([
    ['a day that a common year lacks', '2026-02-29T00:00:00Z'],
    ['a leap day of a full century', '1900-02-29T00:00:00Z'],
    ['the 31st of a month of 30 days', '2026-04-31T00:00:00Z'],
    ['day zero', '2026-04-00T00:00:00Z'],
    ['month zero', '2026-00-01T00:00:00Z'],
    ['a thirteenth month', '2026-13-01T00:00:00Z'],
    ['an hour 24', '2026-03-02T24:00:00Z'],
    ['a minute 60', '2026-03-02T09:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['an offset of a whole day', '2026-03-02T09:00:00+24:00'],
    ['an offset with a minute 60', '2026-03-02T09:00:00+01:60'],
    ['no offset', '2026-03-02T09:00:00'],
    ['a blank for the T', '2026-03-02 09:00:00Z'],
    ['small letters', '2026-03-02t09:00:00z'],
    ['a date alone', '2026-03-02'],
    ['four decimals', '2026-03-02T09:00:00.0001Z'],
    ['a year of two digits', '26-03-02T09:00:00Z'],
    ['text around it', ' 2026-03-02T09:00:00Z'],
    ['a second line', '2026-03-02T09:00:00Z\n'],
    ['nothing at all', ''],
  ])('%s is refused', (_what, text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe('writing an instant', () => {
  test('milliseconds are written only when there are any', () => {
    expect(formatInstant(Date.UTC(2026, 2, 2, 9))).toBe('2026-03-02T09:00:00Z');
    expect(formatInstant(Date.UTC(2026, 2, 2, 9) + 7)).toBe('2026-03-02T09:00:00.007Z');
  });

  test('what is written can be read back', () => {
    fc.assert(
      fc.property(instants, (at) => {
        expect(parseInstant(formatInstant(at))).toBe(at);
      }),
      { seed: 20_261_003, numRuns: 2_000 },
    );
  });

  test('it is the machine’s own text for the same instant', () => {
    fc.assert(
      fc.property(instants, (at) => {
        expect(formatInstant(at)).toBe(new Date(at).toISOString().replace('.000Z', 'Z'));
      }),
      { seed: 20_261_004, numRuns: 2_000 },
    );
  });
});

describe('the calendar', () => {
  test('a Monday has the number 1, a Sunday 7', () => {
    expect(civilFromInstant(Date.UTC(2026, 2, 2)).weekday).toBe(1);
    expect(civilFromInstant(Date.UTC(2026, 2, 1)).weekday).toBe(7);
    expect(civilFromInstant(0).weekday).toBe(4);
  });

  test('it agrees with the machine’s on every day of four hundred years', () => {
    const wrong: string[] = [];
    for (let at = Date.UTC(1800, 0, 1); at < Date.UTC(2200, 0, 1); at += 86_400_000) {
      const { year, month, day, weekday } = civilFromInstant(at);
      const date = new Date(at);
      const same =
        year === date.getUTCFullYear() &&
        month === date.getUTCMonth() + 1 &&
        day === date.getUTCDate() &&
        weekday % 7 === date.getUTCDay();
      if (!same) wrong.push(date.toISOString());
    }
    expect(wrong).toEqual([]);
  });

  test('an instant taken apart can be put together again', () => {
    fc.assert(
      fc.property(instants, (at) => {
        expect(instantFromCivil(civilFromInstant(at))).toBe(at);
      }),
      { seed: 20_261_005, numRuns: 2_000 },
    );
  });
});
