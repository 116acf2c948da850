/**
 * Change counters per store and for global state, so that periodic checks can skip unchanged stores. Incremented by `apply`; a check that
 * compares counters may depend only on the World and the store.
 */
import type { StoreId } from '../names.js';

/** Monotonic counters. */
export interface Changes {
  /** Per store, in the parent and in every region. */
  readonly stores: Uint32Array;
  /** Global state: conditions, marks, configuration, the parent's leader. */
  common: number;
}

/** Initial counters. */
export function createChanges(stores: number): Changes {
  return { stores: new Uint32Array(stores), common: 0 };
}

/** A number that changes whenever something that affects the store changes. */
export function changesOf({ changes }: { readonly changes: Changes }, store: StoreId): number {
  return changes.common + changes.stores[store]!;
}

/**
 * Cache of results about a store or a push, valid while its change counter is the same. Not part of the World: a run restored from a
 * snapshot recomputes the same results. Cleared when it is large, which does not affect results.
 */
export class ChangeCache<Found> {
  private readonly worlds = new WeakMap<object, Map<number, Memory<Found>>>();

  /** The cached result for `subject` if `changes` is the same; calls `find` otherwise. */
  recall(world: object, subject: number, changes: number, find: () => Found): Found {
    const memories = this.memoriesOf(world);
    const known = memories.get(subject);
    if (known?.changes === changes) return known.found;
    if (memories.size >= rememberedMax) memories.clear();
    const found = find();
    memories.set(subject, { changes, found });
    return found;
  }

  private memoriesOf(world: object): Map<number, Memory<Found>> {
    let memories = this.worlds.get(world);
    if (memories === undefined) {
      memories = new Map();
      this.worlds.set(world, memories);
    }
    return memories;
  }
}

interface Memory<Found> {
  readonly changes: number;
  readonly found: Found;
}

/** Maximum number of entries; more pushes or stores are rarely checked within a minute. */
const rememberedMax = 65_536;
