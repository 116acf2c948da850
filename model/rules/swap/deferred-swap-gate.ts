/**
 * May the swap service act on a version at all? Two gates in a row: the parent must record the version
 * as pushed, and the first target region must have completed. Reading regions and
 * writing the outcome happen elsewhere.
 */
import { isDvcIngestionError, type VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import type {
  SwapAction,
  SwapRegion,
  SwapStop,
  SwapVariant,
  SwapView,
} from './deferred-swap-words.js';

export const deferredSwapGateRule: Rule = {
  id: 'VS-6',
  title: 'May the swap service act on this version?',
  source: 'DeferredVersionSwapService#isPushInTerminalState, #didPushCompleteInTargetRegions',
};

/**
 * The result of the first gate: open or not, and whether parent and regions disagree about the version.
 */
export type SwapGate =
  | { readonly kind: 'open'; readonly mismatch: boolean }
  | { readonly kind: 'closed'; readonly stop: SwapStop };

/**
 * The gate over the parent's version status. PUSHED passes; STARTED passes if the first region
 * serves the version although no job polls any more; ONLINE passes while another region is not
 * settled. Everything else is final, KILLED included.
 */
export function swapGate(view: SwapView, target: string): SwapGate {
  switch (view.version.status) {
    case 'PUSHED':
      return { kind: 'open', mismatch: false };
    case 'STARTED':
      return showsOneOf(view, regionOf(view, target), ['ONLINE'])
        ? { kind: 'open', mismatch: true }
        : closed('target-does-not-serve-yet', target);
    case 'ONLINE':
      return othersAreSettled(view, target)
        ? closed('every-region-is-settled')
        : { kind: 'open', mismatch: true };
    default:
      return closed('parent-status-is-final');
  }
}

/**
 * Does every region but the first show the version as served, partially served or failed? Such a
 * store is not stalled any more.
 */
export function othersAreSettled(view: SwapView, target: string): boolean {
  for (const one of view.regions)
    if (one.region !== target && !showsOneOf(view, one, settledStatuses)) return false;
  return true;
}

const settledStatuses: readonly VersionStatus[] = ['ONLINE', 'PARTIALLY_ONLINE', 'ERROR'];

/** The effect of the first region's push status on the swap. */
export type TargetVerdict = 'complete' | 'failed' | 'not-complete' | 'not-in-query';

/**
 * The gate over the first region's push status. As built only the plain ERROR is a failure; Da
 * Vinci errors wait without a limit.
 */
export function targetVerdict(
  target: SwapRegion,
  variant: Pick<SwapVariant, 'dvcErrorsFailTarget'>,
): TargetVerdict {
  const { pushStatus } = target;
  if (pushStatus === undefined) return 'not-in-query';
  if (pushStatus === 'COMPLETED') return 'complete';
  if (pushStatus === 'ERROR') return 'failed';
  return variant.dvcErrorsFailTarget && isDvcIngestionError(pushStatus) ? 'failed' : 'not-complete';
}

/** The status of a version whose first region failed. */
export function failedTargetStatus(
  variant: Pick<SwapVariant, 'failedTargetIsKilled'>,
): VersionStatus {
  return variant.failedTargetIsKilled ? 'KILLED' : 'ERROR';
}

/**
 * The version's status in a region as far as the parent can read it; undefined if missing or out of
 * reach.
 */
export function shownStatus(region: SwapRegion | undefined): VersionStatus | undefined {
  return region?.reachable ? region.versionStatus : undefined;
}

/** A region of the view by name. */
export function regionOf(view: SwapView, region: string): SwapRegion | undefined {
  return view.regions.find((one) => one.region === region);
}

/**
 * A version's status written to the parent: PARTIALLY_ONLINE and ONLINE also move its current
 * version and truncate its topic. If the parent's store takes no writes, the update fails, and
 * none of it is kept.
 */
export function settle(view: SwapView, status: VersionStatus): SwapAction[] {
  const version = view.version.number;
  const write: SwapAction = { kind: 'set-version-status', version, status };
  if (status !== 'ONLINE' && status !== 'PARTIALLY_ONLINE') return [write];
  if (!view.writesEnabled) return [];
  const serve: SwapAction = { kind: 'set-current-version', version };
  return view.parentTopic === 'open'
    ? [write, serve, { kind: 'truncate-parent-topic', version }]
    : [write, serve];
}

/** ONLINE counts only where the region also serves the version. */
function showsOneOf(
  view: SwapView,
  region: SwapRegion | undefined,
  wanted: readonly VersionStatus[],
): boolean {
  const status = shownStatus(region);
  if (region === undefined || status === undefined || !wanted.includes(status)) return false;
  return status !== 'ONLINE' || region.currentVersion === view.version.number;
}

function closed(reason: SwapStop['reason'], region?: string): SwapGate {
  return { kind: 'closed', stop: stop(reason, region) };
}

/** A stop with its reason. */
export function stop(reason: SwapStop['reason'], region?: string): SwapStop {
  return region === undefined ? { kind: 'stop', reason } : { kind: 'stop', reason, region };
}
