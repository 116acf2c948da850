/** How Venice reads the times it keeps as texts without a zone (beside SA-13). A run keeps instants and reads no text. */

/**
 * Milliseconds since the epoch of a local date and time in ISO form, read as UTC and cut to whole
 * milliseconds; undefined for everything Java's strict reader refuses: a zone, a blank instead of T, a
 * date alone, a day that does not exist.
 */
export function readLocalTime(text: string): number | undefined {
  const parts = isoLocalTime.exec(text);
  if (parts === null) return undefined;
  const [, sign = '', digits = '', ...rest] = parts;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = rest
    .slice(0, 5)
    .map((part) => Number(part ?? 0));
  const year = readYear(sign, digits);
  if (year === undefined || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysOfMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
  return seconds * 1000 + Number((rest[5] ?? '').padEnd(3, '0').slice(0, 3));
}

/**
 * Years of four digits have no plus sign, longer ones must have a sign, and there is no year minus
 * nothing.
 */
function readYear(sign: string, digits: string): number | undefined {
  const year = Number(digits);
  if (sign === '-') return year === 0 ? undefined : -year;
  return (sign === '+') === digits.length > 4 ? year : undefined;
}

const isoLocalTime = /^([+-]?)(\d{4,9})-(\d\d)-(\d\d)t(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{0,9}))?)?$/i;

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Counts from 1 January 1970 in the Gregorian calendar; a year is taken to begin in March, so that the
 * leap day comes last.
 */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const monthsSinceMarch = (month + 9) % 12;
  const daysBeforeMonth = Math.floor((153 * monthsSinceMarch + 2) / 5);
  return marchYear * 365 + leapDays + daysBeforeMonth + day - 1 - daysUntilEpoch;
}

/** Days from 1 March of year 0 to 1 January 1970. */
const daysUntilEpoch = 719_468;
