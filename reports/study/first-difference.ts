/**
 * Two single runs against each other: the first line of their narratives in which they differ, the rule that decided it on both sides, and
 * what followed only on one side. Pure.
 */
import { modelCatalogue, type NarrativeLine, type Run } from '../../scenarios/index.js';
import type { Colors } from '../report.js';
import { narrativeLine, whereWidth } from '../text/narrative.js';
import { safeRun } from '../text/safe-run.js';
import { foldedLine } from '../text/safe-text.js';
import { totalsLine } from '../text/totals.js';
import { verdictWords } from '../text/verdict.js';
import { counted, sinceStart } from '../text/words.js';

/** One of the two runs, and what it is called. */
export interface ComparedRun {
  readonly name: string;
  readonly run: Run;
}

/** Lines that are shown of what followed on each side. */
const followingMax = 6;

/** The block, ending in a line feed. */
export function firstDifference(
  one: ComparedRun,
  other: ComparedRun,
  { width, paint }: { readonly width: number; readonly paint: Colors },
): string {
  const sides = [one, other].map(({ name, run }) => ({ name, run: safeRun(run) }));
  const [left, right] = [sideOf(sides[0]), sideOf(sides[1])];
  const at = left.keys.findIndex((key, index) => key !== right.keys[index]);
  const place = at < 0 && right.keys.length > left.keys.length ? left.keys.length : at;
  if (place < 0) return `${sameWords(one.run, other.run)}\n`;
  const last = left.run.narrative[place - 1];
  const until = last === undefined ? '' : `, up to ${sinceStart(last.atMs, left.run)}`;
  const lines = [
    paint.strong('First difference'),
    `  both narratives begin with the same ${counted(place, 'line')}${until}`,
    ...[left, right].flatMap((side) => [
      `  ${paint.strong(side.name)}`,
      ...factLines(side.run, place),
    ]),
    '',
    paint.strong('What followed'),
    ...[
      [left, right],
      [right, left],
    ].flatMap(([side, against]) => [
      `  ${paint.strong(side?.name ?? '')}`,
      ...followed(side ?? left, against ?? right, place),
    ]),
  ];
  return `${lines.flatMap((line) => foldedLine(line, width)).join('\n')}\n`;
}

interface Side extends ComparedRun {
  /** Each line of the narrative with its time since the start. */
  readonly keys: readonly string[];
}

function sideOf(given: ComparedRun | undefined): Side {
  if (given === undefined) throw new RangeError('two runs are compared');
  const { run } = given;
  const keys = run.narrative.map((line) => `${sinceStart(line.atMs, run)} ${sayingOf(line)}`);
  return { ...given, keys };
}

function sayingOf({ where, text, rule = '' }: NarrativeLine): string {
  return `${where} ${text} ${rule}`;
}

function sameWords(one: Run, other: Run): string {
  return one.digest === other.digest
    ? 'No difference: both runs are the same to the last fact'
    : 'No difference in the narratives: the runs differ only in facts that have no line';
}

/** The line and its rule; a line without one follows from the latest decision about the same subject. */
function factLines(run: Run, place: number): string[] {
  const line = run.narrative[place];
  if (line === undefined) return ['    nothing more happens'];
  const decided =
    line.rule === undefined
      ? run.narrative
          .slice(0, place)
          .findLast((each) => each.rule !== undefined && concerns(each, line))
      : line;
  const title = modelCatalogue.rules.find(({ id }) => id === decided?.rule)?.title ?? '';
  const rule = `${decided?.rule}: ${title}`;
  return [
    `    ${narrativeLine(line, run, whereWidth([line], 8))}`,
    decided === undefined
      ? '    no rule decided it: it is an entry of the scenario, or only time has passed'
      : line.rule === undefined
        ? `    no rule decided it; the last decision before was ${rule}`
        : `    decided by ${rule}`,
  ];
}

function concerns(one: NarrativeLine, other: NarrativeLine): boolean {
  return one.store === other.store && (one.push === other.push || one.version === other.version);
}

/** Lines that the other run does not have at any time, the important ones if there are many, and how the run ended. */
function followed(side: Side, against: Side, place: number): string[] {
  const known = new Map<string, number>();
  for (const line of against.run.narrative.slice(place))
    known.set(sayingOf(line), (known.get(sayingOf(line)) ?? 0) + 1);
  const own = side.run.narrative.slice(place).filter((line) => {
    const left = known.get(sayingOf(line)) ?? 0;
    known.set(sayingOf(line), left - 1);
    return left <= 0;
  });
  const important = own.filter((line) => line.important);
  const shown = (own.length > followingMax ? important : own).slice(0, followingMax);
  const width = whereWidth(shown, 8);
  const more = own.length - shown.length;
  return [
    ...shown.map((line) => `    ${narrativeLine(line, side.run, width)}`),
    ...(more > 0 ? [`    and ${counted(more, 'more line')} that the other run does not have`] : []),
    ...(own.length === 0 ? ['    nothing that the other run does not have'] : []),
    `    ${verdictWords(side.run)}: ${totalsLine(side.run.summary)}`,
  ];
}
