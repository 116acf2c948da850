/**
 * How often something about a store, or about everybody, has changed: so that who looks again and again at the same sees at a glance that
 * nothing is new. Counted by `apply`; who compares counts has to look at nothing but the World and the store.
 */
import type { StoreId } from '../names.js';

/** Counts that never fall. */
export interface Changes {
  /** Per store, in the parent and in every region. */
  readonly stores: Uint32Array;
  /** What is not of one store: conditions, marks, configuration, the parent's leader. */
  common: number;
}

/** Nothing has changed yet. */
export function createChanges(stores: number): Changes {
  return { stores: new Uint32Array(stores), common: 0 };
}

/** A number that is the same as before only if nothing that concerns the store has changed since. */
export function changesOf({ changes }: { readonly changes: Changes }, store: StoreId): number {
  return changes.common + changes.stores[store]!;
}
