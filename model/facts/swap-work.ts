/**
 * What happens at the work of rolling stores forward: the state that the swap service keeps of them, what it measures, and waits for regions that do
 * not answer, its own and those of operators.
 */
import type { SwapState } from '../rules/swap/deferred-swap-words.js';
import { fact, flag, number, numbers, unhashed } from './sheet.js';

const ofWait = { store: number, silent: numbers, until: number };

export const swapSheets = {
  /** State that the deferred swap service keeps of a store after a check. */
  'swap-remembered': fact({ store: number, memory: unhashed<SwapState>() }),
  /** A swap is far over its wait, or is not any more; how many stores are. The swap service's gauge. */
  'swap-stalled': fact({ store: number, stalled: flag, stores: number }).byParent(
    ({ stalled, stores }, { store }) =>
      `finds the swap of ${store} ${stalled ? 'stalled' : 'stalled no more'}: ${stores} in all`,
  ),
  /** The swap service waits for regions that do not answer before it rolls a store forward; it has waited. */
  'roll-forward-waits': fact(ofWait).byParent(
    ({ silent }, { store, list }) => `waits for ${list(silent)} before it rolls ${store} forward`,
  ),
  'roll-forward-waited': fact({ store: number }),
  /** An operator's roll-forward waits for regions that do not answer; it has waited. */
  'hand-roll-forward-waits': fact(ofWait).byOperator(
    ({ silent }, { store, list }) =>
      `waits for ${list(silent)} before the parent rolls ${store} forward`,
  ),
  'hand-roll-forward-waited': fact({ store: number }),
  /** Stores that the swap service has no worker for. */
  'swaps-queued': fact({ stores: numbers }),
};
