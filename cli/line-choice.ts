/** `--only`, `--from` and `--to` as a filter of lines. Pure; error messages list the valid values. */

import { type FilterSubject, filterSubjects, type LineFilter } from '../reports/index.js';
import { parseDuration } from '../sim/index.js';
import { UsageError } from './usage.js';

/** The options about lines. */
export interface LineWords {
  readonly only: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The filter. Throws UsageError for invalid values. */
export function lineFilter({ only, from, to }: LineWords): LineFilter {
  const chosen: Record<FilterSubject, string[]> = {
    region: [],
    store: [],
    push: [],
    rule: [],
    kind: [],
  };
  for (const word of only) {
    const place = word.indexOf('=');
    const subject = filterSubjects.find((name) => name === word.slice(0, Math.max(0, place)));
    if (subject === undefined || word.length === place + 1) throw new UsageError(wrongOnly(word));
    const value = word.slice(place + 1);
    chosen[subject].push(subject === 'rule' ? value.toUpperCase() : value);
  }
  const [fromMs, toMs] = [elapsed('--from', from), elapsed('--to', to)];
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs)
    throw new UsageError(`--from ${from} is later than --to ${to}; no line can be between them`);
  return {
    only: chosen,
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
  };
}

function wrongOnly(word: string): string {
  return (
    `--only ${word} is not SUBJECT=NAME; write for instance --only region=dc-1\n` +
    `    subjects: ${filterSubjects.join(', ')}`
  );
}

function elapsed(option: string, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const ms = parseDuration(word);
  if (ms !== undefined) return ms;
  throw new UsageError(`${option} ${word} is not a time since the start, such as 90s, 5m or 2h`);
}
