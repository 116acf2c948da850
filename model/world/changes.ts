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

/**
 * What was found out about a store or a push, as long as nothing about it changes. No part of the World: a run that goes on from a snapshot
 * finds everything out anew, and it comes out the same. Forgets everything when it has become large, which is harmless, too.
 */
export class ChangeCache<Found> {
  private readonly worlds = new WeakMap<object, Map<number, Memory<Found>>>();

  /** What was found about `subject` while `changes` was the same; asks `find` otherwise. */
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

/** More pushes or stores than that are hardly looked at within a minute. */
const rememberedMax = 65_536;
