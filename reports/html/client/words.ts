/** Instants, spans and shares as people read them. Pure; the same in every browser and country. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** An instant since the start: `00:05:01.016`. */
export function clock(ms: number): string {
  const whole = Math.max(0, Math.floor(ms));
  const [hours, minutes] = [Math.floor(whole / hour), Math.floor((whole % hour) / minute)];
  const seconds = Math.floor((whole % minute) / second);
  const rest = String(whole % second).padStart(3, '0');
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${rest}`;
}

/** The instant that `00:05:01.016`, `00:05`, `301s` or a number of milliseconds stands for. */
export function parseClock(text: string): number | undefined {
  const parts = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  if (parts !== null)
    return Math.round(
      Number(parts[1] ?? 0) * hour + Number(parts[2]) * minute + Number(parts[3]) * second,
    );
  const span = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text);
  if (span === null) return undefined;
  const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day };
  return Math.round(Number(span[1]) * (units[span[2] ?? 'ms'] ?? 1));
}

/** A span with at most two units: `6m 20s`, `1h 41m`, `3d 4h`. */
export function span(ms: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['d', day],
    ['h', hour],
    ['m', minute],
    ['s', second],
    ['ms', 1],
  ];
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return '0s';
  const [name, size] = units[first] ?? ['ms', 1];
  const [nextName, nextSize] = units[first + 1] ?? ['ms', 1];
  const whole = Math.floor(ms / size);
  const rest = Math.floor((ms % size) / nextSize);
  if (rest === 0 || name === 'ms' || name === 's') return `${whole}${name}`;
  return `${whole}${name} ${rest}${nextName}`;
}

/** Steps of a time axis that suit a window: at most `count` of them. */
export function ticks(from: number, to: number, count: number): number[] {
  const size = (to - from) / Math.max(1, count);
  const step = steps.find((candidate) => candidate >= size) ?? day * Math.ceil(size / day);
  const marks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) marks.push(at);
  return marks;
}

const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7].map((count) => count * day),
];

/** A number with at most three digits after the point, thousands apart. */
export function number(value: number): string {
  const [whole = '', part] = String(Math.round(value * 1_000) / 1_000).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return part === undefined ? apart : `${apart}.${part}`;
}

/** `1 store`, `2 stores`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Any name as one line: line breaks and marks that turn the writing around become visible. */
export function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u00b7');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
