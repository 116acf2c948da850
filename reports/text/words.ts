/**
 * Formatting that several reports share: the profile and switches, and instants as time since the
 * start.
 */
import { type SwitchOverrides, switches, switchValues } from '../../model/index.js';
import type { Run } from '../../scenarios/index.js';
import { formatElapsed } from '../../sim/index.js';

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
