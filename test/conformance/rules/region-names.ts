/** Venice's checks of region names beside the lists of NR-3; no run calls them. */
import { parseRolloutOrder } from '../../../model/rules/regions/region-lists.js';

/**
 * Does a filter let the region through? An absent or empty filter admits every region. Source:
 * RegionUtils#isRegionPartOfRegionsFilterList.
 */
export function regionInFilter(
  region: string | null,
  filter: string | null,
): 'admitted' | 'left-out' {
  if (filter === null || filter === '') return 'admitted';
  return region !== null && parseRolloutOrder(filter).includes(region) ? 'admitted' : 'left-out';
}

/**
 * A region's name for display and metrics: an absent or empty one is `unknown`. Source:
 * RegionUtils#normalizeRegionName.
 */
export function normalizeRegionName(region: string | null): string {
  return region === null || region === '' ? 'unknown' : region;
}

/**
 * Prefix of a metric about data that one region reads from another; the names are compared without regard
 * to case.
 */
export function regionMetricPrefix(localRegion: string, region: string): string {
  const side = localRegion.toLowerCase() === region.toLowerCase() ? 'local' : 'remote';
  return `${localRegion}_from_${region}_${side}`;
}
