/**
 * A hierarchical bit set of small integers with fast access to the lowest member: the replica table reads
 * the lowest failed partition after every change. Plain data, so that it can be cloned.
 */

/**
 * One bit per member in the first level; a bit of each next level means that a 32-bit word of the level
 * below is not empty.
 */
export type IndexSet = readonly Uint32Array[];

/** An empty set for members from 0 to `size` - 1. */
export function createIndexSet(size: number): IndexSet {
  const words = Math.max(1, Math.ceil(size / 32));
  const level = new Uint32Array(words);
  return words === 1 ? [level] : [level, ...createIndexSet(words)];
}

/** Adds a member below the set's size; O(levels), four levels for a million members. */
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

/** Adds or removes a member. */
export function setIndex(levels: IndexSet, index: number, isMember: boolean): void {
  if (isMember) addIndex(levels, index);
  else removeIndex(levels, index);
}

/** True if the set is empty. */
export function isEmptyIndex(levels: IndexSet): boolean {
  return levels.at(-1)?.[0] === 0;
}

/** The members in ascending order; O(members). */
export function membersOf(levels: IndexSet): number[] {
  let found = [0];
  for (let depth = levels.length - 1; depth >= 0; depth -= 1) {
    const level = levels[depth]!;
    const below: number[] = [];
    for (const position of found)
      for (let word = level[position]!; word !== 0; word &= word - 1)
        below.push(position * 32 + 31 - Math.clz32(word & -word));
    found = below;
  }
  return found;
}
