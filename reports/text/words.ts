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

function passedReason({ expectations, scenario, violations }: Run): string {
  const held =
    expectations.length === 0
      ? 'nothing was expected and no invariant broke'
      : `${allHeld(expectations.length)}`;
  const shown =
    scenario.violates.length === 0
      ? ''
      : `, and the known flaw showed ${counted(violations.length, 'time')}`;
  return `${held}${shown}`;
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
  return `${first.invariant}: ${first.message}${more}`;
}
