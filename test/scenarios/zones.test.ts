/** Time zones come from a pinned database: the same on every host, with fixed offsets beside names. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { zoneNamed, zoneNames } from '../../scenarios/zones/zones.js';

const { zoneDataText } = (await import('../../scripts/zone-data.mjs' as string)) as {
  zoneDataText(): string;
};

test('the data in the repository is what the pinned package says', () => {
  expect(readFileSync('scenarios/zones/zone-data.ts', 'utf8')).toBe(zoneDataText());
});

describe('a zone', () => {
  const offsetAt = (name: string, instant: string) =>
    zoneNamed(name)?.changes.findLast(({ sinceMs }) => sinceMs <= Date.parse(instant))
      ?.offsetMinutes;

  test.each([
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 60],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 120],
    ['Asia/Kathmandu', '2026-06-01T00:00:00Z', 345],
    ['America/Vancouver', '2026-12-01T12:00:00Z', -420],
    ['Etc/GMT+5', '2026-12-01T12:00:00Z', -300],
    ['UTC', '2026-12-01T12:00:00Z', 0],
    ['+05:45', '2026-12-01T12:00:00Z', 345],
    ['-03:30', '2026-12-01T12:00:00Z', -210],
    ['+00:00', '2026-12-01T12:00:00Z', 0],
  ])('%s at %s is %i minutes ahead of UTC', (name, instant, minutes) => {
    expect(offsetAt(name, instant)).toBe(minutes);
  });

  test.each(['Europe/Berlinn', '+24:00', '+5:45', '+0545', 'constructor', ''])(
    '"%s" is unknown',
    (name) => {
      expect(zoneNamed(name)).toBeUndefined();
    },
  );

  test('every name that is offered as a hint is known', () => {
    expect(zoneNames().filter((name) => zoneNamed(name) === undefined)).toEqual([]);
  });
});

test('where the host has the same rules, it agrees at the middle of every month', () => {
  const names = [
    'Europe/London',
    'America/New_York',
    'Asia/Tokyo',
    'Australia/Sydney',
    'Pacific/Chatham',
  ];
  for (const name of names)
    for (let month = 0; month < 120; month += 1) {
      const at = Date.UTC(2018, month, 15, 12);
      const hours = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        timeZoneName: 'longOffset',
      });
      const shown =
        hours.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
      const [, sign = '+', hour = '0', minute = '0'] =
        /GMT(?:([+-])(\d\d):(\d\d))?/.exec(shown) ?? [];
      const host = (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute));
      const ours = zoneNamed(name)?.changes.findLast(({ sinceMs }) => sinceMs <= at)?.offsetMinutes;
      expect(ours, `${name} in month ${month}`).toBe(host);
    }
});
