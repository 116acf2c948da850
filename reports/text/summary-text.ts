/**
 * The summary: the verdict, why, and the totals; what broke, what was expected, what still waits, the
 * pushes, each region over time, and the command that shows it again. One screen for an ordinary scenario;
 * nothing of importance is only in colour.
 */
import type { Run } from '../../scenarios/index.js';
import { defaultChoice, noColors, type Report, type SummaryStyle } from '../report.js';
import { roundedSpan } from './lanes.js';
import { replayCommand } from './replay-line.js';
import { safeRun } from './safe-run.js';
import { foldedLine, safeLine } from './safe-text.js';
import { pushBlock } from './summary-pushes.js';
import { regionBlocks } from './summary-regions.js';
import { totalsLine } from './totals.js';
import { gapNote, verdictMood, verdictReason, verdictWords, violationMark } from './verdict.js';
import { waitingBlock } from './waiting.js';
import { counted, sinceStart, veniceLine } from './words.js';

/** How files are written. */
export const plainStyle: SummaryStyle = { width: 100, paint: noColors, replayWith: '' };

export const summaryReport: Report = {
  name: 'summary',
  title: 'Verdict, pushes, regions over time, expectations and violations',
  extension: 'summary.txt',
  render: (run, { replayWith } = defaultChoice) =>
    renderSummary(run, { ...plainStyle, replayWith }),
};

/** The whole text, ending in a line feed. Only the replay line may be wider than the style says. */
export function renderSummary(raw: Run, style: SummaryStyle): string {
  const run = safeRun(raw);
  const blocks = [
    headBlock(run, style),
    violationBlock(run, style),
    expectationBlock(run, style),
    waitingBlock(run, style),
    pushBlock(run, style),
    ...regionBlocks(run, style),
  ];
  const shown = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.flatMap((line) => foldedLine(line, style.width)).join('\n'));
  return `${[...shown, `replay: ${replayCommand(run, style.replayWith)}`].join('\n\n')}\n`;
}

function headBlock(run: Run, { paint }: SummaryStyle): string[] {
  const verdict = paint[verdictMood(run)](verdictWords(run));
  const lasted = roundedSpan(run.end.at - run.scenario.setup.start);
  return [
    `${verdict}  ${paint.strong(run.scenario.title)}`,
    `  ${verdictReason(run)}`,
    `  ${totalsLine(run.summary)}`,
    `  ${paint.faint(`${safeLine(run.scenario.file)}, seed ${safeLine(run.seed)}, venice ${veniceLine(run)}`)}`,
    `  ${paint.faint(`${stopWords(run)} after ${lasted} and ${counted(run.events, 'event')}, digest ${run.digest}`)}`,
  ];
}

function stopWords({ end }: Run): string {
  const words = {
    settled: 'settled',
    horizon: 'stopped at the horizon',
    'event-limit': '',
    'instant-limit': '',
  };
  return words[end.reason] === '' ? 'stopped by a limit on events' : words[end.reason];
}

function expectationBlock({ expectations }: Run, { paint }: SummaryStyle): string[] {
  if (expectations.length === 0) return [];
  const missedFirst = [
    ...expectations.filter(({ held }) => !held),
    ...expectations.filter(({ held }) => held),
  ];
  const lines = missedFirst
    .slice(0, mostRows)
    .flatMap(({ text, held, found }) =>
      held
        ? [`  ${paint.good('held')}    ${text}`]
        : [`  ${paint.bad('MISSED')}  expected: ${text}`, `          found:    ${found}`],
    );
  return [paint.strong('Expectations'), ...lines, ...moreRows(expectations.length, 'expectations')];
}

function violationBlock(run: Run, { paint }: SummaryStyle): string[] {
  const { violations } = run;
  if (violations.length === 0) return [];
  const lines = violations.slice(0, mostRows).map((violation) => {
    const { invariant, atMs, message } = violation;
    const word = violationMark(run, violation);
    const mark = word === 'violated' ? paint.bad('VIOLATED') : paint.warn(word);
    const note = word === 'as expected' ? '' : gapNote(violation);
    return `  ${mark}  ${sinceStart(atMs, run)}  ${invariant}: ${message}${note}`;
  });
  return [paint.strong('Invariants'), ...lines, ...moreRows(violations.length, 'violations')];
}

/** More rows than this are counted and not shown. */
const mostRows = 40;

function moreRows(count: number, what: string): string[] {
  return count > mostRows ? [`  and ${count - mostRows} more ${what}: see --format json`] : [];
}
