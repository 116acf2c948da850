/** The pictures of a study page, as SVG text: how a measure is spread over the runs, and how it moves with a parameter. */
import type { MeasureSummary } from '../../scenarios/index.js';
import { valueWords } from '../study/words.js';
import { safeText } from './safe-json.js';

/** From the smallest to the largest value of all variants, so that their pictures can be compared. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** One scale for several variants. */
export function scaleOf(summaries: readonly MeasureSummary[]): Scale {
  const low = Math.min(...summaries.map(({ min }) => min));
  const high = Math.max(...summaries.map(({ max }) => max));
  return Number.isFinite(low) && high > low
    ? { low, high }
    : { low: low || 0, high: (low || 0) + 1 };
}

const width = 220;

/** A line from 5 % to 95 %, a box from 25 % to 75 %, the median, and the interval of the mean below. */
export function distributionPicture(summary: MeasureSummary, scale: Scale): string {
  const { quantiles, interval, mean, unit } = summary;
  const at = (value: number): string =>
    rounded(4 + ((width - 8) * (value - scale.low)) / (scale.high - scale.low));
  const span = (low: number, high: number): string =>
    rounded(Math.max(1, Number(at(high)) - Number(at(low))));
  const label = `median ${valueWords(quantiles.p50, unit)}, half of the runs from ${valueWords(quantiles.p25, unit)} to ${valueWords(quantiles.p75, unit)}`;
  return [
    `<svg width="${width}" height="26" viewBox="0 0 ${width} 26" role="img" aria-label="${safeText(label)}">`,
    `<rect class="whisker" x="${at(quantiles.p5)}" y="9" width="${span(quantiles.p5, quantiles.p95)}" height="2"/>`,
    `<rect class="box" x="${at(quantiles.p25)}" y="4" width="${span(quantiles.p25, quantiles.p75)}" height="12"/>`,
    `<rect class="median" x="${at(quantiles.p50)}" y="2" width="2" height="16"/>`,
    interval === undefined
      ? ''
      : `<rect class="interval" x="${at(interval.low)}" y="21" width="${span(interval.low, interval.high)}" height="3"/>`,
    `<circle class="mean" cx="${at(mean)}" cy="22.5" r="2.5"/>`,
    '</svg>',
  ].join('');
}

/** A variant of a sweep with what was measured. */
export interface CurvePoint {
  readonly name: string;
  readonly summary: MeasureSummary | undefined;
}

/** The mean over one numeric parameter, with its interval; nothing if the variants are no such row. */
export function curvePicture(points: readonly CurvePoint[]): string {
  const placed = points.flatMap(({ name, summary }) => {
    const value = /^[^=,]+=(\d+(?:\.\d+)?)\s*\S*$/.exec(name)?.[1];
    return value === undefined || summary === undefined ? [] : [{ x: Number(value), summary }];
  });
  if (placed.length < 3 || placed.length !== points.length) return '';
  placed.sort((left, right) => left.x - right.x);
  const [first, last] = [placed[0]?.x ?? 0, placed.at(-1)?.x ?? 1];
  const lows = placed.map(({ summary }) => summary.interval?.low ?? summary.mean);
  const highs = placed.map(({ summary }) => summary.interval?.high ?? summary.mean);
  const scale = { low: Math.min(...lows), high: Math.max(...highs, Math.min(...lows) + 1e-9) };
  const x = (value: number): string => rounded(50 + (530 * (value - first)) / (last - first || 1));
  const y = (value: number): string =>
    rounded(150 - (130 * (value - scale.low)) / (scale.high - scale.low));
  const unit = placed[0]?.summary.unit ?? 'number';
  const line = placed.map(({ x: value, summary }) => `${x(value)},${y(summary.mean)}`).join(' ');
  const band = [
    ...placed.map(({ x: value }, place) => `${x(value)},${y(highs[place] ?? 0)}`),
    ...placed.map(({ x: value }, place) => `${x(value)},${y(lows[place] ?? 0)}`).reverse(),
  ].join(' ');
  const ticks = placed.map(
    ({ x: value }) => `<text x="${x(value)}" y="170" text-anchor="middle">${value}</text>`,
  );
  return [
    `<svg class="curve" viewBox="0 0 600 180" role="img" aria-label="mean over the parameter, from ${first} to ${last}">`,
    `<polygon class="band" points="${band}"/><polyline class="line" points="${line}"/>`,
    ...placed.map(
      ({ x: value, summary }) =>
        `<circle class="mean" cx="${x(value)}" cy="${y(summary.mean)}" r="3"/>`,
    ),
    `<text x="2" y="24">${valueWords(scale.high, unit)}</text><text x="2" y="150">${valueWords(scale.low, unit)}</text>`,
    ...ticks,
    '</svg>',
  ].join('');
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
