/**
 * What a policy makes of a profile's switches: policies replace whole steps, so the protections and gaps of the steps they lack are out of
 * play. C and D take the table as it stands.
 */
import type { Policy, Profile } from './declaration.js';
import { switchValues } from './resolve.js';
import { type SwitchName, type SwitchOverrides, type SwitchValues, switches } from './table.js';

/** What the registry of policy B is made of: the design's, and an emergency source for every store. */
const registrySwitches: ReadonlySet<string> = new Set([
  'registry-cas',
  'min-healthy',
  'feature-flag',
  'emergency-for-all-stores',
]);

/** Policy E heals with the design's recovery, driven by its queue and not by marks. */
const notInQueue: ReadonlySet<string> = new Set(['auto-convert', 'recover', 'orphan-monitor']);

/** Every switch's value under a profile and a policy; what somebody set by name wins. */
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
  // Safe: every row of the table was visited, with a value of its own.
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
