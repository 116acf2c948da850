/**
 * What happens at the work of rolling stores forward: what the swap service remembers of them, what it measures, and waits for regions that do
 * not answer, its own and those of operators.
 */
import { type RegionId, type StoreId, storeName } from '../names.js';
import type { SwapState } from '../rules/swap/deferred-swap-words.js';
import { list } from './push.js';
import { type FactBase, type FactSheet, plain } from './sheet.js';

/** What the deferred swap service remembers of a store after a look. */
interface SwapRemembered extends FactBase {
  readonly kind: 'swap-remembered';
  readonly store: StoreId;
  readonly memory: SwapState;
}
/** A swap is far over its wait, or is not any more; how many stores are. The swap service's gauge. */
interface SwapStalled extends FactBase {
  readonly kind: 'swap-stalled';
  readonly store: StoreId;
  readonly stalled: boolean;
  readonly stores: number;
}
/** The swap service waits for regions that do not answer before it rolls a store forward; it has waited. */
interface RollForwardWaits extends FactBase {
  readonly kind: 'roll-forward-waits';
  readonly store: StoreId;
  readonly silent: readonly RegionId[];
  readonly until: number;
}
interface RollForwardWaited extends FactBase {
  readonly kind: 'roll-forward-waited';
  readonly store: StoreId;
}
/** An operator's roll-forward waits for regions that do not answer; it has waited. */
interface HandRollForwardWaits extends FactBase {
  readonly kind: 'hand-roll-forward-waits';
  readonly store: StoreId;
  readonly silent: readonly RegionId[];
  readonly until: number;
}
interface HandRollForwardWaited extends FactBase {
  readonly kind: 'hand-roll-forward-waited';
  readonly store: StoreId;
}
/** Stores that the swap service has no worker for. */
interface SwapsQueued extends FactBase {
  readonly kind: 'swaps-queued';
  readonly stores: readonly StoreId[];
}

export type SwapFact =
  | SwapRemembered
  | SwapStalled
  | RollForwardWaits
  | RollForwardWaited
  | HandRollForwardWaits
  | HandRollForwardWaited
  | SwapsQueued;

/** What each of these facts declares. */
export const swapSheets: {
  readonly [K in SwapFact['kind']]: FactSheet<Extract<SwapFact, { kind: K }>>;
} = {
  'swap-remembered': { fields: ['store'] },
  'swap-stalled': {
    fields: ['store', 'stalled', 'stores'],
    line: ({ store, stalled, stores }, names) =>
      plain(
        'parent',
        `finds the swap of ${storeName(names, store)} ${stalled ? 'stalled' : 'stalled no more'}: ${stores} in all`,
      ),
  },
  'roll-forward-waits': {
    fields: ['store', 'silent', 'until'],
    line: ({ store, silent }, names) =>
      plain(
        'parent',
        `waits for ${list(names.regions, silent)} before it rolls ${storeName(names, store)} forward`,
      ),
  },
  'roll-forward-waited': { fields: ['store'] },
  'hand-roll-forward-waits': {
    fields: ['store', 'silent', 'until'],
    line: ({ store, silent }, names) =>
      plain(
        'operator',
        `waits for ${list(names.regions, silent)} before the parent rolls ${storeName(names, store)} forward`,
      ),
  },
  'hand-roll-forward-waited': { fields: ['store'] },
  'swaps-queued': { fields: ['stores'] },
};
