/**
 * The order in which Java iterates a hash set of names. Venice iterates such sets and maps when it visits
 * regions, so the first region to fail or to be chosen depends on it. Reproduced here once, exactly;
 * everything else in this project visits things in the order given.
 */

/**
 * The names once each, in the order a Java HashSet (or the keys of a HashMap) yields them after the names
 * were added one by one in the order given. Exact unless nine names share a bucket of a table of 64 or
 * more, where Java builds a tree. Source: java.util.HashMap.
 */
export function javaHashOrder(names: readonly string[]): string[] {
  const unique = [...new Set(names)];
  const spread = unique.map((name) => ({ name, hash: spreadBits(javaStringHash(name)) }));
  const size = tableSize(spread.map(({ hash }) => hash));
  // Array sorting is stable, which keeps the order of insertion inside a bucket, as Java's bins do when
  // the table doubles.
  return spread
    .sort((a, b) => (a.hash & (size - 1)) - (b.hash & (size - 1)))
    .map(({ name }) => name);
}

/** Java's String.hashCode: 31-polynomial over UTF-16 code units in signed 32-bit arithmetic. */
export function javaStringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** HashMap folds the upper half of a hash into the lower one, since only low bits choose the bucket. */
function spreadBits(hash: number): number {
  return hash ^ (hash >>> 16);
}

const initialTableSize = 16;
/**
 * A bin that would hold more than this many entries makes a small table double instead of becoming a
 * tree.
 */
const binLimit = 8;
const smallestTreeTableSize = 64;

/**
 * The table's size after adding the hashes one by one: doubled above three quarters full, or when a bin
 * of a small table overflows.
 */
function tableSize(hashes: readonly number[]): number {
  let size = initialTableSize;
  for (const [index, added] of hashes.entries()) {
    const count = index + 1;
    if (size < smallestTreeTableSize && binOf(added, size, hashes.slice(0, count)) > binLimit)
      size *= 2;
    if (count > size * 0.75) size *= 2;
  }
  return size;
}

/** How many of the hashes share the bucket of this one. */
function binOf(hash: number, size: number, hashes: readonly number[]): number {
  const bucket = hash & (size - 1);
  return hashes.filter((other) => (other & (size - 1)) === bucket).length;
}
