/** The heads of runs as Markdown, for the summary page of a CI job: verdict, totals, what went wrong, and the replay command. */
import type { Run } from '../../scenarios/index.js';
import { defaultChoice, type Gather, noColors, type RenderChoice, type Report } from '../report.js';
import { replayCommand } from './replay-line.js';
import { safeRun } from './safe-run.js';
import { pushBlock } from './summary-pushes.js';
import { totalsParts } from './totals.js';
import { isNeutral, verdictReason, verdictWords } from './verdict.js';
import { waitingBlock } from './waiting.js';
import { sinceStart } from './words.js';

const gather: Gather = {
  fileName: 'summary.md',
  part: sectionOf,
  partOfProblem: (file, problem) =>
    `### COULD NOT BE READ: ${escaped(file)}\n\n${fenced(problem)}\n`,
  join: document,
};

export const markdownReport: Report = {
  name: 'markdown',
  title: 'Verdict, totals and what went wrong as Markdown, one file for all',
  extension: 'md',
  render: (run, choice) => document([sectionOf(run, choice)]),
  gather,
};

/** The first line is how a file of this report is recognised; Markdown does not show it. */
function document(parts: readonly string[]): string {
  return `<!-- written by pushsim -->\n\n${parts.join('\n')}`;
}

/** More missed expectations or violations than this are counted. */
const shownMax = 20;

function sectionOf(raw: Run, { replayWith }: RenderChoice = defaultChoice): string {
  const run = safeRun(raw);
  const blocks = [
    `### ${verdictWords(run)}: ${escaped(run.scenario.title)}`,
    escaped(verdictReason(run)),
    list(totalsParts(run.summary)),
    list(wrongLines(run)),
    run.verdict === 'passed' && !isNeutral(run) ? '' : details(run),
    fenced(replayCommand(run, replayWith)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function wrongLines(run: Run): string[] {
  const { expectations, violations, scenario } = run;
  const lines = [
    ...violations
      .filter(({ invariant }) => !scenario.violates.includes(invariant))
      .map(
        ({ invariant, atMs, message }) =>
          `violated at ${sinceStart(atMs, run)}: ${invariant}: ${message}`,
      ),
    ...expectations
      .filter(({ held }) => !held)
      .map(({ text, found }) => `expected: ${text}; found: ${found}`),
  ];
  const more = lines.length - shownMax;
  return [...lines.slice(0, shownMax), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** The pushes and what waits, as the summary shows them. */
function details(run: Run): string {
  const style = { width: 0, paint: noColors, replayWith: '' };
  const lines = [...waitingBlock(run, style), ...pushBlock(run, style)];
  return lines.length === 0 ? '' : fenced(lines.join('\n'));
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${escaped(line)}`).join('\n');
}

/** A code block; its fence is longer than every run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** Text in which no character formats anything. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~]/g, '\\$&');
}
