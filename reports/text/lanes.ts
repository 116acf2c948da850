/**
 * The geometry of swim lanes: which column of a strip shows which stretch of a run, and what each
 * column says. Shared by all reports that draw lanes; independent of colours and terminals.
 */
import type { Lane, LaneBand, LaneServes, Run } from '../../scenarios/index.js';
import { formatDuration } from '../../sim/index.js';

/** Time against columns. `toMs` is later than `fromMs`. */
export interface Scale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly columns: number;
}

/** The scale of a run: from its start to its end, at least one second. */
export function scaleOf({ scenario, end }: Run, columns: number): Scale {
  const fromMs = scenario.setup.start;
  return { fromMs, toMs: Math.max(end.at, fromMs + 1_000), columns };
}

/** First column of an instant, from 0 to the number of columns. */
export function columnOf(atMs: number, { fromMs, toMs, columns }: Scale): number {
  const share = ((atMs - fromMs) * columns) / (toMs - fromMs);
  return Math.min(columns, Math.max(0, Math.floor(share)));
}

/** One mark per kind of band; a fault that is not the outage of a whole region has its own. */
function bandMark({ kind, text }: Pick<LaneBand, 'kind' | 'text'>): string {
  if (kind === 'outage') return text === 'region-outage' ? 'X' : 'x';
  return kind === 'degraded' ? 'd' : '~';
}

/** Later kinds are painted over earlier ones. */
const paintOrder: readonly LaneBand['kind'][] = ['degraded', 'recovering', 'outage'];

/**
 * The bands of a region as marks, blank where nothing is special. A band is never invisible, however
 * short.
 */
export function bandStrip({ bands }: Lane, scale: Scale): string {
  const strip = new Array<string>(scale.columns).fill(' ');
  for (const kind of paintOrder) {
    for (const band of bands)
      if (band.kind === kind) fill(strip, band, scale, () => bandMark(band));
  }
  return strip.join('').trimEnd();
}

/**
 * What a region serves of one store: each version's number where it begins, then dashes; dots where
 * nothing is served.
 */
export function servesStrip(serves: readonly LaneServes[], scale: Scale): string {
  const strip = new Array<string>(scale.columns).fill('.');
  for (const stretch of serves) {
    const label = stretch.version === 0 ? '' : String(stretch.version);
    const rest = stretch.version === 0 ? '.' : '-';
    fill(strip, stretch, scale, (place) => label[place] ?? rest);
  }
  return strip.join('');
}

/** The stores of a lane whose version changed, then the others, in the order in which they first appear. */
export function storesOf({ serves }: Lane): string[] {
  const stretches = new Map<string, number>();
  for (const { store } of serves) stretches.set(store, (stretches.get(store) ?? 0) + 1);
  const stores = [...stretches.keys()];
  const isChanging = (store: string): boolean => (stretches.get(store) ?? 0) > 1;
  return [...stores.filter(isChanging), ...stores.filter((store) => !isChanging(store))];
}

/** `0s`, the middle and the end of the run, under their columns. */
export function axis(scale: Scale): string {
  const span = scale.toMs - scale.fromMs;
  const [middle, last] = [roundedSpan(span / 2), roundedSpan(span)];
  const left = Math.max(3, Math.floor(scale.columns / 2));
  const line = `${'0s'.padEnd(left)}${middle}`;
  return `${line.padEnd(Math.max(line.length + 1, scale.columns - last.length))}${last}`;
}

/** A duration for people: two units at most, `6m20s`, `1h41m`. */
export function roundedSpan(ms: number): string {
  const unit = ms >= 7_200_000 ? 60_000 : ms >= 60_000 ? 1_000 : 1;
  return formatDuration(Math.round(ms / unit) * unit);
}

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Paints a stretch of a strip; it is never invisible, however short. */
export function fill(
  strip: string[],
  { fromMs, toMs }: Stretch,
  scale: Scale,
  mark: (place: number) => string,
): void {
  const from = Math.min(columnOf(fromMs, scale), strip.length - 1);
  const to = Math.max(columnOf(toMs, scale), from + 1);
  for (let column = from; column < to; column += 1) strip[column] = mark(column - from);
}
