/**
 * Quantities as written in files: sizes ('40 GB'), rates ('250 MB/s'), hours of a day
 * ('09:00-17:00'). Decimal units only. Every parser returns a number or a text that says what is wrong;
 * durations and instants are parsed by the kernel.
 */

/** The result of a parser: the value, or why there is none. */
export type Reading<T> = { readonly value: T } | { readonly wrong: string; readonly hint?: string };

const units: readonly (readonly [string, number])[] = [
  ['B', 1],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['PB', 1e15],
];

/** Largest size: nine petabytes are still whole bytes in a number. */
const bytesMax = 9e15;

/** Whole bytes of '40 GB', '512 MB', '1.5 TB', '0 B'. */
export function readSize(text: string): Reading<number> {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?\s*([A-Za-z]+)$/.exec(text.trim());
  const unit = match === null ? undefined : units.find(([name]) => name === match[3]);
  if (match === null || unit === undefined)
    return { wrong: 'is not a size', ...unitHint(match?.[3], text) };
  const bytes = decimal(match[1]!, match[2] ?? '', unit[1]);
  if (bytes === undefined) return { wrong: 'is not a whole number of bytes' };
  return bytes > bytesMax ? { wrong: 'is too big', hint: 'write at most 9 PB' } : { value: bytes };
}

/** Bytes per second of '250 MB/s'; always above 0. */
export function readRate(text: string): Reading<number> {
  const match = /^(.*?)\s*\/\s*(\w+)$/.exec(text.trim());
  if (match?.[2] !== 's') return { wrong: 'is not a rate', hint: 'write it as "250 MB/s"' };
  const size = readSize(match[1] ?? '');
  if ('wrong' in size) return { ...size, wrong: 'is not a rate' };
  return size.value > 0
    ? size
    : { wrong: 'must be above 0', hint: 'cut a link with the fault link-cut instead' };
}

/** Writes whole bytes with the largest unit that leaves no fraction: '40 GB', '1500 MB'. */
export function formatSize(bytes: number): string {
  const [name, factor] = units.findLast(([, size]) => bytes % size === 0 && bytes >= size) ?? [
    'B',
    1,
  ];
  return `${bytes / factor} ${name}`;
}

/** Writes bytes per second: '250 MB/s'. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatSize(bytesPerSecond)}/s`;
}

/** Minutes after midnight of '09:00-17:00'; a range past midnight such as '22:00-04:00' is fine. */
export function readHours(text: string): Reading<{ readonly from: number; readonly to: number }> {
  const match = /^(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)$/.exec(text.trim());
  const wrong = { wrong: 'is not a range of hours', hint: 'write it as "09:00-17:00"' };
  if (match === null) return wrong;
  const [from, to] = [clock(match[1]!, match[2]!), clock(match[3]!, match[4]!)];
  return from === undefined || to === undefined || from === to ? wrong : { value: { from, to } };
}

function clock(hours: string, minutes: string): number | undefined {
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 24 * 60 ? total : undefined;
}

/** whole.fraction times unit, exactly; undefined when the product is not whole. */
function decimal(whole: string, fraction: string, unit: number): number | undefined {
  const scale = 10 ** fraction.length;
  const part = Number(fraction === '' ? '0' : fraction) * unit;
  return part % scale === 0 ? Number(whole) * unit + part / scale : undefined;
}

function unitHint(unit: string | undefined, text: string): { hint: string } {
  if (unit !== undefined && /^[KMGTP]i?B?$/i.test(unit)) {
    const decimalUnit = `${unit[0]!.toUpperCase()}B`;
    return { hint: `units are decimal: ${decimalUnit} (1 KB = 1000 B)` };
  }
  return {
    hint: /^[\d.]+$/.test(text.trim())
      ? `add a unit, such as "${text.trim()} GB"`
      : 'write it as "40 GB"',
  };
}
