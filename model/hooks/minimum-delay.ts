/** Minimum delay between two regions that begin to serve the new version, with their servers or with their Da Vinci instances. */
import { field } from '../fields.js';
import { otherRegions } from './begun.js';
import { defineHook } from './hook.js';
import type { HookView } from './view.js';

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
    preStartOfStoreVersionIngestionForDaVinci: decide,
    preStoreVersionSwap: decide,
  },
});

/** Without a job status there is no timestamp to count from. */
function decide(view: HookView, { between }: { readonly between: number }) {
  const { begun, underWay } = otherRegions(view);
  const longEnough = begun.every(({ lastMs }) => view.nowMs - lastMs >= between);
  return !underWay && longEnough ? 'PROCEED' : 'WAIT';
}
