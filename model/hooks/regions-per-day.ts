/** Maximum number of regions that begin to serve the new version on one local day. */
import { field, optionalField } from '../fields.js';
import { otherRegions } from './begun.js';
import { defineHook } from './hook.js';
import { localTime, type Zone } from './local-time.js';
import type { HookView } from './view.js';

export const regionsPerDay = defineHook({
  hook: 'regions-per-day',
  title: 'Lets at most so many regions swap on one day',
  example: 'hook: regions-per-day, regions: 2',
  source: 'VIP-4, scope: orchestrate how data is served in each region',
  fields: {
    regions: field('count', 'regions that may swap on one day', {
      fallback: 1,
      min: 1,
      samples: [3, 4],
    }),
    zone: optionalField('zone', "time zone of the calendar; absent = the region's own"),
  },
  points: {
    preStartOfStoreVersionIngestionForDaVinci: decide,
    preStoreVersionSwap: decide,
  },
});

interface Values {
  readonly regions: number;
  readonly zone: Zone | undefined;
}

/** A region whose instances began on an earlier day takes no place of today. */
function decide(view: HookView, { regions: most, zone = view.zone }: Values) {
  const today = localTime(zone, view.nowMs).day;
  const own = view.jobStatus?.regions.find(({ region }) => region === view.region);
  if (own?.instancesSinceMs !== undefined) return 'PROCEED';
  const { begun, underWay } = otherRegions(view);
  const taken = begun.filter(({ firstMs }) => localTime(zone, firstMs).day === today);
  return taken.length + (underWay ? 1 : 0) < most ? 'PROCEED' : 'WAIT';
}
