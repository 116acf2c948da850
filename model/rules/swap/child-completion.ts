/**
 * How a region handles a version whose push has ended there: serve it now, keep it for
 * later, or record its failure. Healthy regions of a deferred push serve at once if they are
 * targets; the others hold it as PUSHED. The caller carries out the swap (messages to servers, hooks after
 * it).
 */
import type { VersionStatus } from '../../statuses.js';
import { parseRegions } from '../regions/region-lists.js';
import type { Rule } from '../rule.js';

export const childCompletionRule: Rule = {
  id: 'VS-4',
  title: 'Swap, wait or hold on completion in a region',
  source: 'AbstractPushMonitor#updateStoreVersionStatus',
};

/** The version as the region records it. */
export interface EndedVersion {
  readonly status: VersionStatus;
  readonly swapDeferred: boolean;
  /** Target regions of a deferred swap as text; null or '' if it has none. */
  readonly targetSwapRegion: string | null;
  /** Rebuilt here by a data recovery. */
  readonly recovered: boolean;
  /** The parent swaps it, region by region, once its hooks return PROCEED. */
  readonly hookGated: boolean;
  /** Made by a push that was converted because regions are degraded. */
  readonly converted: boolean;
  /** The user had requested a deferred swap before that conversion. */
  readonly deferredByUser: boolean;
  /** Regions left out of it as degraded. */
  readonly excluded: readonly string[];
}

/** The input of the region's decision. */
export interface CompletionView {
  readonly region: string;
  /**
   * `deferred.version.swap.region.roll.forward.order` of this region's controller, read as a list.
   */
  readonly rolloutOrder: readonly string[];
  readonly storeHasHooks: boolean;
  /** ONLINE if the push completed, ERROR if it failed; other statuses are only recorded. */
  readonly requested: VersionStatus;
  readonly version: number;
  readonly currentVersion: number;
  readonly writesEnabled: boolean;
  /** Undefined: the version is deleted. */
  readonly record: EndedVersion | undefined;
}

/** Switches of the same names; as built only `gatedVersionEndsOnline` is on. */
export interface CompletionVariant {
  readonly recoveredVersionSwaps: boolean;
  readonly gatedVersionEndsOnline: boolean;
  readonly keepStaging: boolean;
  readonly keepManualDefer: boolean;
}

/**
 * `updated` records the status; `swap`: the version is served `now`, is `held` for
 * another actor to swap, or there is `none` to make. `rejected`: nothing is written, and the push
 * record stays open. `ignored`: the version keeps its status, and the failed push still
 * ends.
 */
export type Completion =
  | (SwapDecision & { readonly reason: string })
  | { readonly kind: 'ignored' | 'rejected'; readonly reason: string };

/** Why a version is served now, waits, or has nothing to wait for. */
type CompletionBecause =
  | 'not-deferred'
  | 'target-region'
  | 'first-in-order'
  | 'recovered'
  | 'waits-for-targets'
  | 'waits-for-operator'
  | 'waits-for-hooks'
  | 'waits-for-its-turn'
  | 'writes-disabled'
  | 'already-served'
  | 'no-completion';

/** Decides at the end of a push in a region. */
export function completeInRegion(view: CompletionView, variant: CompletionVariant): Completion {
  const { record, region, version } = view;
  if (record === undefined)
    return { kind: 'rejected', reason: `v${version} is gone from ${region}` };
  const status = view.requested === 'ONLINE' && !view.writesEnabled ? 'PUSHED' : view.requested;
  if (record.status === 'KILLED' && status === 'ONLINE') {
    return { kind: 'rejected', reason: `v${version} was killed in ${region} before it completed` };
  }
  if (record.status === 'KILLED' && status === 'ERROR') {
    return { kind: 'ignored', reason: `v${version} was killed in ${region} and stays so` };
  }
  const decision = decisionOn(view, record, { status, variant });
  return { ...decision, reason: reasonOf(decision, view, record) };
}

interface SwapDecision {
  readonly kind: 'updated';
  readonly status: VersionStatus;
  readonly swap: 'now' | 'held' | 'none';
  readonly because: CompletionBecause;
}

function decisionOn(
  view: CompletionView,
  record: EndedVersion,
  { status, variant }: { readonly status: VersionStatus; readonly variant: CompletionVariant },
): SwapDecision {
  if (view.requested !== 'ONLINE')
    return { kind: 'updated', status, swap: 'none', because: 'no-completion' };
  if (status !== 'ONLINE') return held(status, 'writes-disabled');
  if (view.version <= view.currentVersion)
    return { kind: 'updated', status, swap: 'none', because: 'already-served' };
  if (record.recovered && variant.recoveredVersionSwaps) return swapNow('recovered');
  if (record.hookGated && record.deferredByUser) return held('ONLINE', 'waits-for-operator');
  if (record.hookGated)
    return held(variant.gatedVersionEndsOnline ? 'ONLINE' : 'PUSHED', 'waits-for-hooks');
  if (record.converted && record.deferredByUser && variant.keepManualDefer)
    return held('ONLINE', 'waits-for-operator');
  if (record.converted && variant.keepStaging && !mayGoFirst(view, record))
    return held('PUSHED', 'waits-for-its-turn');
  return asShipped(view, record);
}

function asShipped({ region, rolloutOrder }: CompletionView, record: EndedVersion): SwapDecision {
  if (!record.swapDeferred) return swapNow('not-deferred');
  const targets = parseRegions(record.targetSwapRegion);
  if (targets.includes(region)) return swapNow('target-region');
  // The text is checked here and not the parsed list: a lone comma names no region, but lets the
  // first region swap.
  const hasTargetText = record.targetSwapRegion !== null && record.targetSwapRegion !== '';
  if (hasTargetText && region !== '' && rolloutOrder[0] === region)
    return swapNow('first-in-order');
  return targets.length === 0
    ? held('ONLINE', 'waits-for-operator')
    : held('PUSHED', 'waits-for-targets');
}

/**
 * Under staging one region of a converted push is first: the first of the order that takes part, or
 * any if there is no order.
 */
function mayGoFirst(
  { region, rolloutOrder, storeHasHooks }: CompletionView,
  { excluded }: EndedVersion,
): boolean {
  if (rolloutOrder.length === 0) return !storeHasHooks;
  return rolloutOrder.find((name) => !excluded.includes(name)) === region;
}

function reasonOf(
  { because, status }: SwapDecision,
  view: CompletionView,
  { targetSwapRegion }: EndedVersion,
): string {
  const { region } = view;
  const name = `v${view.version}`;
  const reasons: Record<CompletionBecause, string> = {
    'not-deferred': `the swap to ${name} was not deferred`,
    'target-region': `${region} is a target of ${name}`,
    'first-in-order': `${region} is first in the rollout order`,
    recovered: `${name} was rebuilt for ${region}`,
    'waits-for-targets': `${name} swaps in ${targetSwapRegion} first`,
    'waits-for-operator': `the swap to ${name} is left to an operator`,
    'waits-for-hooks': `hooks decide when ${region} serves ${name}`,
    'waits-for-its-turn': `${region} waits for its turn in the rollout of ${name}`,
    'writes-disabled': `writes are disabled in ${region}, so ${name} waits`,
    'already-served': `${region} serves v${view.currentVersion} already`,
    'no-completion': `${name} is ${status} in ${region}`,
  };
  return reasons[because];
}

function swapNow(because: CompletionBecause): SwapDecision {
  return { kind: 'updated', status: 'ONLINE', swap: 'now', because };
}

function held(status: VersionStatus, because: CompletionBecause): SwapDecision {
  return { kind: 'updated', status, swap: 'held', because };
}
