/**
 * Durations of virtual time in whole milliseconds, and their text form ("1h30m"). Parsing uses no floating-point product to decide
 * whether a text is a whole number of milliseconds.
 */

/** A duration in whole milliseconds. */
export type Duration = number;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units: readonly (readonly [name: string, ms: number])[] = [
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', second],
  ['ms', 1],
];

/** The longest duration that can be written: ten years of 365 days. */
export const durationMax: Duration = 3_650 * day;

/**
 * Parses "90s", "1h30m", "250ms", "2d", "1.5h", "1h 30m". Units in descending order, each at most once. Returns `undefined` for
 * anything else: no unit, a sign, a fraction of a millisecond, more than ten years.
 */
export function parseDuration(text: string): Duration | undefined {
  const parts = text.trim().split(/\s*(ms|[dhms])\s*/);
  if (parts.length < 3 || parts.at(-1) !== '') return undefined;
  let total = 0;
  let unitsFrom = 0;
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const place = units.findIndex(([name], index) => index >= unitsFrom && name === parts[i + 1]);
    const ms = place < 0 ? undefined : wholeProduct(parts[i] ?? '', units[place]?.[1] ?? 0);
    if (ms === undefined) return undefined;
    total += ms;
    unitsFrom = place + 1;
  }
  return total <= durationMax ? total : undefined;
}

/** Formats a duration with the largest units first and no zero parts: "1h30m", "1s250ms", "0s". */
export function formatDuration(ms: Duration): string {
  if (ms < 0) return `-${formatDuration(-ms)}`;
  let left = ms;
  let text = '';
  for (const [name, size] of units) {
    const count = Math.floor(left / size);
    if (count > 0) text += `${count}${name}`;
    left -= count * size;
  }
  return text === '' ? '0s' : text;
}

/** Formats a duration as elapsed clock time: "00:05:01.016", and "1d 02:00:00.000" from a day on. */
export function formatElapsed(ms: Duration): string {
  if (ms < 0) return `-${formatElapsed(-ms)}`;
  const days = Math.floor(ms / day);
  const clock = [hour, minute, second].map((size, i) => {
    const within = i === 0 ? day : [hour, minute][i - 1]!;
    return String(Math.floor((ms % within) / size)).padStart(2, '0');
  });
  const rest = String(Math.floor(ms % second)).padStart(3, '0');
  return `${days > 0 ? `${days}d ` : ''}${clock.join(':')}.${rest}`;
}

/** A decimal number times a unit, or `undefined` if it is not a plain decimal or the product is not whole. */
function wholeProduct(decimal: string, unit: number): number | undefined {
  const match = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(decimal);
  if (match === null) return undefined;
  const whole = Number(match[1]) * unit;
  const fraction = match[2] ?? '';
  const scale = Number(`1e${fraction.length}`);
  const part = Number(fraction) * unit;
  return part % scale === 0 && whole <= durationMax ? whole + part / scale : undefined;
}
