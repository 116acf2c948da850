/**
 * Points of virtual time: whole milliseconds since 1970-01-01T00:00:00Z, and the civil calendar (proleptic Gregorian, UTC) over
 * them. The calendar is computed from day counts and does not use the host's clock or time zone.
 */

/** A point of virtual time in whole milliseconds since the Unix epoch. */
export type Instant = number;

/** Calendar fields of an instant, in UTC. `month` is 1 to 12, `weekday` 1 (Monday) to 7 (Sunday). */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: number;
}

const msPerDay = 86_400_000;
/** Days from 0000-03-01, the first day of a 400-year cycle of years that begin in March, to the epoch. */
const daysBeforeEpoch = 719_468;
const daysPerCycle = 146_097;
const isoText =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Splits an instant into year, month, day, clock and weekday, in UTC. */
export function civilFromInstant(at: Instant): Civil {
  const days = Math.floor(at / msPerDay);
  const ms = at - days * msPerDay;
  return {
    ...dateFromDays(days),
    hour: Math.floor(ms / 3_600_000),
    minute: Math.floor(ms / 60_000) % 60,
    second: Math.floor(ms / 1_000) % 60,
    millisecond: ms % 1_000,
    weekday: ((((days + 3) % 7) + 7) % 7) + 1,
  };
}

/** The instant of a civil date and time in UTC; `weekday` is ignored, and nothing is validated. */
export function instantFromCivil(civil: Omit<Civil, 'weekday'>): Instant {
  const minutes = civil.hour * 60 + civil.minute;
  return daysFromDate(civil) * msPerDay + (minutes * 60 + civil.second) * 1_000 + civil.millisecond;
}

/**
 * Parses "2026-03-02T09:00:00Z", also without seconds, with up to three decimals, or with an offset such as "+02:00". Returns
 * `undefined` for anything else, dates that do not exist and leap seconds included.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = isoText.exec(text);
  if (match === null) return undefined;
  const at = (place: number): number => Number(match[place] ?? 0);
  const written = {
    year: at(1),
    month: at(2),
    day: at(3),
    hour: at(4),
    minute: at(5),
    second: at(6),
    millisecond: Number((match[7] ?? '').padEnd(3, '0')),
  };
  if (!exists(written) || at(9) > 23 || at(10) > 59) return undefined;
  const offset = (match[8] === '-' ? -1 : 1) * (at(9) * 60 + at(10)) * 60_000;
  return instantFromCivil(written) - offset;
}

/** Formats an instant as ISO 8601 in UTC, with milliseconds only when there are any. */
export function formatInstant(at: Instant): string {
  const civil = civilFromInstant(at);
  const date = `${digits(civil.year, 4)}-${digits(civil.month, 2)}-${digits(civil.day, 2)}`;
  const clock = [civil.hour, civil.minute, civil.second].map((part) => digits(part, 2)).join(':');
  const rest = civil.millisecond === 0 ? '' : `.${digits(civil.millisecond, 3)}`;
  return `${date}T${clock}${rest}Z`;
}

function exists(written: Omit<Civil, 'weekday'>): boolean {
  if (written.hour > 23 || written.minute > 59 || written.second > 59) return false;
  const back = civilFromInstant(instantFromCivil(written));
  return back.year === written.year && back.month === written.month && back.day === written.day;
}

/** In a year that begins in March, a leap day is the last day and month lengths repeat 31-30-31-30-31. */
function daysFromDate(date: { year: number; month: number; day: number }): number {
  const marchYear = date.month <= 2 ? date.year - 1 : date.year;
  const cycle = Math.floor(marchYear / 400);
  const yearOfCycle = marchYear - cycle * 400;
  const monthFromMarch = (date.month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + date.day - 1;
  return cycle * daysPerCycle + daysBeforeYear(yearOfCycle) + dayOfYear - daysBeforeEpoch;
}

function dateFromDays(days: number): { year: number; month: number; day: number } {
  const sinceMarch = days + daysBeforeEpoch;
  const cycle = Math.floor(sinceMarch / daysPerCycle);
  const dayOfCycle = sinceMarch - cycle * daysPerCycle;
  // The estimate by the mean length of a year is right or one too large.
  let yearOfCycle = Math.min(399, Math.floor((dayOfCycle * 400) / daysPerCycle) + 1);
  while (daysBeforeYear(yearOfCycle) > dayOfCycle) yearOfCycle--;
  const dayOfYear = dayOfCycle - daysBeforeYear(yearOfCycle);
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

function daysBeforeYear(yearOfCycle: number): number {
  return yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
