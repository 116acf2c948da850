/**
 * Adapter of `region_utils`: calls NR-3 with one list and one region; the recorded set is sorted by code
 * unit. No decision lives here.
 */
import { parseRegions, parseRolloutOrder } from '../../../model/rules/regions/region-lists.js';
import type { Adapter } from '../adapter.js';
import { normalizeRegionName, regionInFilter, regionMetricPrefix } from '../rules/region-names.js';

interface Input {
  readonly list: string | null;
  readonly region: string | null;
  readonly localRegion: string;
}

export const adapter: Adapter = {
  target: 'region_utils',
  answer: ({ list, region, localRegion }: Input) => ({
    filterSet: parseRegions(list).toSorted((a, b) => (a < b ? -1 : 1)),
    rolloutOrder: parseRolloutOrder(list),
    inFilter: regionInFilter(region, list) === 'admitted',
    normalized: normalizeRegionName(region),
    metricPrefix: region === null ? null : regionMetricPrefix(localRegion, region),
  }),
};
