/**
 * The part of the summary that shows regions over time: a strip for each region's outages and marks,
 * one for what it serves of each store, and the important lines. Long runs are cut: the
 * narrative has everything.
 */
import type { Lane, NarrativeLine, Run } from '../../scenarios/index.js';
import type { SummaryStyle } from '../report.js';
import { legendOf, marksStrip, parentFaults, pushStrip, spansStrip } from './lane-strips.js';
import { axis, bandStrip, type Scale, scaleOf, servesStrip, storesOf } from './lanes.js';
import { clipped, columnsOf, padded } from './safe-text.js';
import { happenedBlock } from './what-happened.js';

/**
 * Blocks of lines: the strips of all regions, then the important lines of each region and of all
 * others.
 */
export function regionBlocks(run: Run, style: SummaryStyle): string[][] {
  if (!run.isTraced)
    return [[style.paint.faint('Regions over time and what happened: no trace was kept')]];
  return [stripBlock(run, style), ...lineBlocks(run, style)];
}

const mostRegions = 16;
const mostStores = 3;

function stripBlock(run: Run, { width, paint }: SummaryStyle): string[] {
  const lanes = run.lanes.slice(0, mostRegions);
  if (lanes.length === 0) return [];
  const labelWidth = labelColumns(lanes, width);
  const scale = scaleOf(run, Math.max(20, Math.min(width, 160) - labelWidth - 2));
  const rows = [
    ...outsideRows(run, scale, labelWidth),
    ...lanes.flatMap((lane) => laneRows(lane, scale, labelWidth)),
  ];
  const left = run.lanes.length - lanes.length;
  return [
    paint.strong('Regions over time'),
    ...rows,
    `${' '.repeat(labelWidth)}${paint.faint(axis(scale))}`,
    ...(left > 0 ? [`  and ${left} more regions`] : []),
    ...legendOf(rows.map((row) => row.slice(labelWidth)).join('')).map(
      (line) => `  ${paint.faint(line)}`,
    ),
  ];
}

/** The width of the widest name, but no more than a third of the screen. */
function labelColumns(lanes: readonly Lane[], width: number): number {
  const labels = lanes.flatMap((lane) => [
    `  ${lane.region}`,
    ...storesOf(lane)
      .slice(0, mostStores)
      .map((store) => `    ${store}`),
  ]);
  const widest = labels.reduce((most, each) => Math.max(most, columnsOf(each)), 10);
  return Math.min(28, Math.floor(width / 3), widest + 2);
}

/** What does not happen in one region: operators, faults of the parent, violations. */
function outsideRows(run: Run, scale: Scale, labelWidth: number): string[] {
  const rows = [
    ['operator', marksStrip(instantsOf(run, 'operator'), scale, 'o')],
    ['parent', spansStrip(parentFaults(run), scale, 'x')],
    [
      'violations',
      marksStrip(
        run.violations.map(({ atMs }) => atMs),
        scale,
        '!',
      ),
    ],
  ] as const;
  return rows.flatMap(([name, strip]) =>
    strip === '' ? [] : [`${label(`  ${name}`, labelWidth)}${strip}`],
  );
}

function instantsOf({ narrative }: Run, who: string): number[] {
  return narrative.flatMap(({ where, atMs }) => (where === who ? [atMs] : []));
}

function laneRows(lane: Lane, scale: Scale, labelWidth: number): string[] {
  const stores = storesOf(lane);
  const rows = stores.slice(0, mostStores).flatMap((store) => {
    const serves = lane.serves.filter((stretch) => stretch.store === store);
    const pushes = pushStrip(
      lane.pushes.filter((stretch) => stretch.store === store),
      scale,
    );
    return [
      `${label(`    ${store}`, labelWidth)}${servesStrip(serves, scale)}`,
      ...(pushes === '' ? [] : [`${label('      push', labelWidth)}${pushes}`]),
    ];
  });
  const left = stores.length - Math.min(stores.length, mostStores);
  const more = left > 0 ? [`${' '.repeat(labelWidth)}and ${left} more stores`] : [];
  return [
    `${label(`  ${lane.region}`, labelWidth)}${bandStrip(lane, scale)}`.trimEnd(),
    ...rows,
    ...more,
  ];
}

function label(text: string, width: number): string {
  return padded(clipped(text, width - 1), width);
}

/**
 * One block per region with something to say, in the order of the file, after one for the parent and
 * all others.
 */
function lineBlocks(run: Run, style: SummaryStyle): string[][] {
  const important = run.narrative.filter(({ important: isImportant }) => isImportant);
  const regions = run.scenario.setup.regions.map(({ name }) => name);
  const isElsewhere = ({ where }: NarrativeLine): boolean => !regions.includes(where);
  return [
    happenedBlock('What happened', important.filter(isElsewhere), run, style),
    ...regions.map((region) => {
      const lines = important.filter(({ where }) => where === region);
      return happenedBlock(`What happened in ${region}`, lines, run, style);
    }),
  ];
}
