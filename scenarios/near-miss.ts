/**
 * The known name that an unknown one was probably meant to be. Used wherever a file or a command line
 * names something; it only ever suggests and never corrects.
 */

/**
 * The closest known name by edit distance (swapped neighbours count once), or undefined when none is
 * close. The first one wins ties.
 */
export function nearMiss(written: string, known: Iterable<string>): string | undefined {
  const wanted = plainForm(written.slice(0, longest));
  let best: string | undefined;
  let bestDistance = tolerance(wanted) + 1;
  let looked = 0;
  for (const name of known) {
    looked += 1;
    if (looked > mostNames) break;
    if (Math.abs(name.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, plainForm(name));
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

/** `did you mean dc-1?`, or undefined when nothing is close. */
export function didYouMean(written: string, known: Iterable<string>): string | undefined {
  const near = nearMiss(written, known);
  return near === undefined ? undefined : `did you mean ${near}?`;
}

/** Names in a row for a message, cut after the twelfth. */
export function nameList(names: readonly string[]): string {
  const different = [...new Set(names)];
  if (different.length === 0) return 'none';
  const shown = different.slice(0, 12).map(short).join(', ');
  return different.length > 12 ? `${shown} and ${different.length - 12} more` : shown;
}

function short(name: string): string {
  return name.length > nameMax ? `${name.slice(0, nameMax - 3)}...` : name;
}

/** A longer name is cut where names are listed. */
const nameMax = 100;

/** Only the first names of a longer list are compared, which bounds the cost of a suggestion. */
const mostNames = 2_000;

/** Longer names are compared by their beginnings only. */
const longest = 80;

/** A third of the letters may be wrong, at most three; of one or two letters none. */
function tolerance(name: string): number {
  return Math.min(3, Math.floor(name.length / 3));
}

/** Ignores letter case, `_` and blanks. */
function plainForm(name: string): string {
  return name.toLowerCase().replace(/[_ ]/g, '-');
}

/** Optimal string alignment distance: insert, delete, replace, or swap two neighbours. */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = last[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      let cost = Math.min(replaced, last[column]! + 1, current[column - 1]! + 1);
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[right.length]!;
}
