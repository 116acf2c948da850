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

/** Adds or removes a member. */
export function setIndex(levels: IndexSet, index: number, isMember: boolean): void {
  if (isMember) addIndex(levels, index);
  else removeIndex(levels, index);
}

/** Has the set no member? */
export function isEmptyIndex(levels: IndexSet): boolean {
  return levels.at(-1)?.[0] === 0;
}

/** The members, lowest first; costs as much as there are members. */
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
