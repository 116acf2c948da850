/** Small multiples of a study page: for each variant the timeline of one run, all on the same scale, so that shapes can be compared. */
import type { Lane } from '../../scenarios/index.js';
import { safeText } from './safe-json.js';

/** One run of a variant, in lanes; instants in milliseconds. */
export interface VariantTimeline {
  readonly scenario: number;
  readonly variant: string;
  readonly seed: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly lanes: readonly Lane[];
}

const width = 300;
const rowHeight = 14;

/** Pictures side by side; nothing without timelines. */
export function smallMultiples(timelines: readonly VariantTimeline[]): string {
  if (timelines.length === 0) return '';
  const longest = Math.max(...timelines.map(({ startMs, endMs }) => endMs - startMs), 1);
  return `<div class="multiples">${timelines.map((one) => picture(one, longest)).join('')}</div>`;
}

function picture({ variant, seed, startMs, lanes }: VariantTimeline, longest: number): string {
  const x = (at: number): number => Math.round((10 * (width * (at - startMs))) / longest) / 10;
  const bar = (from: number, to: number, more: string): string =>
    `<rect x="${x(from)}" width="${Math.max(1, Math.round(10 * (x(to) - x(from))) / 10)}" ${more}/>`;
  const rows = lanes.map(({ serves, bands }, row) => {
    const y = row * rowHeight;
    const versions = [...new Set(serves.map(({ version }) => version))];
    return [
      ...serves.map(({ version, fromMs, toMs }) =>
        bar(fromMs, toMs, `y="${y}" height="8" class="v${Math.min(4, versions.indexOf(version))}"`),
      ),
      ...bands.map(({ kind, fromMs, toMs }) =>
        bar(fromMs, toMs, `y="${y + 9}" height="3" class="${kind}"`),
      ),
    ].join('');
  });
  const label = `regions over time with ${variant}: ${lanes.map(({ region }) => region).join(', ')}`;
  return [
    '<figure>',
    `<svg viewBox="0 0 ${width} ${Math.max(1, lanes.length) * rowHeight}" role="img" aria-label="${safeText(label)}">`,
    ...rows,
    `</svg><figcaption>${safeText(variant || 'as it is')}, seed ${safeText(seed)}</figcaption></figure>`,
  ].join('');
}
