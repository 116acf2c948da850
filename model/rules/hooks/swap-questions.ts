/**
 * For which region the hooks before (and after) a swap are called under the accepted design, in which order, and
 * when a WAIT is repeated. The shipped swap service calls them for other regions; its calls are
 * built in swap/deferred-swap-*.ts. Combining answers happens elsewhere.
 */
import type { Rule } from '../rule.js';
import { byRegionName, type PhasedRegion } from './region-phase.js';

export const swapQuestionsRule: Rule = {
  id: 'LH-6',
  title: 'For which region a swap hook is called, and when again',
  source: 'VIP-4, step 3; DeferredVersionSwapService#performSequentialRollForward',
};

/** A region of a rollout under hooks. */
export interface RolloutView extends PhasedRegion {
  /** When its ingestion completed, milliseconds; any value before that. */
  readonly completedAtMs: number;
  /**
   * Its Da Vinci instances are free to ingest and their hook has let the region continue; true where
   * there are none.
   */
  readonly daVinciOpen: boolean;
  /** What the user has deferred: until an operator acts, until the targets serve the version, or nothing. */
  readonly deferredTo: 'operator' | 'targets' | 'none';
  /** The hook after its swap has answered PROCEED. */
  readonly postSwapPassed: boolean;
  /** Earliest instants of the next hook calls; 0 = at once. */
  readonly preSwapAtMs: number;
  readonly postSwapAtMs: number;
}

/** The hook call that is due for a region now, or why none is. */
export interface SwapTurn {
  readonly region: string;
  readonly ask: 'preStoreVersionSwap' | 'postStoreVersionSwap' | 'nothing';
  readonly because: TurnReason;
  /** Since when the call is due, milliseconds. */
  readonly dueSinceMs: number;
}

type TurnReason =
  | 'ready'
  | 'newly-swapped'
  | 'asked-again'
  | 'waiting-after-wait'
  | 'swap-under-way'
  | 'da-vinci-held'
  | 'left-to-operator'
  | 'targets-go-first'
  | 'prior-region-not-passed'
  | 'not-ingested'
  | 'passed'
  | 'out-of-the-rollout';

/**
 * The state of every region, in the order of calls: the rollout order if there is one, else by
 * completion, then by name. With an order a region's hook before the swap is called only when every earlier
 * region that takes part has passed the hook after its own swap.
 */
export function swapTurns(
  regions: readonly RolloutView[],
  rolloutOrder: readonly string[],
  nowMs: number,
): readonly SwapTurn[] {
  const ordered = [...regions].sort((one, other) => compare(one, other, rolloutOrder));
  const turns: SwapTurn[] = [];
  let gateOpen = true;
  for (const one of ordered) {
    turns.push({ region: one.region, ...turnOf(one, gateOpen, nowMs) });
    if (rolloutOrder.length > 0 && takesPart(one) && !passed(one)) gateOpen = false;
  }
  return turns;
}

/**
 * The call that has been due longest; of equally old ones the first. A call that has been made is due again only an interval after its
 * return, so every region that is due is called about before another one is called about twice.
 */
export function longestDue<Due extends { readonly dueSinceMs: number }>(
  due: readonly Due[],
): Due | undefined {
  return due.reduce<Due | undefined>(
    (oldest, one) => (oldest === undefined || one.dueSinceMs < oldest.dueSinceMs ? one : oldest),
    undefined,
  );
}

/** When a WAIT is repeated: the interval counts from the hook's return. */
export function askAgainAtMs(returnedAtMs: number, waitIntervalMs: number): number {
  return returnedAtMs + waitIntervalMs;
}

/**
 * May the hook before the job's end be called: has every participating region swapped and passed its hook? A region whose push failed never
 * will: the job gets the failure with its next poll and fails, and must not be notified of success before.
 */
export function rolloutIsComplete(regions: readonly RolloutView[]): boolean {
  return regions.every((one) => one.phase !== 'failed' && (!takesPart(one) || passed(one)));
}

function turnOf(one: RolloutView, gateOpen: boolean, nowMs: number): Omit<SwapTurn, 'region'> {
  if (!takesPart(one)) return nothing('out-of-the-rollout');
  if (one.phase === 'swapped') return afterSwap(one, nowMs);
  if (one.phase !== 'ready') return nothing('not-ingested');
  if (one.swapSent) return nothing('swap-under-way');
  if (!one.daVinciOpen) return nothing('da-vinci-held');
  if (one.deferredTo === 'operator') return nothing('left-to-operator');
  if (one.deferredTo === 'targets') return nothing('targets-go-first');
  if (!gateOpen) return nothing('prior-region-not-passed');
  if (one.preSwapAtMs > nowMs) return nothing('waiting-after-wait');
  return {
    ask: 'preStoreVersionSwap',
    because: one.preSwapAtMs > 0 ? 'asked-again' : 'ready',
    dueSinceMs: Math.max(one.completedAtMs, one.preSwapAtMs),
  };
}

function afterSwap(one: RolloutView, nowMs: number): Omit<SwapTurn, 'region'> {
  if (one.postSwapPassed) return nothing('passed');
  if (one.postSwapAtMs > nowMs) return nothing('waiting-after-wait');
  return {
    ask: 'postStoreVersionSwap',
    because: one.postSwapAtMs > 0 ? 'asked-again' : 'newly-swapped',
    dueSinceMs: one.postSwapAtMs,
  };
}

function nothing(because: TurnReason): Omit<SwapTurn, 'region'> {
  return { ask: 'nothing', because, dueSinceMs: Number.POSITIVE_INFINITY };
}

function takesPart({ phase }: RolloutView): boolean {
  return phase !== 'excluded' && phase !== 'reverted' && phase !== 'killed' && phase !== 'failed';
}

/** A region that swaps by hand is done once it could swap. */
function passed(one: RolloutView): boolean {
  if (one.phase === 'ready') return one.deferredTo === 'operator' && one.daVinciOpen;
  return one.phase === 'swapped' && one.postSwapPassed;
}

function compare(one: RolloutView, other: RolloutView, rolloutOrder: readonly string[]): number {
  const byPlace = place(one.region, rolloutOrder) - place(other.region, rolloutOrder);
  if (byPlace !== 0) return byPlace;
  return one.completedAtMs - other.completedAtMs || byRegionName(one.region, other.region);
}

function place(region: string, rolloutOrder: readonly string[]): number {
  const index = rolloutOrder.indexOf(region);
  return index < 0 ? rolloutOrder.length : index;
}
