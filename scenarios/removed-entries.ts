/** Fields and entries that a setting takes away: how they are marked, removed at the end, and how paths lead back to the written file. */
import type { PathStep } from './diagnostic.js';
import { isMapping } from './document-parts.js';

/** Stands for a field or entry that is taken away, so that numbers in other settings keep their meaning. */
export const removed = Symbol('removed');

/** Inner entries first, and later ones of a list: the numbers of the others stay. */
export function removeEntries(document: unknown, removals: readonly (readonly PathStep[])[]): void {
  const index = (steps: readonly PathStep[]): number => Number(steps.at(-1)) || 0;
  const inOrder = [...removals].sort(
    (one, other) => other.length - one.length || index(other) - index(one),
  );
  for (const steps of inOrder) {
    let node = document;
    for (const step of steps.slice(0, -1)) node = partOf(node, step);
    const last = steps.at(-1) ?? '';
    if (Array.isArray(node)) node.splice(Number(last), 1);
    else if (isMapping(node)) delete node[last];
  }
}

/** A path of the changed document as it was before `removals`. */
export function writtenPath(
  path: readonly PathStep[],
  removals: readonly (readonly PathStep[])[],
): PathStep[] {
  const written: PathStep[] = [];
  for (const step of path) {
    let now = step;
    if (typeof now === 'number') {
      const earlier = removals.filter(
        (steps) =>
          steps.length === written.length + 1 && written.every((each, at) => steps[at] === each),
      );
      const indices = earlier.map((steps) => Number(steps.at(-1))).sort((a, b) => a - b);
      for (const index of indices) if (index <= Number(now)) now = Number(now) + 1;
    }
    written.push(now);
  }
  return written;
}

function partOf(node: unknown, step: PathStep): unknown {
  if (Array.isArray(node)) return node[Number(step)];
  return isMapping(node) ? node[step] : undefined;
}
