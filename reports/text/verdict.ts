/** The verdict of a run in words: its heading, its colour, and why it is what it is. */
import type { Run, Verdict } from '../../scenarios/index.js';
import type { Colors } from '../report.js';
import { hookWaits, hookWaitWords } from './waiting.js';
import { counted } from './words.js';

const headings: Readonly<Record<Verdict, string>> = {
  passed: 'PASSED',
  'expectation-missed': 'EXPECTATION MISSED',
  'invariant-violated': 'INVARIANT VIOLATED',
  unsettled: 'DID NOT SETTLE',
};

/** The heading. A run of which nothing was expected has not passed anything. */
export function verdictWords(run: Run): string {
  return isNeutral(run) ? 'COMPLETED, nothing expected' : headings[run.verdict];
}

/** Nothing is shown as good unless something was checked. */
export function verdictMood(run: Run): keyof Colors {
  if (isNeutral(run)) return 'strong';
  return run.verdict === 'passed' ? 'good' : 'bad';
}

/** True for a run that went to its end and of which nothing was expected. */
export function isNeutral({ verdict, expectations }: Run): boolean {
  return verdict === 'passed' && expectations.length === 0;
}

/** Why the verdict is what it is, in one sentence without a full stop. */
export function verdictReason(run: Run): string {
  switch (run.verdict) {
    case 'passed':
      return passedReason(run);
    case 'expectation-missed':
      return missedReason(run);
    case 'invariant-violated':
      return violationReason(run);
    case 'unsettled':
      return unsettledReason(run);
  }
}

/** How a violation counts: it was announced, it is a known gap that does not decide the verdict, or it decides it. */
export function violationMark(
  { scenario, verdict }: Run,
  { invariant, gaps }: Run['violations'][number],
): 'as expected' | 'known gap' | 'violated' {
  if (scenario.violates.includes(invariant)) return 'as expected';
  return gaps !== undefined && verdict !== 'invariant-violated' ? 'known gap' : 'violated';
}

function passedReason(run: Run): string {
  const { expectations, scenario, violations, summary, end } = run;
  const held =
    expectations.length === 0 ? 'no invariant was violated' : `${allHeld(expectations.length)}`;
  const unasked = violations.filter((one) => violationMark(run, one) === 'known gap');
  const announced = violations.length - unasked.length;
  const shown =
    scenario.violates.length === 0 ? [] : [`the known flaw showed ${counted(announced, 'time')}`];
  const names = [...new Set(unasked.map(({ invariant }) => invariant))];
  const broken =
    names.length === 0 ? [] : [`Venice as built broke ${names.join(', ')} (known gaps)`];
  const running = summary.pushes.filter(({ outcome }) => outcome === 'running');
  const left =
    end.reason !== 'horizon' || running.length === 0
      ? []
      : [`at the horizon ${counted(running.length, 'push', 'pushes')} still ran`];
  const [last, ...others] = [held, ...shown, ...broken, ...left].reverse();
  return others.length === 0 ? `${last}` : `${others.reverse().join(', ')}, and ${last}`;
}

function allHeld(count: number): string {
  return count === 1 ? 'the one expectation held' : `all ${count} expectations held`;
}

function missedReason({ expectations }: Run): string {
  const [first, ...others] = expectations.filter(({ held }) => !held);
  if (first === undefined) return 'an expected violation did not show';
  const more =
    others.length === 0 ? '' : ` (and ${counted(others.length, 'more miss', 'more misses')})`;
  return `expected: ${first.text}; found: ${first.found}${more}`;
}

function violationReason({ violations }: Run): string {
  const [first, ...others] = violations;
  if (first === undefined) return 'an invariant broke';
  const more = others.length === 0 ? '' : ` (and ${counted(others.length, 'more violation')})`;
  return `${first.invariant}: ${first.message}${gapNote(first)}${more}`;
}

/** Names the known gap behind a violation, as an appendix to its message; empty if none is known. */
export function gapNote({ gaps = [] }: Run['violations'][number]): string {
  return gaps.length === 0 ? '' : ` [known gap as built: ${gaps.join(' or ')}]`;
}

/** The hook that is waited for, if there is one; otherwise what was still to come. */
function unsettledReason(run: Run): string {
  const [first, ...others] = hookWaits(run);
  if (first === undefined) return run.end.words;
  const more =
    others.length === 0
      ? ''
      : ` (and ${counted(others.length, 'more hook call waits', 'more hook calls wait')})`;
  return `${hookWaitWords(first, run)}${more}`;
}
