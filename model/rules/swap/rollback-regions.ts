/**
 * Which regions roll back after a hook's veto. The scope is a variant: every
 * region that serves the version, or only the regions of the hook call and those before them
 * in the rollout order. Sending the command is not done here.
 */
import type { Rule } from '../rule.js';

export const rollbackRegionsRule: Rule = {
  id: 'VS-3',
  title: 'Regions rolled back after a veto',
  source: 'DeferredVersionSwapService#computeRegionsToRollback',
};

/**
 * The region filter as built: the rollout order up to and including the first occurrence of the hook call's
 * region; without an order, or with a region that is not in the order, the region text itself (which
 * may be a comma separated list).
 */
export function rollbackFilter(askedRegion: string, rolloutOrder: readonly string[]): string {
  const place = rolloutOrder.indexOf(askedRegion);
  return place < 0 ? askedRegion : rolloutOrder.slice(0, place + 1).join(',');
}

/**
 * The regions that serve the version now, as a filter; empty if there are none (an empty filter
 * would mean every region).
 */
export function servingFilter(
  version: number,
  regions: readonly { readonly region: string; readonly currentVersion: number }[],
): string {
  return regions
    .filter((one) => one.currentVersion === version)
    .map((one) => one.region)
    .join(',');
}
