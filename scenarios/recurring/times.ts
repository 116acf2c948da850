/** When the rounds of a recurring entry are: its keys `at` or `from`, `every`, `until`, `times` and `apart`. */
import { formatDuration, parseDuration } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { type Diagnostic, flawAt, foundText, type PathStep } from '../diagnostic.js';
import { instantAt, part, textAt } from '../document-parts.js';

/** Times in milliseconds after the start of the run. */
export interface Times {
  readonly start: number;
  readonly step: number;
  /** Between two entries of one round. */
  readonly between: number;
  readonly rounds: number;
  /** The key that gives the first instant. A fault may have a field `from` of its own; then it is `at`. */
  readonly firstKey: 'at' | 'from';
  readonly diagnostics: readonly Diagnostic[];
}

type Entry = Readonly<Record<string, unknown>>;

/** The times of an entry, or what is wrong with them. */
export function timesOf(entry: Entry, index: number, known: DeclaredNames): Times {
  const place = (key: string): PathStep[] => ['timeline', index, key];
  const firstKey = part(entry, 'at') === undefined ? 'from' : 'at';
  const first = startOf(entry, firstKey, known);
  const every = durationAt(entry, 'every');
  const until = part(entry, 'until') === undefined ? known.horizon : durationAt(entry, 'until');
  const apart = part(entry, 'apart') === undefined ? 0 : durationAt(entry, 'apart');
  const times = part(entry, 'times') ?? Number.POSITIVE_INFINITY;
  const diagnostics = [
    ...unread(first, place(firstKey), part(entry, firstKey)),
    ...unread(every === 0 ? undefined : every, place('every'), part(entry, 'every')),
    ...unread(until, place('until'), part(entry, 'until')),
    ...unread(apart, place('apart'), part(entry, 'apart')),
    ...unreadCount(times, place('times')),
  ];
  const [start = 0, step = 1, end = 0, between = 0] = [first, every, until, apart];
  const rounds = Math.min(Number(times), Math.ceil((end - start) / step));
  const never =
    diagnostics.length === 0 && rounds < 1 ? flawAt(place('every'), noRound(start, end)) : [];
  return { start, step, between, rounds, firstKey, diagnostics: [...diagnostics, ...never] };
}

/** Milliseconds from the start of the run. */
function startOf(entry: Entry, key: string, known: DeclaredNames): number | undefined {
  if (part(entry, key) === undefined) return 0;
  const after = durationAt(entry, key);
  if (after !== undefined) return after;
  const instant = instantAt({ at: part(entry, key) }, known.start);
  return instant === undefined ? undefined : instant - known.start;
}

function durationAt(entry: Entry, key: string): number | undefined {
  const text = textAt(entry, key);
  return text === undefined ? undefined : parseDuration(text);
}

function unread(
  value: number | undefined,
  path: readonly PathStep[],
  found: unknown,
): Diagnostic[] {
  if (value !== undefined && value >= 0) return [];
  const message = `${foundText(found)} is not a duration that can stand here`;
  return flawAt(path, { message, expected: 'a duration such as "30s", "5m" or "2h"' });
}

function unreadCount(times: unknown, path: readonly PathStep[]): Diagnostic[] {
  const isSound =
    times === Number.POSITIVE_INFINITY || (Number.isInteger(times) && Number(times) > 0);
  if (isSound) return [];
  return flawAt(path, {
    message: `${foundText(times)} is not a number of rounds`,
    expected: 'a whole number of at least 1',
  });
}

function noRound(start: number, end: number): Omit<Diagnostic, 'where'> {
  return {
    message: `its first round at ${formatDuration(start)} is not before its end at ${formatDuration(Math.max(0, end))}`,
    expected: 'at least one round before `until`, or before the horizon if there is no `until`',
  };
}
