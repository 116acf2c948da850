/**
 * Which lines of a run are shown: by region, store, push and rule, and by time since the
 * start. Several values of one subject widen a choice, several subjects narrow it. Pure.
 */
import type { NarrativeLine } from '../../scenarios/index.js';

/** What lines can be chosen by. */
export const filterSubjects = ['region', 'store', 'push', 'rule', 'kind'] as const;

export type FilterSubject = (typeof filterSubjects)[number];

/** Empty lists and absent ends choose everything. Times are in milliseconds since the run's start. */
export interface LineFilter {
  readonly only: Readonly<Record<FilterSubject, readonly string[]>>;
  readonly fromMs?: number;
  readonly toMs?: number;
}

export const everyLine: LineFilter = {
  only: { region: [], store: [], push: [], rule: [], kind: [] },
};

type Line = Pick<NarrativeLine, 'atMs' | 'kind'> &
  Partial<Pick<NarrativeLine, 'where' | 'region' | 'store' | 'push' | 'rule'>>;

/** Whether a filter leaves anything out at all. */
export function choosesAll({ only, fromMs, toMs }: LineFilter): boolean {
  return (
    fromMs === undefined &&
    toMs === undefined &&
    filterSubjects.every((subject) => only[subject].length === 0)
  );
}

/** Whether a line passes the filter. A region also matches lines of its own (`where`). */
export function isWanted(line: Line, { only, fromMs, toMs }: LineFilter, startMs: number): boolean {
  const elapsed = line.atMs - startMs;
  if (fromMs !== undefined && elapsed < fromMs) return false;
  if (toMs !== undefined && elapsed > toMs) return false;
  return filterSubjects.every((subject) => {
    const names = only[subject];
    if (names.length === 0) return true;
    const value = line[subject];
    if (value !== undefined && names.includes(value)) return true;
    const tells = subject === 'region' || subject === 'push';
    return tells && line.where !== undefined && names.includes(line.where);
  });
}

/** A filter as the command line writes it, `--only region=dc-1 --from 300000ms`; '' for everything. */
export function filterWords({ only, fromMs, toMs }: LineFilter): string {
  return [
    ...filterSubjects.flatMap((subject) => only[subject].map((name) => `${subject}=${name}`)),
    ...(fromMs === undefined ? [] : [`from ${fromMs}ms`]),
    ...(toMs === undefined ? [] : [`to ${toMs}ms`]),
  ].join(', ');
}
