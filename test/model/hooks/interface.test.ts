/** The hook interface as data, and the wall clocks that hooks read. */
import { describe, expect, test } from 'vitest';
import { hookFunctions } from '../../../model/hooks/functions.js';
import { localTime } from '../../../model/hooks/local-time.js';
import { hooks } from '../../../model/index.js';
import { zoneNamed } from '../../../scenarios/zones/zones.js';

const at = (text: string): number => Date.parse(text);

function clockIn(name: string, text: string): string {
  const zone = zoneNamed(name);
  if (zone === undefined) throw new RangeError(`no zone ${name}`);
  const { weekday, minuteOfDay } = localTime(zone, at(text));
  const minute = String(minuteOfDay % 60).padStart(2, '0');
  return `${weekday} ${Math.floor(minuteOfDay / 60)}:${minute}`;
}

describe('the interface', () => {
  test('has 21 functions, 14 of them in the proposal', () => {
    expect(hookFunctions.length).toBe(21);
    expect(hookFunctions.filter(({ isInProposal }) => isInProposal).length).toBe(14);
  });

  test('lets only functions about a version in the making wait or roll back', () => {
    const rich = hookFunctions.filter(({ outcomes }) => outcomes.length === 4);
    expect(rich.map(({ name }) => name)).toEqual([
      'preStoreVersionCreation',
      'preStartOfStoreVersionIngestionForDaVinci',
      'postStartOfStoreVersionIngestionForDaVinci',
      'preStoreVersionSwap',
      'postStoreVersionSwap',
      'preEndOfPushJob',
    ]);
  });

  test('is known to every built-in hook: they answer its functions and no others', () => {
    const names = new Set<string>(hookFunctions.map(({ name }) => name));
    const strange = hooks
      .flatMap(({ points }) => Object.keys(points))
      .filter((one) => !names.has(one));
    expect(strange).toEqual([]);
  });
});

describe('clocks on the wall', () => {
  test('show the local weekday and minute', () => {
    expect(clockIn('UTC', '2026-03-02T09:00:00Z')).toBe('monday 9:00');
    expect(clockIn('America/Los_Angeles', '2026-03-02T07:59:59Z')).toBe('sunday 23:59');
    expect(clockIn('Asia/Kolkata', '2026-03-01T18:30:00Z')).toBe('monday 0:00');
  });

  test('go forward and back with daylight saving, to the minute', () => {
    expect(clockIn('Europe/Berlin', '2026-03-29T00:59:00Z')).toBe('sunday 1:59');
    expect(clockIn('Europe/Berlin', '2026-03-29T01:00:00Z')).toBe('sunday 3:00');
    expect(clockIn('America/New_York', '2026-11-01T05:59:00Z')).toBe('sunday 1:59');
    expect(clockIn('America/New_York', '2026-11-01T06:00:00Z')).toBe('sunday 1:00');
  });

  test('do not exist in an unknown time zone', () => {
    expect(zoneNamed('Europe/Atlantis')).toBeUndefined();
  });
});
