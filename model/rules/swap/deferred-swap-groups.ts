/**
 * The other regions of a swap without rollout order, sorted by what they show of the version:
 * served, complete, failed, or still open. A region that shows nothing counts as failed only at
 * every fifth look. What follows from the groups is decided in deferred-swap-parallel.ts.
 */
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
 * The other regions by what they show. A region that shows neither success nor failure is in none
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

/** Looks at every other region once, in the order given. */
export function sortRegions(
  start: SwapState,
  view: SwapView,
  others: readonly SwapRegion[],
  variant: SwapVariant,
): SortedRegions {
  let state = start;
  const actions: SwapAction[] = [];
  const groups: Record<Seen['group'], string[]> = {
    failed: [],
    complete: [],
    serving: [],
    open: [],
  };
  for (const one of others) {
    const seen = lookAt(state, view, one, variant);
    state = seen.state;
    if (seen.mismatch) actions.push({ kind: 'metric', metric: 'child-mismatch' });
    groups[seen.group].push(one.region);
  }
  return { state, actions, ...groups, open: groups.open[0] };
}

interface Seen {
  readonly state: SwapState;
  readonly group: 'failed' | 'complete' | 'serving' | 'open';
  readonly mismatch: boolean;
}

function lookAt(state: SwapState, view: SwapView, one: SwapRegion, variant: SwapVariant): Seen {
  const status = shownStatus(one);
  if (status === undefined) {
    // Nobody waits for a region that was left out of the version on purpose.
    if (variant.parallelMarksPartial && view.version.excluded.includes(one.region)) {
      return { state, group: 'failed', mismatch: false };
    }
    const counted = countMissing(state, one.region);
    return { state: counted.state, group: counted.exhausted ? 'failed' : 'open', mismatch: false };
  }
  const calm = { state: forgetMissing(state, one.region), mismatch: false };
  if (status === 'PUSHED') return { ...calm, group: 'complete' };
  if (status === 'ERROR' || status === 'KILLED') return { ...calm, group: 'failed' };
  if (status !== 'ONLINE') return { ...calm, group: 'open' };
  return one.currentVersion < view.version.number
    ? { ...calm, group: 'complete', mismatch: true }
    : { ...calm, group: 'serving' };
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
