/**
 * The part of the summary about pushes: what did not succeed comes first. A few pushes have lines of their own; many are grouped by outcome
 * and reason, with counts.
 */
import type { PushSummary, Run } from '../../scenarios/index.js';
import type { Colors, SummaryStyle } from '../report.js';
import { roundedSpan } from './lanes.js';
import { pushOutcomes } from './totals.js';
import { counted, sinceStart } from './words.js';

/** Above it pushes are grouped. */
const ownLinesMax = 12;

/** The block of lines; none for a run without pushes. */
export function pushBlock(run: Run, { paint }: SummaryStyle): string[] {
  const { pushes } = run.summary;
  if (pushes.length === 0) return [];
  const worstFirst = pushOutcomes.flatMap((outcome) =>
    pushes.filter((push) => push.outcome === outcome),
  );
  const lines =
    pushes.length <= ownLinesMax
      ? worstFirst.flatMap((push) => pushLines(push, run, paint))
      : manyLines(groupsOf(worstFirst, run), run, paint);
  return [paint.strong('Pushes'), ...lines];
}

/** More groups than this are counted. */
const groupsMax = 12;

function manyLines(groups: readonly Group[], run: Run, paint: Colors): string[] {
  const others = groups.filter(({ outcome }) => outcome !== 'succeeded');
  const succeeded = groups.filter(({ outcome }) => outcome === 'succeeded');
  const hidden = others.slice(groupsMax).reduce((sum, { pushes }) => sum + pushes.length, 0);
  const more =
    hidden === 0
      ? []
      : [`  and ${counted(hidden, 'more push', 'more pushes')} of other kinds: see --format json`];
  const lines = (shown: readonly Group[]): string[] =>
    shown.flatMap((group) => groupLines(group, run, paint));
  return [...lines(others.slice(0, groupsMax)), ...more, ...lines(succeeded)];
}

function pushLines(push: PushSummary, run: Run, paint: Colors): string[] {
  const version = push.version === 0 ? '' : ` v${push.version}`;
  const times =
    push.endedMs === null
      ? `started ${sinceStart(push.startedMs, run)}, still running`
      : `${sinceStart(push.startedMs, run)} to ${sinceStart(push.endedMs, run)}, ` +
        `took ${roundedSpan(push.endedMs - push.startedMs)}`;
  const reason = push.reason === '' ? [] : [`      ${push.reason}`];
  return [
    `  ${push.push}  ${push.store}${version}  ${painted(push.outcome, push.outcome, paint)}  ${times}`,
    ...reason,
  ];
}

function painted(text: string, outcome: PushSummary['outcome'], paint: Colors): string {
  if (outcome === 'succeeded') return paint.good(text);
  return outcome === 'failed' ? paint.bad(text) : paint.warn(text);
}

interface Group {
  readonly outcome: PushSummary['outcome'];
  readonly reason: string;
  readonly pushes: PushSummary[];
}

/** Successes are one group; others are grouped by their reason without the names of push and store. The largest group of an outcome is first. */
function groupsOf(pushes: readonly PushSummary[], run: Run): Group[] {
  const groups = new Map<string, Group>();
  const names = new Set([...run.names.pushes, ...run.names.stores]);
  for (const push of pushes) {
    const { outcome } = push;
    const reason = outcome === 'succeeded' ? '' : generalReason(push.reason, names);
    const key = `${outcome} ${reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { outcome, reason, pushes: [push] });
    else group.pushes.push(push);
  }
  return pushOutcomes.flatMap((outcome) =>
    [...groups.values()]
      .filter((group) => group.outcome === outcome)
      .sort((one, other) => other.pushes.length - one.pushes.length),
  );
}

/** A reason without the names of pushes and stores and without version numbers. One look-up a word, however many names there are. */
function generalReason(reason: string, names: ReadonlySet<string>): string {
  return reason.replace(/[^\s,;:()]+/g, (word) => {
    if (names.has(word)) return '…';
    return /^v\d+$/.test(word) ? 'its version' : word;
  });
}

const namedMax = 3;

function groupLines({ outcome, reason, pushes }: Group, run: Run, paint: Colors): string[] {
  const [first] = pushes;
  if (first === undefined) return [];
  const only = pushes.length === 1;
  const why = only ? first.reason : reason;
  const spans = pushes
    .flatMap(({ startedMs, endedMs }) => (endedMs === null ? [] : [endedMs - startedMs]))
    .sort((one, other) => one - other);
  const median = spans[Math.floor(spans.length / 2)];
  const longest = spans.at(-1);
  const took =
    outcome === 'succeeded' && median !== undefined && longest !== undefined
      ? `, half of them within ${roundedSpan(median)}, the longest in ${roundedSpan(longest)}`
      : '';
  const head = painted(`${pushes.length} ${outcome}`, outcome, paint);
  const named = pushes.slice(0, namedMax).map(({ push }) => push);
  const more = pushes.length - named.length;
  const last = pushes.reduce((latest, { startedMs }) => Math.max(latest, startedMs), 0);
  const when = only
    ? `started ${sinceStart(first.startedMs, run)}`
    : `started ${sinceStart(first.startedMs, run)} to ${sinceStart(last, run)}`;
  return [
    `  ${head}${took}${why === '' ? '' : `: ${why}`}`,
    `      ${named.join(', ')}${more > 0 ? ` and ${counted(more, 'more push', 'more pushes')}` : ''}; ${when}`,
  ];
}
