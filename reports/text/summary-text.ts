/**
 * The summary: the verdict and why, each push, each region over time, what was
 * expected, what broke, and the command that shows it again. One screen for an ordinary scenario;
 * nothing of importance is only in colour.
 */
import type { Run, RunSummary } from '../../scenarios/index.js';
import { defaultChoice, noColors, type Report, type SummaryStyle } from '../report.js';
import { roundedSpan } from './lanes.js';
import { replayCommand } from './replay-line.js';
import { safeRun } from './safe-run.js';
import { foldedLine, safeLine } from './safe-text.js';
import { regionBlocks } from './summary-regions.js';
import {
  counted,
  gapNote,
  sinceStart,
  veniceLine,
  verdictReason,
  verdictWords,
  violationMark,
} from './words.js';
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
    pushBlock(run, style),
    ...regionBlocks(run, style),
    expectationBlock(run, style),
    violationBlock(run, style),
  ];
  const shown = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.flatMap((line) => foldedLine(line, style.width)).join('\n'));
  return `${[...shown, `replay: ${replayCommand(run, style.replayWith)}`].join('\n\n')}\n`;
}

function headBlock(run: Run, { paint }: SummaryStyle): string[] {
  const verdict = paint[run.verdict === 'passed' ? 'good' : 'bad'](verdictWords[run.verdict]);
  const lasted = roundedSpan(run.end.at - run.scenario.setup.start);
  return [
    `${verdict}  ${paint.strong(run.scenario.title)}`,
    `  ${verdictReason(run)}`,
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

function pushBlock(run: Run, style: SummaryStyle): string[] {
  const { pushes } = run.summary;
  if (pushes.length === 0) return [];
  const shown = pushes.slice(0, mostRows).flatMap((push) => pushLines(push, run, style));
  return [style.paint.strong('Pushes'), ...shown, ...moreRows(pushes.length, 'pushes')];
}

type PushRow = RunSummary['pushes'][number];

function pushLines(push: PushRow, run: Run, { paint }: SummaryStyle): string[] {
  const mood = {
    succeeded: paint.good,
    failed: paint.bad,
    refused: paint.warn,
    killed: paint.warn,
    died: paint.warn,
    running: paint.warn,
  };
  const version = push.version === 0 ? '' : ` v${push.version}`;
  const times =
    push.endedMs === null
      ? `started ${sinceStart(push.startedMs, run)}, still running`
      : `${sinceStart(push.startedMs, run)} to ${sinceStart(push.endedMs, run)}, ` +
        `took ${roundedSpan(push.endedMs - push.startedMs)}`;
  const reason = push.reason === '' ? [] : [`      ${push.reason}`];
  return [
    `  ${push.push}  ${push.store}${version}  ${mood[push.outcome](push.outcome)}  ${times}`,
    ...reason,
  ];
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
