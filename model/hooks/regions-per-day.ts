/** Maximum number of regions that begin to serve the new version on one local day. */
import { field, optionalField } from '../fields.js';
import { defineHook } from './hook.js';
import { localTime } from './local-time.js';

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
    preStoreVersionSwap: (view, { regions: most, zone = view.zone }) => {
      const today = localTime(zone, view.nowMs).day;
      const taken = (view.jobStatus?.regions ?? []).filter(
        ({ serves, servesSinceMs, swapUnderWay }) =>
          swapUnderWay || (serves >= view.version && localTime(zone, servesSinceMs).day === today),
      );
      return taken.length < most ? 'PROCEED' : 'WAIT';
    },
  },
});
