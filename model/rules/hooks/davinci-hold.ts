/** The effect of a hold of a region's Da Vinci instances on the region's swap. */
import type { Rule } from '../rule.js';

export const davinciHoldRule: Rule = {
  id: 'LH-9',
  title: 'Da Vinci hold and release',
  source: 'VIP-4, step 1',
};

/**
 * `none`: the region has no instances; `held`: they do not see the version; `released`: they do,
 * their second hook is open; `passed`: the hook has let them continue.
 */
export type DavinciHold = 'none' | 'held' | 'released' | 'passed';

/** May the region enter its swap, as far as Da Vinci instances are concerned? */
export function davinciGate(hold: DavinciHold): 'open' | 'held-back' | 'waits-for-second-hook' {
  if (hold === 'held') return 'held-back';
  return hold === 'released' ? 'waits-for-second-hook' : 'open';
}
