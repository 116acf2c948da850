/** Minimum delay between two regions that begin to serve the new version. */
import { field } from '../fields.js';
import { defineHook } from './hook.js';

export const minimumDelay = defineHook({
  hook: 'minimum-delay',
  title: 'Waits between regions: the next region swaps only so long after the last one',
  example: 'hook: minimum-delay, between: 30m',
  source: 'VIP-4, scope: minimum delay between regions',
  drawWeight: 3,
  fields: {
    between: field('duration', 'shortest time between two regions that begin to serve', {
      fallback: 3_600_000,
      samples: ['1m', '4m', '12m', '20m'],
    }),
  },
  points: {
    preStoreVersionSwap: (view, { between }) => {
      // Without a job status there is no timestamp to count from.
      const regions = view.jobStatus?.regions ?? [];
      const swapped = regions.filter(({ serves }) => serves >= view.version);
      const underWay = regions.some(({ swapUnderWay }) => swapUnderWay);
      const latest = Math.max(0, ...swapped.map(({ servesSinceMs }) => servesSinceMs));
      const longEnough = swapped.length === 0 || view.nowMs - latest >= between;
      return !underWay && longEnough ? 'PROCEED' : 'WAIT';
    },
  },
});
