/**
 * Formatting that several reports share: the verdict, the profile and switches, and instants as time since the
 * start.
 */
import { type SwitchOverrides, switches, switchValues } from '../../model/index.js';
import type { Run, Verdict } from '../../scenarios/index.js';
import { formatElapsed } from '../../sim/index.js';

/** The heading of a verdict. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  passed: 'PASSED',
  'expectation-missed': 'EXPECTATION MISSED',
  'invariant-violated': 'INVARIANT VIOLATED',
  unsettled: 'DID NOT SETTLE',
};

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
      return run.end.words;
  }
}

/**
 * `as-designed, policy C, skip-degraded off`: profile, policy, and the switches that differ from the
 * profile.
 */
export function veniceLine({ scenario }: Run): string {
  const { profile, policy, switches: values } = scenario.setup.venice;
  const usual: SwitchOverrides = switchValues(profile);
  const set = switches.flatMap(({ name }) =>
    values[name] === usual[name] ? [] : [`${name} ${valueWord(values[name])}`],
  );
  return [profile, `policy ${policy}`, ...set].join(', ');
}

/** A switch's value as files write it. */
export function valueWord(value: boolean | string): string {
  if (typeof value === 'string') return value;
  return value ? 'on' : 'off';
}

/** An instant as time since the start of the run: `00:05:01.016`. */
export function sinceStart(atMs: number, { scenario }: Run): string {
  return formatElapsed(atMs - scenario.setup.start);
}

/** `1 push`, `2 pushes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
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
    expectations.length === 0
      ? 'nothing was expected and no invariant broke'
      : `${allHeld(expectations.length)}`;
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
