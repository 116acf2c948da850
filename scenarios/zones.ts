/**
 * Time zones by name: the instants at which a zone's clocks change, taken from the time-zone database of the machine's JavaScript and handed
 * to the model as plain numbers. Nobody else asks the machine about zones.
 */
import { utc, type Zone } from '../model/index.js';

const day = 86_400_000;
/** Changes are listed for this span; a clock beyond it stays where it was last set. */
const first = Date.UTC(2015, 0, 1);
const last = Date.UTC(2045, 0, 1);

const found = new Map<string, Zone | undefined>();

/** The zone of that name, or undefined if there is none. */
export function zoneNamed(name: string): Zone | undefined {
  if (!found.has(name)) found.set(name, name === 'UTC' ? utc : readZone(name));
  return found.get(name);
}

/** Names that may be meant, for hints. */
export function zoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

function readZone(name: string): Zone | undefined {
  const clock = clockOf(name);
  if (clock === undefined) return undefined;
  const changes = [{ sinceMs: first, offsetMinutes: offsetAt(clock, first) }];
  let offset = changes[0]?.offsetMinutes ?? 0;
  for (let from = first; from < last; from += 7 * day) {
    const next = offsetAt(clock, from + 7 * day);
    if (next === offset) continue;
    changes.push({ sinceMs: changeWithin(clock, from, from + 7 * day), offsetMinutes: next });
    offset = next;
  }
  return { name, changes };
}

/** The minute at which the offset changes between two instants whose offsets differ. */
function changeWithin(clock: Intl.DateTimeFormat, from: number, to: number): number {
  const before = offsetAt(clock, from);
  let [low, high] = [from, to];
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (offsetAt(clock, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function clockOf(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

function offsetAt(clock: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const [year, month, date] = [part('year'), part('month'), part('day')];
  const shown = Date.UTC(year, month - 1, date, part('hour'), part('minute'), part('second'));
  return Math.round((shown - Math.floor(at / 1_000) * 1_000) / 60_000);
}
