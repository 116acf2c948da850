/**
 * The narrative: one line per fact with its instant, who, what and the rule behind it, between a head
 * that says which run it was and a foot that says how it ended. This is the golden text beside every
 * library scenario, so its layout changes only on purpose.
 */
import type { NarrativeLine, Run } from '../../scenarios/index.js';
import { formatElapsed } from '../../sim/index.js';
import { defaultChoice, type RenderChoice, type Report } from '../report.js';
import { choosesAll, filterWords, isWanted } from './line-filter.js';
import { columnsOf, foldedLine, padded, safeLine } from './safe-text.js';
import { verdictReason, verdictWords } from './verdict.js';
import { sinceStart, veniceLine } from './words.js';

export const narrativeReport: Report = {
  name: 'narrative',
  title: 'One line per fact, as an operator would read it',
  extension: 'txt',
  render: renderNarrative,
};

/** Rules stand in this column, unless the text is longer. */
const ruleColumn = 72;

/** The whole text, ending in a line feed. */
export function renderNarrative(
  run: Run,
  { filter, width: columns }: RenderChoice = defaultChoice,
): string {
  const { start } = run.scenario.setup;
  const wanted = run.narrative.filter((line) => isWanted(line, filter, start));
  const width = whereWidth(wanted, 8);
  const lines = wanted.map((line) => narrativeLine(line, run, width));
  const shown = choosesAll(filter)
    ? []
    : [`only ${safeLine(filterWords(filter))}: ${wanted.length} of ${run.narrative.length} lines`];
  const all = [...head(run), ...shown, '', ...lines, '', ...foot(run)];
  const folded = columns > 0 ? all.flatMap((line) => foldedLine(line, columns)) : all;
  return `${folded.join('\n')}\n`;
}

/** `00:05:01.016  parent    turned push p1 into …   [DM-2]`. */
export function narrativeLine(
  { atMs, where, text, rule }: NarrativeLine,
  run: Run,
  width: number,
): string {
  const told = `${sinceStart(atMs, run)}  ${padded(safeLine(where), width)}  ${safeLine(text)}`;
  return rule === undefined ? told : `${padded(told, ruleColumn + width)}  [${rule}]`;
}

/** Width of the widest place, at least `min`; a long run has more lines than one call takes arguments. */
export function whereWidth(lines: readonly NarrativeLine[], min: number): number {
  return lines.reduce((width, { where }) => Math.max(width, columnsOf(safeLine(where))), min);
}

function head(run: Run): string[] {
  const { scenario, seed } = run;
  const ties = scenario.ties === 'fifo' ? '' : `, ties ${scenario.ties}`;
  return [safeLine(scenario.title), `seed ${safeLine(seed)}${ties}`, `venice ${veniceLine(run)}`];
}

function foot(run: Run): string[] {
  const { end, scenario } = run;
  const lines = [
    `end      ${formatElapsed(end.at - scenario.setup.start)}  ${end.reason}: ${end.words}`,
    ...run.expectations.map(({ held, text, found }) =>
      held ? `held     ${text}` : `missed   ${text}; found: ${found}`,
    ),
    ...run.violations.map(({ invariant, atMs, message }) => {
      return `violated ${sinceStart(atMs, run)}  ${invariant}: ${message}`;
    }),
    `verdict  ${verdictWords(run)}: ${verdictReason(run)}`,
  ];
  return lines.map(safeLine);
}
