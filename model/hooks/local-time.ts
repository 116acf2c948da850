/**
 * Local time: a time zone as a list of instants at which its offset from UTC changes, and the weekday and minute at an instant. The caller
 * provides the list; this file contains no time zone rules.
 */

/** From `sinceMs` on, clocks are `offsetMinutes` ahead of UTC (behind it if negative). */
interface OffsetChange {
  readonly sinceMs: number;
  readonly offsetMinutes: number;
}

/** A time zone. `changes` are in order of instant; before the first one its offset holds too. */
export interface Zone {
  readonly name: string;
  readonly changes: readonly OffsetChange[];
}

/** The zone whose clocks show UTC. */
export const utc: Zone = { name: 'UTC', changes: [{ sinceMs: 0, offsetMinutes: 0 }] };

/** Weekdays as scenarios write them, in the order of `LocalTime.weekday`. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Local date and time. */
export interface LocalTime {
  /** Local days since 1970-01-01; equal for two instants of the same local day. */
  readonly day: number;
  readonly weekday: (typeof weekdays)[number];
  /** 0 at midnight. */
  readonly minuteOfDay: number;
}

const minutesPerDay = 1_440;

/** The local time at an instant. */
export function localTime(zone: Zone, nowMs: number): LocalTime {
  const change = zone.changes.findLast(({ sinceMs }) => sinceMs <= nowMs) ?? zone.changes[0];
  const minutes = Math.floor(nowMs / 60_000) + (change?.offsetMinutes ?? 0);
  const day = Math.floor(minutes / minutesPerDay);
  // 1970-01-01 was a Thursday.
  const weekday = weekdays[(((day + 3) % 7) + 7) % 7] ?? 'monday';
  return { day, weekday, minuteOfDay: minutes - day * minutesPerDay };
}
