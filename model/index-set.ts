/**
 * A set of small whole numbers that knows its lowest member: the replica table asks for the lowest
 * failed partition after every change and must not look at all of them. Plain data, so that it can be
 * cloned; it knows nothing of partitions.
 */

/**
 * One bit a member in the first level; a bit of each next level says that a word of the level before is
 * not empty.
 */
export type IndexSet = readonly Uint32Array[];

/** An empty set for members from 0 to `size` - 1. */
export function createIndexSet(size: number): IndexSet {
  const words = Math.max(1, Math.ceil(size / 32));
  const level = new Uint32Array(words);
  return words === 1 ? [level] : [level, ...createIndexSet(words)];
}

/** Adds a member below the set's size; work grows with the number of levels, four for a million members. */
export function addIndex(levels: IndexSet, index: number): void {
  let position = index;
  for (const level of levels) {
    level[position >>> 5]! |= 1 << (position & 31);
    position >>>= 5;
  }
}

/** Removes a member. */
export function removeIndex(levels: IndexSet, index: number): void {
  let position = index;
  for (const level of levels) {
    level[position >>> 5]! &= ~(1 << (position & 31));
    if (level[position >>> 5] !== 0) return;
    position >>>= 5;
  }
}

/** The lowest member; the set must not be empty. */
export function lowestIndex(levels: IndexSet): number {
  return levels.reduceRight((position, level) => {
    const word = level[position]!;
    return position * 32 + 31 - Math.clz32(word & -word);
  }, 0);
}
