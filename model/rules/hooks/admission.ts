/** Which regions a version under hooks is for and in which phase, and which of them hooks are called about now. */
import type { Rule } from '../rule.js';
import { byRegionName, type PhasedRegion } from './region-phase.js';

export const admissionRule: Rule = {
  id: 'LH-5',
  title: 'Which regions get the version now',
  source: 'VIP-4, step 1',
};

/** The request of a push, as far as it says which regions get the version and who swaps them. */
export interface RolloutRequest {
  readonly regions: readonly string[];
  /** Empty: every region. */
  readonly targets: readonly string[];
  /** The swap was deferred before hooks deferred it. */
  readonly deferred: boolean;
  /** An operator rolls the version forward by hand. */
  readonly manualDeferral: boolean;
  /** After the targets the job brings the version to the other regions. */
  readonly copiesToOthers: boolean;
  /** Regions that a deferred push skips, since they are degraded. */
  readonly degraded: readonly string[];
}

/**
 * What happens to regions that are no targets. `everywhere`: there are none; `targets-only`: they never get the version; `then-copies`: they
 * get it when the targets serve it; `then-swaps`: they read it with the targets and swap after them; `by-hand`: no region swaps before an operator says so.
 */
export type RolloutPlan = 'everywhere' | 'targets-only' | 'then-copies' | 'then-swaps' | 'by-hand';

/** The user's targets and the regions that hooks admit are two sets: hooks that answer PROCEED leave every push mode as it is. */
export function planRollout(request: RolloutRequest): {
  readonly plan: RolloutPlan;
  readonly excluded: readonly string[];
  /** Regions that hooks are called about once the targets serve the version. */
  readonly later: readonly string[];
} {
  const { regions, targets, deferred, manualDeferral, copiesToOthers, degraded } = request;
  const others = targets.length === 0 ? [] : regions.filter((region) => !targets.includes(region));
  const skipped = others.filter((region) => degraded.includes(region));
  if (manualDeferral) return { plan: 'by-hand', excluded: skipped, later: [] };
  if (others.length === 0) return { plan: 'everywhere', excluded: [], later: [] };
  if (deferred) {
    const plan = skipped.length === others.length ? 'everywhere' : 'then-swaps';
    return { plan, excluded: skipped, later: [] };
  }
  return copiesToOthers
    ? { plan: 'then-copies', excluded: [], later: others }
    : { plan: 'targets-only', excluded: others, later: [] };
}

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
