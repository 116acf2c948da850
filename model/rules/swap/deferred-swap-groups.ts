/**
 * The other regions of a swap without rollout order, grouped by their state of the version:
 * served, complete, failed, or still open. A region that shows nothing counts as failed only at
 * every fifth tick. deferred-swap-parallel.ts decides what follows from the groups.
 */
import type { VersionStatus } from '../../statuses.js';
import { shownStatus } from './deferred-swap-gate.js';
import { countMissing, forgetMissing } from './deferred-swap-memory.js';
import type {
  SwapAction,
  SwapRegion,
  SwapState,
  SwapVariant,
  SwapView,
} from './deferred-swap-words.js';

/**
 * The other regions by state. A region that shows neither success nor failure is in none
 * of the groups.
 */
export interface SortedRegions {
  readonly state: SwapState;
  readonly actions: readonly SwapAction[];
  readonly failed: readonly string[];
  readonly complete: readonly string[];
  readonly serving: readonly string[];
  /** The first region that is not settled. */
  readonly open: string | undefined;
}

/** Checks every other region once, in the order given. Returns a new memory for each checked region, even if no count in it changed. */
export function sortRegions(
  start: SwapState,
  view: SwapView,
  others: readonly SwapRegion[],
  variant: SwapVariant,
): SortedRegions {
  let state = start;
  const actions: SwapAction[] = [];
  const groups: Record<Group, string[]> = { failed: [], complete: [], serving: [], open: [] };
  for (const one of others) {
    const { region } = one;
    const status = shownStatus(one);
    let group: Group;
    if (status !== undefined) {
      if (state.missing[region] !== undefined) state = forgetMissing(state, region);
      else if (state === start) state = { ...start };
      if (isBehind(one, status, view)) actions.push(childMismatch);
      group = groupOf(one, status, view);
    } else if (variant.parallelMarksPartial && view.version.excluded.includes(region)) {
      // A region that was left out of the version on purpose blocks nothing.
      group = 'failed';
    } else {
      const counted = countMissing(state, region);
      state = counted.state;
      group = counted.exhausted ? 'failed' : 'open';
    }
    groups[group].push(region);
  }
  return { state, actions, ...groups, open: groups.open[0] };
}

type Group = 'failed' | 'complete' | 'serving' | 'open';

const childMismatch: SwapAction = { kind: 'metric', metric: 'child-mismatch' };

function groupOf(one: SwapRegion, status: VersionStatus, view: SwapView): Group {
  if (status === 'PUSHED') return 'complete';
  if (status === 'ERROR' || status === 'KILLED') return 'failed';
  if (status !== 'ONLINE') return 'open';
  return isBehind(one, status, view) ? 'complete' : 'serving';
}

/** It shows the version as served, and serves an older one. */
function isBehind(one: SwapRegion, status: VersionStatus, view: SwapView): boolean {
  return status === 'ONLINE' && one.currentVersion < view.version.number;
}

/** Why an open region is open. */
export function openReason({
  state,
  open,
}: SortedRegions): 'region-missing' | 'region-still-ingesting' {
  return open !== undefined && state.missing[open] !== undefined
    ? 'region-missing'
    : 'region-still-ingesting';
}
