/**
 * Effect of a policy on a profile's switches: policies replace whole steps, so the protections and gaps of steps that they lack are
 * disabled. C and D use the table unchanged.
 */
import type { Policy, Profile } from './declaration.js';
import { switchValues } from './resolve.js';
import { type SwitchName, type SwitchOverrides, type SwitchValues, switches } from './table.js';

/** Switches of policy B's registry: the design's, and an emergency source for every store. */
const registrySwitches: ReadonlySet<string> = new Set([
  'registry-cas',
  'min-healthy',
  'feature-flag',
  'emergency-for-all-stores',
]);

/** Policy E uses the design's recovery, driven by its queue instead of marks. */
const notInQueue: ReadonlySet<string> = new Set(['auto-convert', 'recover', 'orphan-monitor']);

/** Every switch's value under a profile and a policy; explicit overrides take precedence. */
export function switchesOfPolicy(
  profile: Profile,
  policy: Policy,
  overrides: SwitchOverrides = {},
): SwitchValues {
  const own = switchValues(profile);
  const baseline = switchValues('baseline');
  if (policy === 'N') return { ...baseline, ...defined(overrides) };
  if (policy === 'C' || policy === 'D' || profile === 'baseline')
    return switchValues(profile, overrides);
  const taken = switches
    .map(({ name, group }) => {
      const design = group === 'protection' || group === 'gap';
      return [name, design ? wordFor(policy, name, { own, baseline }) : own[name]] as const;
    })
    .map(([name, word]): [string, boolean | string] => [name, word]);
  // Safe: every row of the table was visited.
  return { ...(Object.fromEntries(taken) as SwitchValues), ...defined(overrides) };
}

function wordFor(
  policy: Policy,
  name: SwitchName,
  { own, baseline }: { readonly own: SwitchValues; readonly baseline: SwitchValues },
): boolean | string {
  if (policy === 'B' && registrySwitches.has(name)) return true;
  if (policy === 'E' && name === 'filtered-roll-forward') return true;
  return policy === 'E' && !notInQueue.has(name) ? own[name] : baseline[name];
}

function defined(overrides: SwitchOverrides): Partial<SwitchValues> {
  const set = Object.entries(overrides).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as Partial<SwitchValues>;
}
