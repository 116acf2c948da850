/** Which regions the creation hook and the Da Vinci hook are called about now, and in which order. */
import type { Rule } from '../rule.js';
import { byRegionName, type PhasedRegion } from './region-phase.js';

export const admissionRule: Rule = {
  id: 'LH-5',
  title: 'Which regions get the version now',
  source: 'VIP-4, step 1',
};

/** A region whose admission is open, and the earliest instant of its next hook call. */
export interface UndecidedRegion extends PhasedRegion {
  readonly askAgainAtMs: number;
}

/**
 * The undecided regions to call hooks about now: in rollout order if there is one (regions it omits come last),
 * else by name.
 */
export function regionsToAdmit(
  regions: readonly UndecidedRegion[],
  rolloutOrder: readonly string[],
  nowMs: number,
): readonly string[] {
  return regions
    .filter((one) => one.phase === 'undecided' && one.askAgainAtMs <= nowMs)
    .map((one) => one.region)
    .sort(
      (one, other) =>
        place(one, rolloutOrder) - place(other, rolloutOrder) || byRegionName(one, other),
    );
}

function place(region: string, rolloutOrder: readonly string[]): number {
  const index = rolloutOrder.indexOf(region);
  return index < 0 ? rolloutOrder.length : index;
}
