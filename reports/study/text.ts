/**
 * A study as text for a terminal: its plan, how the runs ended, the measures by variant (a sweep) or side by side (a comparison), and
 * the commands that replay what went wrong. Pure: the same result, the same bytes.
 */
import type { Cell, Overrides, StudyResult, Verdict } from '../../scenarios/index.js';
import { settingText } from '../../scenarios/index.js';
import { noColors, type StudyStyle } from '../report.js';
import { shellWord } from '../text/replay-line.js';
import { counted } from '../text/words.js';
import { cellsOf } from './choice.js';
import { labelled } from './labels.js';
import { sideBySide } from './side-by-side.js';
import { sweepTables } from './sweep-tables.js';
import { alignedLines, intervalWords, shortened, valueWords } from './words.js';
/** How files are written. */
export const plainStudyStyle: StudyStyle = { width: 100, paint: noColors, measures: [] };

/** The whole text, ending in a line feed. */
export function renderStudy(result: StudyResult, style: StudyStyle = plainStudyStyle): string {
  const blocks = [
    headBlock(result, style),
    ...(comparesFiles(result)
      ? scenarioBlocks(result, undefined, style)
      : result.plan.scenarios.flatMap((_, scenario) => scenarioBlocks(result, scenario, style))),
  ];
  const shown = blocks.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The command that runs one seed of a cell again. */
export function replayOf(result: StudyResult, cell: Cell, seed: string): string {
  const file = result.plan.scenarios[cell.scenario]?.file ?? '';
  const overrides = result.plan.variants[cell.variant]?.overrides ?? {};
  const words = ['pushsim', 'run', file, '--seed', seed, ...overrideWords(overrides)];
  return words.map(shellWord).join(' ');
}

/** Overrides as words of a command line, the seed left out. */
export function overrideWords(overrides: Overrides): string[] {
  const { profile, policy, horizon, switches = {}, settings = [], configFiles = [] } = overrides;
  return [
    ...(profile === undefined ? [] : ['--venice', profile]),
    ...(policy === undefined ? [] : ['--policy', policy]),
    ...Object.entries(switches).flatMap(([name, word]) => ['--switch', `${name}=${word}`]),
    ...configFiles.flatMap((path) => ['--config', path]),
    ...(overrides.strictConfig === true ? ['--strict-config'] : []),
    ...settings.flatMap((setting) => ['--set', settingText(setting)]),
    ...(horizon === undefined ? [] : ['--until', String(horizon)]),
  ];
}

function headBlock(result: StudyResult, { paint }: StudyStyle): string[] {
  const { plan, shard, state, seedsRun } = result;
  const [only, ...others] = plan.scenarios;
  const title = others.length === 0 ? (only?.title ?? '') : counted(plan.scenarios.length, 'file');
  const runs = result.cells.reduce((sum, { runs: { seeds } }) => sum + seeds.length, 0);
  const parts = [
    counted(plan.variants.length, 'variant'),
    `seeds ${plan.seeds}`,
    counted(runs, 'run'),
    `${100 * plan.confidence} % intervals`,
  ];
  const { stop } = plan;
  const stopped =
    stop === undefined
      ? []
      : [`  stops when ${stop.measure} is ${stop.widthPercent} % wide: ${seedsRun} seeds run`];
  return [
    `${paint.strong(plan.kind === 'sweep' ? 'SWEEP' : 'COMPARISON')}  ${paint.strong(title)}`,
    paint.faint(`  ${parts.join(', ')}`),
    ...stopped,
    ...(shard === undefined ? [] : [`  shard ${shard.number} of ${shard.of}`]),
    ...(state === 'complete' ? [] : [paint.warn('  unfinished: these are the runs so far')]),
  ];
}

/** Files are compared with each other if nothing else differs. */
function comparesFiles({ plan }: StudyResult): boolean {
  return plan.kind === 'compare' && plan.variants.length === 1 && plan.scenarios.length > 1;
}

/** What a cell is called beside the others: its variant, or its file where files are compared. */
export function cellName(result: StudyResult, { scenario, variant }: Cell): string {
  const { scenarios, variants } = result.plan;
  return comparesFiles(result)
    ? (scenarios[scenario]?.file ?? '')
    : variants[variant]?.name || 'as the file is';
}

/** The blocks of one scenario, or of all side by side. */
function scenarioBlocks(
  result: StudyResult,
  scenario: number | undefined,
  style: StudyStyle,
): string[][] {
  const { plan } = result;
  const cells = scenario === undefined ? result.cells : cellsOf(result, scenario);
  const title = plan.scenarios[scenario ?? -1]?.title ?? '';
  const names = cells.map((cell) => cellName(result, cell));
  const heading = title === '' || plan.scenarios.length === 1 ? [] : [[style.paint.strong(title)]];
  const isSweep = plan.kind === 'sweep';
  const { labels, legend } = labelled(names, style.width - 62);
  return [
    ...heading,
    isSweep ? [...legend] : [],
    verdictBlock(cells, isSweep ? labels : names, style),
    refusalBlock(cells, names, style),
    ...(isSweep
      ? sweepTables({ cells, names: labels, style })
      : sideBySide({ cells, names, style })),
    failureBlock(cells, style),
    replayBlock(result, cells, style),
  ];
}

const shownVerdicts: readonly (readonly [Verdict, string])[] = [
  ['expectation-missed', 'missed'],
  ['invariant-violated', 'violated'],
  ['unsettled', 'unsettled'],
];

function verdictBlock(
  cells: readonly Cell[],
  names: readonly string[],
  { width, paint }: StudyStyle,
): string[] {
  const head = ['Verdicts', 'runs', 'passed', 'interval', ...shownVerdicts.map(([, word]) => word)];
  const rows = cells.map((cell, place) => {
    const name = `  ${shortened(names[place] ?? '', Math.max(20, width - 62))}`;
    const passed = cell.measures.find((measure) => measure.name === 'passed');
    if (passed === undefined) return [name, '0', '-', '-'];
    return [
      name,
      String(cell.runs.seeds.length),
      valueWords(passed.mean, 'yes-no'),
      intervalWords(passed.interval, 'yes-no'),
      ...shownVerdicts.map(([verdict]) => String(cell.verdicts[verdict])),
    ];
  });
  const [first = '', ...lines] = alignedLines([head, ...rows]);
  return [paint.strong(first), ...lines];
}

function refusalBlock(
  cells: readonly Cell[],
  names: readonly string[],
  { paint }: StudyStyle,
): string[] {
  const refused = cells.flatMap(({ refusal }, place) =>
    refusal === undefined ? [] : [`  ${names[place]}: ${refusal}`],
  );
  return refused.length === 0 ? [] : [paint.strong('Cannot run'), ...refused];
}

/** Lines of one kind that are shown. */
const linesMax = 8;

function failureBlock(cells: readonly Cell[], { paint }: StudyStyle): string[] {
  const lines = cells.flatMap(({ failures }) =>
    failures.map(({ seed, reason }) => `  seed ${seed}: ${reason}`),
  );
  if (lines.length === 0) return [];
  const more = lines.length > linesMax ? [`  and ${lines.length - linesMax} more`] : [];
  return [paint.bad('Runs that could not be finished'), ...lines.slice(0, linesMax), ...more];
}

/** For each variant the first run that ended badly, as a command. */
function replayBlock(result: StudyResult, cells: readonly Cell[], { paint }: StudyStyle): string[] {
  const lines = cells.flatMap((cell) => {
    const { seeds, verdicts } = cell.runs;
    const place = verdicts.findIndex((verdict) => verdict !== 'passed');
    const seed = seeds[place];
    return seed === undefined ? [] : [`  ${verdicts[place]}: ${replayOf(result, cell, seed)}`];
  });
  if (lines.length === 0) return [];
  const more = lines.length > linesMax ? [`  and ${lines.length - linesMax} more variants`] : [];
  return [paint.strong('First run that did not pass'), ...lines.slice(0, linesMax), ...more];
}
