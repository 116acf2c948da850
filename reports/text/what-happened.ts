/**
 * The important lines of a run for a summary. Faults, operator actions, alerts, failures, conversions, recoveries, refusals and vetoes are
 * shown; routine lines between them are folded into one that counts them, and so are the later ones of a kind that repeats itself.
 */
import type { NarrativeLine, Run } from '../../scenarios/index.js';
import type { SummaryStyle } from '../report.js';
import { narrativeLine, whereWidth } from './narrative.js';
import { sinceStart } from './words.js';

/** Blocks up to this length are shown whole. */
const wholeMax = 12;
/** How often a line of one kind is shown in a longer block. */
const perKindMax = 4;

/** What lines of a kind are called where they are counted: one, several. */
const namesOfKinds: Readonly<Record<string, readonly [string, string]>> = {
  'version-swapped': ['swap', 'swaps'],
  'dvc-swapped': ['swap of Da Vinci instances', 'swaps of Da Vinci instances'],
  'parent-version-status-set': ['version status', 'version statuses'],
  'push-ended': ['end of a push', 'ends of pushes'],
  'recovery-started': ['start of a recovery', 'starts of recoveries'],
  'recovery-phase-changed': ['completed recovery', 'completed recoveries'],
  'recovery-alerted': ['alert about a recovery', 'alerts about recoveries'],
  'mark-overdue': ['alert about a mark', 'alerts about marks'],
  'push-converted': ['converted push', 'converted pushes'],
  'add-version-skipped': ['skipped version', 'skipped versions'],
  'push-status-set': ['push status', 'push statuses'],
  'hook-answered': ['answer of a hook', 'answers of hooks'],
};

/** A block of lines under a title; none if there is nothing to say. */
export function happenedBlock(
  title: string,
  lines: readonly NarrativeLine[],
  run: Run,
  { paint }: SummaryStyle,
): string[] {
  if (lines.length === 0) return [];
  const isWhole = lines.length <= wholeMax;
  const pieces = isWhole ? lines : folded(lines);
  const width = whereWidth(pieces.filter(isLine), 0);
  const told = pieces.map((piece) =>
    isLine(piece)
      ? `  ${narrativeLine(piece, run, width)}`
      : `  ${paint.faint(foldWords(piece, run))}`,
  );
  const isCut = pieces.some((piece) => !isLine(piece));
  return [paint.strong(title), ...told, ...(isCut ? [paint.faint(howToSee)] : [])];
}

const howToSee = '  every line: --report narrative, with --only and --from to choose';

type Fold = readonly NarrativeLine[];

function isLine(piece: NarrativeLine | Fold): piece is NarrativeLine {
  return !Array.isArray(piece);
}

function folded(lines: readonly NarrativeLine[]): (NarrativeLine | Fold)[] {
  const shown = new Map<string, number>();
  const pieces: (NarrativeLine | Fold)[] = [];
  let fold: NarrativeLine[] = [];
  const flush = (): void => {
    if (fold.length > 0) pieces.push(fold);
    fold = [];
  };
  for (const line of lines) {
    const times = shown.get(line.kind) ?? 0;
    if (isRoutine(line) || times >= perKindMax) fold.push(line);
    else {
      shown.set(line.kind, times + 1);
      flush();
      pieces.push(line);
    }
  }
  flush();
  return pieces;
}

/** What happens in every push that goes well. */
function isRoutine({ kind, text }: NarrativeLine): boolean {
  if (kind === 'version-swapped' || kind === 'dvc-swapped') return true;
  if (kind === 'parent-version-status-set') return / is (?:ONLINE|PUSHED)$/.test(text);
  return kind === 'push-ended' && text.startsWith('succeeded');
}

/** `00:07:08.044  … 20 version statuses, 20 ends of pushes, until 00:33:08.097`. */
function foldWords(lines: Fold, run: Run): string {
  const counts = new Map<string, number>();
  for (const { kind, text } of lines) {
    const isSuccess = kind === 'push-ended' && text.startsWith('succeeded');
    const name = isSuccess ? 'succeeded' : kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const words = [...counts].map(([kind, count]) => `${count} ${nameOf(kind, count)}`);
  const [from, to] = [lines[0]?.atMs ?? 0, lines.at(-1)?.atMs ?? 0];
  const until = lines.length === 1 ? '' : `, until ${sinceStart(to, run)}`;
  return `${sinceStart(from, run)}  … ${words.join(', ')}${until}`;
}

function nameOf(kind: string, count: number): string {
  if (kind === 'succeeded') return count === 1 ? 'push succeeded' : 'pushes succeeded';
  const [one, many] = namesOfKinds[kind] ?? [`more ${kind}`, `more ${kind}`];
  return count === 1 ? one : many;
}
