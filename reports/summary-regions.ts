/**
 * The part of the summary that shows regions over time: a strip for each region's outages and marks,
 * one for what it serves of each store, and the lines that nobody should miss. Long runs are cut: the
 * narrative has everything.
 */
import type { Lane, NarrativeLine, Run } from '../scenarios/index.js';
import { axis, bandMarks, bandStrip, type Scale, scaleOf, servesStrip, storesOf } from './lanes.js';
import { narrativeLine, whereWidth } from './narrative.js';
import type { SummaryStyle } from './summary-text.js';

/**
 * Blocks of lines: the strips of all regions, then the important lines of each region and of everybody
 * else.
 */
export function regionBlocks(run: Run, style: SummaryStyle): string[][] {
  return [stripBlock(run, style), ...lineBlocks(run, style)];
}

const mostRegions = 16;
const mostStores = 3;

function stripBlock(run: Run, { width, paint }: SummaryStyle): string[] {
  const lanes = run.lanes.slice(0, mostRegions);
  if (lanes.length === 0) return [];
  const labels = lanes.flatMap((lane) => [
    lane.region,
    ...storesOf(lane)
      .slice(0, mostStores)
      .map((store) => `  ${store}`),
  ]);
  const labelWidth = Math.min(28, Math.max(...labels.map((each) => each.length)) + 4);
  const scale = scaleOf(run, Math.max(20, Math.min(width, 160) - labelWidth - 2));
  const rows = lanes.flatMap((lane) => laneRows(lane, scale, labelWidth));
  const left = run.lanes.length - lanes.length;
  return [
    paint.strong('Regions over time'),
    ...rows,
    `${' '.repeat(labelWidth)}${paint.faint(axis(scale))}`,
    ...(left > 0 ? [`  and ${left} more regions`] : []),
    paint.faint(`  ${legend}`),
  ];
}

const legend =
  `a number: this version is served from here on; . nothing is served; ` +
  `${bandMarks.outage} outage, ${bandMarks.degraded} marked degraded, ${bandMarks.recovering} recovering`;

function laneRows(lane: Lane, scale: Scale, labelWidth: number): string[] {
  const stores = storesOf(lane);
  const rows = stores.slice(0, mostStores).map((store) => {
    const serves = lane.serves.filter((stretch) => stretch.store === store);
    return `${label(`    ${store}`, labelWidth)}${servesStrip(serves, scale)}`;
  });
  const left = stores.length - rows.length;
  const more = left > 0 ? [`${' '.repeat(labelWidth)}and ${left} more stores`] : [];
  return [
    `${label(`  ${lane.region}`, labelWidth)}${bandStrip(lane, scale)}`.trimEnd(),
    ...rows,
    ...more,
  ];
}

function label(text: string, width: number): string {
  return (text.length > width - 1 ? `${text.slice(0, width - 2)}…` : text).padEnd(width);
}

const mostLines = 12;

/**
 * One block per region with something to say, in the order of the file, after one for the parent and
 * everybody else.
 */
function lineBlocks(run: Run, style: SummaryStyle): string[][] {
  const important = run.narrative.filter(({ important: isImportant }) => isImportant);
  const regions = run.scenario.setup.regions.map(({ name }) => name);
  const isElsewhere = ({ where }: NarrativeLine): boolean => !regions.includes(where);
  return [
    lineBlock('What happened', important.filter(isElsewhere), run, style),
    ...regions.map((region) => {
      const lines = important.filter(({ where }) => where === region);
      return lineBlock(`What happened in ${region}`, lines, run, style);
    }),
  ];
}

function lineBlock(
  title: string,
  lines: readonly NarrativeLine[],
  run: Run,
  { paint }: SummaryStyle,
): string[] {
  if (lines.length === 0) return [];
  const isLong = lines.length > mostLines;
  const shown = isLong ? [...lines.slice(0, mostLines / 2), ...lines.slice(-mostLines / 2)] : lines;
  const width = whereWidth(shown, 0);
  const told = shown.map((line) => `  ${narrativeLine(line, run, width)}`);
  if (!isLong) return [paint.strong(title), ...told];
  const left = paint.faint(`  … ${lines.length - mostLines} more lines: see --report narrative`);
  return [paint.strong(title), ...told.slice(0, mostLines / 2), left, ...told.slice(mostLines / 2)];
}
